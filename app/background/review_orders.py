"""Knows what the clock does about reviews: it calls for them, records the missed ones, escalates
countermeasures and settles those that a deed has ended (rules.md §9, §10)."""

from collections.abc import Iterator
from datetime import datetime

from app.commands.perform import Actor, Command
from app.storage import reviews
from app.storage.read_session import ReadSession
from board.commands.registry import command_of
from board.commands.reviews import (
    EscalateCountermeasure,
    ExpectReview,
    MissReview,
    SettleCountermeasure,
)
from board.events.event import stamp
from board.people.rights import CLOCK
from board.reviews.deeds import settled_by
from board.reviews.review import DUE, Countermeasure
from board.reviews.sittings import since


def review_orders(reading: ReadSession) -> Iterator[Command]:
    """Reviews whose time has come, or has passed with the grace after it; countermeasures that are
    overdue, or done by what happened to their car."""
    latest = reviews.latest_at(reading.connection, reading.id)
    for sitting in since(latest, reading.now, reading.hours):
        if reading.review(sitting.id):
            continue  # held before the settings moved its time
        yield _of_review(
            ExpectReview(session=sitting.session, day=sitting.day), sitting.id, reading.now
        )
    for review in reading.waiting_reviews():
        if review.state == DUE and review.due_at <= reading.now:
            yield _of_review(MissReview(review=review.id), review.id, reading.now)
        for one in review.open_countermeasures:
            yield from _of_countermeasure(one, reading)


def _of_countermeasure(one: Countermeasure, reading: ReadSession) -> Iterator[Command]:
    card = reading.card(one.card) if one.card else None
    if card and settled_by(one, card, reading):
        yield _of_review(SettleCountermeasure(countermeasure=one.id), one.id, reading.now)
    elif one.due_at <= reading.now and one.escalated_at is None:
        yield _of_review(EscalateCountermeasure(countermeasure=one.id), one.id, reading.now)


def _of_review(args: object, about: str, now: datetime) -> Command:
    """A review knows what was done, so each happens once; the key only says when it was asked."""
    key = f"clock:{command_of(args)}:{about}:{stamp(now)}"
    return Command(Actor(CLOCK.id, "clock"), key, args)
