"""Knows how the effect of a fact is found, and what the effects on a card are made of: entering a
lane, marks, the end of an interval."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from board.card import Card
from board.event import Event
from board.events import Fact

F = TypeVar("F", bound=Fact)
S = TypeVar("S")
Effect = Callable[[S, Event[F]], None]
EFFECTS: dict[type[Fact], Effect[Any, Any]] = {}


def on(*facts: type[F]) -> Callable[[Effect[S, F]], Effect[S, F]]:
    """Registers what a fact changes in the card, the review or the shop that it is of."""

    def register(effect: Effect[S, F]) -> Effect[S, F]:
        for fact in facts:
            EFFECTS[fact] = effect
        return effect

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


def void_checks(card: Card) -> None:
    for check in card.checks:
        check.void = True
