"""Knows the parts of a home that need more than a tile: phones, prices, when parts are to come. The
page fetches them anew when the board changes."""

from collections.abc import Callable
from datetime import time, timedelta
from operator import itemgetter
from typing import Any, get_args

from app import context
from app.commands.consent import consents
from app.pages.card import tile_of
from app.people.entry import sees_in_full
from app.storage.departed import followed_up, left_since, no_shows
from app.storage.read_session import ReadSession
from board.card.card import Card
from board.card.lanes import AGREED, ON_BOARD
from board.commands.choices import DutyOutcome
from board.duties.calls import ABOUT, advisors_calls, appointment_calls
from board.duties.duties import counting, has_not_come, is_for
from board.duties.owners import looks_after
from board.events import Fact
from board.events.event import Event
from board.events.parts import PartsExpected
from board.events.work import WorkPaused
from board.people.people import Person
from board.people.screens import CALLERS
from board.planning.tone import OVERDUE, tone
from board.rules.add_ons import to_inform

COMING = ("arrived", "waiting", "queued", "working", "stopped")
SAID_OF_PARTS = (WorkPaused, PartsExpected)


def part(name: str, me: Person) -> dict[str, Any]:
    return _PARTS[name](me)


def _calls(me: Person) -> dict[str, Any]:
    """An advisor's own customers, and those nobody looks after today."""
    reading = context.read_session()
    calls = advisors_calls(_of(me, reading.in_lanes()), reading.hours, reading.now)
    asked = [(call.card, call.add_on) for call in calls if call.add_on]
    return {"calls": calls, "consents": consents(asked, reading), "tile_of": tile_of}


# What one's own home shows elsewhere, with more to say and to tap.
SHOWN_ELSEWHERE = {
    "advisor": (*ABOUT, "consent", "pickup_notice"),
    "care": ("appointment_call", "follow_up"),
}
OUTCOMES = get_args(DutyOutcome)
# Duties that the customer is phoned for, and what is then told; phones are for callers (§16).
CALLS = {
    **ABOUT,
    "appointment_call": "appointment",
    "consent": None,
    "pickup_notice": None,
    "follow_up": None,
}


def _duties(me: Person) -> dict[str, Any]:
    """What is due and somebody's own, the most urgent first (rules.md §9)."""
    reading = context.read_session()
    elsewhere = {kind for role in me.roles for kind in SHOWN_ELSEWHERE.get(role, ())}
    cards = reading.in_lanes() + followed_up(reading)
    found = [
        (duty, card) for card in cards for duty in counting(card, reading.now)
        if duty.kind not in elsewhere and is_for(duty, card, me, reading.today)
    ]  # fmt: skip
    found.sort(key=lambda one: (one[0].due_at, one[0].id))
    phones = me.has(*CALLERS) and sees_in_full()
    return {"duties": [(duty, card, tile_of(card)) for duty, card in found],
            "outcomes": OUTCOMES, "calls_of": CALLS if phones else {}}  # fmt: skip


def _follow_up(me: Person) -> dict[str, Any]:
    """三日回访: who was handed their car so many days ago and was not asked yet; what falls on
    closed days, on the next working day."""
    cards = followed_up(context.read_session())
    found = [(duty, card) for card in cards for duty in card.open_duties]
    return {"follow_up": [one for one in found if one[0].kind == "follow_up"]}


def _of(me: Person, cards: list[Card]) -> list[Card]:
    """An advisor's own, nobody's, and those of advisors who are absent."""
    today = context.read_session().today
    return [card for card in cards if looks_after(card, me, today)]


def _returned(me: Person) -> dict[str, Any]:
    cards = _of(me, context.read_session().in_lanes("settling"))
    return {"returned": [(c, tile_of(c)) for c in cards if c.bill == "returned"]}


def _to_inform(me: Person) -> dict[str, Any]:
    """Answers of an advisor's customers that the workshop has not been told yet."""
    cards = _of(me, context.read_session().in_lanes(*AGREED))
    return {"to_inform": [(c, tile_of(c)) for c in cards if to_inform(c)]}


def _bills(me: Person) -> dict[str, Any]:
    """Open ones in order, then those that wait for the advisor."""
    cards = context.read_session().in_lanes("settling")
    return {state: [(c, tile_of(c)) for c in cards if c.bill == state]
            for state in ("open", "returned")}  # fmt: skip


