"""Knows what waits for the leader of a team."""

from dataclasses import dataclass
from typing import Any

from app import context
from app.pages.card import tile_of
from board.card.card import Card
from board.card.values import Interval
from board.people.people import Person, Team


@dataclass(frozen=True)
class Led:
    """Tiles of the team's cars in hand (`queue`), of those that wait for people (`waiting`) and for
    a peer check; cars in the wash, and intervals to correct, each beside its car's tile."""

    team: Team
    queue: list[dict[str, Any]]
    waiting: list[dict[str, Any]]
    peer: list[dict[str, Any]]
    wash: list[tuple[Card, dict[str, Any]]]
    correct: list[tuple[dict[str, Any], Interval]]


def led_by(me: Person) -> Led | None:
    """None for all who lead no team."""
    reading = context.read_session()
    team = reading.directory.teams.get(me.team) if me.team else None
    if team is None or not me.has("leader"):
        return None
    cards = reading.in_lanes()
    mine = [card for card in cards if card.team == me.team]
    order = ("working", "stopped", "queued")
    return Led(
        team,
        queue=[tile_of(c) for lane in order for c in mine if c.lane == lane],
        waiting=[tile_of(c) for c in cards if _to_dispatch(c, me)],
        peer=[tile_of(c) for c in mine if _to_sign(c, me)],
        wash=[(c, tile_of(c)) for c in mine if c.lane == "washing"],
        correct=[(tile_of(c), i) for c in mine for i in to_correct(c)],
    )


def to_correct(card: Card) -> list[Interval]:
    """Intervals that the clock has ended."""
    return [interval for interval in card.intervals if interval.needs_correction]


def _to_dispatch(card: Card, me: Person) -> bool:
    if card.lane == "queued":
        return card.team == me.team and not card.technicians
    return card.lane == "waiting" and card.team in (None, me.team)


def _to_sign(card: Card, me: Person) -> bool:
    return card.state == "peer" and me.id not in card.worked_since_failure()
