"""Knows what every event's effect is made of: entering a lane, marks, the end of an interval."""

from collections.abc import Callable
from datetime import datetime

from board.card import Card
from board.event import Event

ERASED = "—"
Applier = Callable[[Card, Event], None]
APPLIERS: dict[str, Applier] = {}


def on(*types: str) -> Callable[[Applier], Applier]:
    def register(applier: Applier) -> Applier:
        for type in types:
            APPLIERS[type] = applier
        return applier

    return register


def enter(card: Card, lane: str, at: datetime) -> None:
    """Hang the card in a lane; the foreman's own place and the reason to stop stay behind."""
    if lane != card.lane:
        card.own_rank = None
        card.lane_since = at
    card.lane = lane
    card.state_since = at
    if lane != "stopped":
        card.stop_reason = None


def mark(card: Card, flag: str, on: bool = True) -> None:
    card.marks = [m for m in card.marks if m != flag] + ([flag] if on else [])


def end(card: Card, interval: str, at: datetime, by: str, correct: bool = False) -> None:
    found = card.interval(interval)
    assert found is not None
    found.to, found.ended_by, found.needs_correction = max(at, found.start), by, correct


def private(event: Event, name: str, default: object = None) -> object:
    return default if event.private is None else event.private.get(name, default)


def void_checks(card: Card) -> None:
    for check in card.checks:
        check.void = True
