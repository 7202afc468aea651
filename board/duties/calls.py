"""Knows which customers are to be phoned, until when, and about what: their car is late or ready,
something was found on it, they have an appointment, or they did not come (document 000, 001)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from board.card.card import Card
from board.card.values import AddOn, Duty
from board.duties.duties import Owed, consent_due, counting, notice_due, owed
from board.shop.hours import Hours

ABOUT = {"not_arrived": "appointment", "late_call": "late"}
LAST = float("inf")


@dataclass(frozen=True)
class Call:
    """One call to make. `about` as in `tell_customer`; `due_at`: when it must have been made;
    `tried`: when it was tried and not answered."""

    card: Card
    about: str
    due_at: datetime | None = None
    add_on: AddOn | None = None
    tried: list[datetime] = field(default_factory=list)


def advisors_calls(cards: Iterable[Card], hours: Hours, now: datetime) -> list[Call]:
    """What an advisor has to say to customers, by when it must be said. What one customer is to
    hear stands together, where the most urgent of it belongs: it is said in one call. A car that a
    finding of safety has stopped goes before all others."""
    found = {card.id: list(_calls_of(card, hours, now)) for card in cards}
    first = {id: min(map(_urgency, calls)) for id, calls in found.items() if calls}
    return sorted(
        (call for calls in found.values() for call in calls),
        key=lambda c: (first[c.card.id], _time(c.card.promise_at), c.card.rank, _urgency(c)),
    )


def _urgency(call: Call) -> tuple[bool, float]:
    add_on = call.add_on
    stopped = add_on is not None and add_on.urgency == "safety" and not add_on.can_go_on
    return not stopped, _time(call.due_at)


def _time(at: datetime | None) -> float:
    return at.timestamp() if at else LAST


def _calls_of(card: Card, hours: Hours, now: datetime) -> Iterator[Call]:
    """Deadlines that count down on the card, and those that are just about to; who is phoned about
    a delay hears all there is to hear about the promise."""
    for add_on in card.to_ask:
        yield _call(card, "add_on", add_on.reported_at, consent_due(add_on, hours), add_on)
    standing: list[Duty | Owed] = [*counting(card, now), *owed(card, hours, now)]
    for one in standing:
        if one.kind in ABOUT:
            about = ABOUT[one.kind]
            yield _call(card, about, _since(card, about), one.due_at)
    if card.lane == "ready":
        if not card.was_noticed:
            yield _call(card, "ready", card.lane_since, notice_due(card, hours))
    elif not any(one.kind == "late_call" for one in standing):
        for one in standing:
            if one.kind == "pickup_notice":
                yield _call(card, "progress", _since(card, "progress"), one.due_at)


def _since(card: Card, about: str) -> datetime | None:
    return card.state_since if about == "appointment" else card.promises[-1].made_at


def appointment_calls(cards: Iterable[Card], day: date, hours: Hours) -> list[Call]:
    """Appointments of a day, by the hour; see `Card.reminded`."""
    of_that_day = [c for c in cards if c.appointment_at and hours.day(c.appointment_at) == day]
    due = hours.closing(hours.last_open_day(day))
    calls = [_call(card, "appointment", card.state_since, due) for card in of_that_day]
    return sorted(calls, key=lambda c: (c.card.appointment_at, c.card.code))


def _call(
    card: Card, about: str, since: datetime | None, due: datetime | None,
    add_on: AddOn | None = None,
) -> Call:  # fmt: skip
    told = [t for t in card.told if t.about == about and (since is None or t.at >= since)]
    tried = [t.at for t in told if t.outcome == "unreachable"]
    return Call(card, about, due, add_on, sorted([*tried, *(add_on.tries if add_on else ())]))