def _parts(me: Person) -> dict[str, Any]:
    """What cars wait for: first those of which nobody knows when, then by the hour; beside them
    cars that go on meanwhile."""
    cards = context.read_session().in_lanes(*COMING)
    wait = [c for c in cards if c.stop_reason == "parts"]
    wait.sort(key=lambda c: (c.parts_expected_at is not None, c.parts_expected_at or c.state_since))
    expected = [(c.parts_expected_at, c) for c in cards if c.stop_reason != "parts"]
    dated = [(at, c) for at, c in expected if at]
    coming = [c for _, c in sorted(dated, key=itemgetter(0))]
    events = context.read_session().stories([c.id for c in wait + coming], *SAID_OF_PARTS)
    return {
        name: [(c, tile_of(c), _said_of_parts(c, events[c.id])) for c in found]
        for name, found in (("wait_for_parts", wait), ("parts_coming", coming))
    }


def _said_of_parts(card: Card, events: list[Event[Fact]]) -> list[str]:
    """Which parts: what was said when the car stopped, and of findings that need some."""
    said = [e.fact.note for e in events if isinstance(e.fact, SAID_OF_PARTS)]
    found = [a.parts for a in card.add_ons if a.parts and a.answer != "refused"]
    return list(dict.fromkeys(words for words in (*said[-1:], *found) if words))


def _tomorrow(me: Person) -> dict[str, Any]:
    """Appointments of the next open day, and of closed days before it: whom to call, and who
    knows."""
    reading = context.read_session()
    today = reading.hours.day(reading.now)
    day = reading.hours.next_open_day(today)
    booked = reading.in_lanes("booked")
    days = [today + timedelta(days=ahead) for ahead in range(1, (day - today).days + 1)]
    calls = [call for one in days for call in appointment_calls(booked, one, reading.hours)]
    return {
        "next_day": reading.hours.opening(day),
        "to_call": [call for call in calls if not call.card.reminded],
        "reminded": [call for call in calls if call.card.reminded],
    }


def _no_shows(me: Person) -> dict[str, Any]:
    """Who was never reached first; who was reached stays until it is settled what becomes of it."""
    cards = no_shows(context.read_session())
    return {"no_shows": [(c, c.reminded) for c in sorted(cards, key=lambda c: c.reminded)]}


def _lanes(me: Person) -> dict[str, Any]:
    cards = context.read_session().in_lanes()
    return {"lane_counts": [(lane, sum(c.lane == lane for c in cards)) for lane in ON_BOARD]}


def _still(me: Person) -> dict[str, Any]:
    """What stands still, each car once: overdue, stopped, bills given back, nobody's yet, and
    cars that have not come."""
    reading = context.read_session()
    left = reading.in_lanes()
    groups = {}
    for title, holds in _STILL.items():
        found = [c for c in left if holds(c, reading)]
        left = [c for c in left if c not in found]
        groups[title] = [(c, tile_of(c)) for c in sorted(found, key=_longest)]
    return {"still": groups}


_STILL: dict[str, Callable[[Card, ReadSession], bool]] = {
    "homes-overdue": lambda card, view: (
        card.lane != "ready" and not card.before_arrival and tone(card, view.now) == OVERDUE
    ),
    "homes-stopped": lambda card, view: card.lane == "stopped",
    "homes-bill-returned": lambda card, view: card.bill == "returned" and card.lane == "settling",
    "homes-waiting": lambda card, view: card.lane == "waiting",
    "homes-not-come": lambda card, view: has_not_come(card, view.hours, view.now),
}


def _longest(card: Card) -> float:
    return card.state_since.timestamp() if card.state_since else 0.0


def _left(me: Person) -> dict[str, Any]:
    """Who left today, to be brought back if it was a mistake; the cancelled ones first."""
    reading = context.read_session()
    today = reading.hours.at(reading.hours.day(reading.now), time.min)
    cards = left_since(reading, today)
    return {"left_today": {
        lane: [(c, tile_of(c) | {"lane": c.lane}) for c in cards if c.lane == lane]
        for lane in ("cancelled", "delivered")
    }}  # fmt: skip


_PARTS: dict[str, Callable[[Person], dict[str, Any]]] = {
    "calls": _calls,
    "duties": _duties,
    "follow_up": _follow_up,
    "returned": _returned,
    "to_inform": _to_inform,
    "bills": _bills,
    "parts": _parts,
    "tomorrow": _tomorrow,
    "no_shows": _no_shows,
    "lanes": _lanes,
    "still": _still,
    "left": _left,
    "admin": lambda me: {},
}
