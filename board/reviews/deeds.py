"""Knows when a countermeasure is done by what happened to its car, and nobody need say so."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal

from board.card import Card
from board.event import Event
from board.events import Fact
from board.events.dispatch import CommandUndone
from board.events.parts import PartsArrived
from board.facts import Facts
from board.fold import undone
from board.parts_of_a_card import Promise
from board.reviews.review import Countermeasure

How = Literal["deed", "left"]


def settled_by(one: Countermeasure, card: Card, facts: Facts) -> How | None:
    """`deed` where what it asked for has happened since, `left` where the car is gone; what may
    still be taken back does not count yet."""
    final = facts.now - timedelta(seconds=facts.settings.undo_seconds)
    if not card.on_board:
        return "left" if (card.finished_at or card.lane_since or facts.now) <= final else None
    at, sure = _deed(one, card, facts)
    if at is None or at < one.at:
        return None
    return "deed" if sure or at <= final else None


def _deed(one: Countermeasure, card: Card, facts: Facts) -> tuple[datetime | None, bool]:
    """When it happened, and whether it stands for good."""
    if one.kind == "new_promise" and (promise := _other_time(one, card)):
        return promise.made_at, not promise.within_range
    if one.kind == "chase_parts":
        return facts.parts_came(card.id), False
    return None, False


def _other_time(one: Countermeasure, card: Card) -> Promise | None:
    """The latest promise since the decision that names another time than stood then."""
    stood = [promise.at for promise in card.promises if promise.made_at <= one.at]
    since = card.promises[len(stood) :]
    was = stood[-1] if stood else None
    return next((p for p in reversed(since) if not p.keeps_time and p.at != was), None)


PARTS_CAME = (PartsArrived, CommandUndone)


def parts_came(story: Iterable[Event[Fact]]) -> datetime | None:
    """When parts last came, by a card's events (of the kinds PARTS_CAME at least); what was taken
    back did not happen."""
    events = list(story)
    left_out = undone(events)
    came = [e for e in events if isinstance(e.fact, PartsArrived) and e.command not in left_out]
    return came[-1].occurred_at if came else None
