"""Knows which customers are to be phoned, and about what: their car is ready or late, something was
found on it, they have an appointment, or they did not come (seeds 000, 001)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from board.card import Card
from board.hours import Hours
from board.parts_of_a_card import AddOn, Told
from board.tone import OVERDUE, tone

URGENT = {"late": 0, "add_on": 1, "ready": 2, "appointment": 3}
LAST = float("inf")
NOT_COME_AFTER = timedelta(minutes=15)  # SPEC §9 未到联系 *(default)*


@dataclass(frozen=True)
class Call:
    """One call to make. `about` as in `tell_customer`; `tried`: calls that were not answered."""

    card: Card
    about: str
    add_on: AddOn | None = None
    tried: list[Told] = field(default_factory=list)


def advisors_calls(cards: Iterable[Card], now: datetime) -> list[Call]:
    """What an advisor has to say to customers, what cannot wait first: late cars by promise,
    findings, cars that are ready, and who has not come."""
    calls = [call for card in cards for call in _calls_of(card, now)]
    return sorted(calls, key=lambda c: (URGENT[c.about], _promise(c.card), c.card.rank))


def _promise(card: Card) -> float:
    return card.promise_at.timestamp() if card.promise_at else LAST


def _calls_of(card: Card, now: datetime) -> list[Call]:
    if card.lane == "ready":
        return [] if card.was_told else [_call(card, "ready", card.lane_since)]
    if card.before_arrival:
        missed = has_not_come(card, now) and not reminded(card)
        return [_call(card, "appointment", card.state_since)] if missed else []
    calls = []
    if tone(card, now) == OVERDUE and not card.was_told:
        calls.append(_call(card, "late", card.promises[-1].made_at))
    for add_on in card.add_ons:
        if add_on.answer is None and not _told(card, "add_on", add_on.reported_at):
            calls.append(_call(card, "add_on", add_on.reported_at, add_on))
    return calls


def has_not_come(card: Card, now: datetime) -> bool:
    """Whether somebody due today should have been here by now."""
    at = card.appointment_at
    return card.lane == "due" and at is not None and now >= at + NOT_COME_AFTER


def appointment_calls(cards: Iterable[Card], day: date, hours: Hours) -> list[Call]:
    """Appointments of a day, by the hour; see `reminded`."""
    of_that_day = [c for c in cards if c.appointment_at and hours.day(c.appointment_at) == day]
    calls = [_call(card, "appointment", card.state_since) for card in of_that_day]
    return sorted(calls, key=lambda c: (c.card.appointment_at, c.card.code))


def reminded(card: Card) -> bool:
    """Whether the customer was reached about the appointment as it stands."""
    return _told(card, "appointment", card.state_since)


def _call(card: Card, about: str, since: datetime | None, add_on: AddOn | None = None) -> Call:
    tried = [t for t in _said(card, about, since) if t.outcome == "unreachable"]
    return Call(card, about, add_on, tried)


def _told(card: Card, about: str, since: datetime | None) -> bool:
    return any(t.outcome == "told" for t in _said(card, about, since))


def _said(card: Card, about: str, since: datetime | None) -> list[Told]:
    return [t for t in card.told if t.about == about and (since is None or t.at >= since)]
