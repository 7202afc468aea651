"""Knows what a read session hands out besides cards: where a shop stands, and one change."""

from dataclasses import dataclass
from typing import Any

from app.clock import ShopClock
from board.events.event import instant


class NoShop(Exception):
    """The database holds no such shop yet: `python -m app setup` makes it."""


@dataclass(frozen=True)
class ShopRow:
    """Where a shop stands: its counters, the heads of its chains, its clock."""

    shop: str
    name: str
    epoch: str
    seq: int
    mark: str
    events: int
    chain: str
    state_version: int
    clock_start: str | None
    clock_real: str | None
    clock_speed: float | None

    @property
    def clock(self) -> ShopClock:
        return ShopClock(
            instant(self.clock_start), instant(self.clock_real), self.clock_speed or 1.0
        )


@dataclass(frozen=True)
class Change:
    """One row of `changes`: a card's tile, or (`card` null) what happened to a topic."""

    seq: int
    at: str
    card: str | None
    thing: str | None  # a topic (board.topics)
    tile: dict[str, Any]
    mark: str
