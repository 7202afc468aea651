"""Knows what the clock does about reviews: it calls for them, records the missed ones, escalates
countermeasures and settles those that a deed has ended (SPEC §9, §10)."""

from collections.abc import Iterator
from datetime import datetime

from app import reviews
from app.perform import Actor, Order
from app.store import Reading
from board.event import stamp
from board.review_commands import (
    EscalateCountermeasure,
    ExpectReview,
    MissReview,
    SettleCountermeasure,
)
from board.reviews.deeds import settled_by
from board.reviews.review import DUE, Countermeasure
from board.reviews.sessions import since
from board.rights import CLOCK


def review_orders(view: Reading) -> Iterator[Order]:
    """Reviews whose time has come, or has passed with the grace after it; countermeasures that are
    overdue, or done by what happened to their car."""
    latest = reviews.latest_at(view.connection, view.id)
    for sitting in since(latest, view.now, view.hours):
        if view.review(sitting.id):
            continue  # held before the settings moved its time
        yield _of_review(
            ExpectReview(session=sitting.session, day=sitting.day), sitting.id, view.now
        )  # type: ignore[arg-type]
    for review in view.waiting_reviews():
        if review.state == DUE and review.due_at <= view.now:
            yield _of_review(MissReview(review=review.id), review.id, view.now)
        for one in review.open_countermeasures:
            yield from _of_countermeasure(one, view)


def _of_countermeasure(one: Countermeasure, view: Reading) -> Iterator[Order]:
    card = view.card(one.card) if one.card else None
    if card and settled_by(one, card, view):
        yield _of_review(SettleCountermeasure(countermeasure=one.id), one.id, view.now)
    elif one.due_at <= view.now and one.escalated_at is None:
        yield _of_review(EscalateCountermeasure(countermeasure=one.id), one.id, view.now)


def _of_review(args: object, about: str, now: datetime) -> Order:
    """A review knows what was done, so each happens once; the key only says when it was asked."""
    key = f"clock:{args.command}:{about}:{stamp(now)}"  # type: ignore[attr-defined]
    return Order(Actor(CLOCK.id, "clock"), key, args)
