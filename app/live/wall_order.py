"""Knows in which order cars in work stand on a wall: by urgency, or by lane (rules.md §11)."""

from typing import Any

from board.card.lanes import LANES
from board.planning.tone import LATE, OVERDUE

Tile = dict[str, Any]


def by_urgency(tile: Tile) -> str:
    """What is overdue on top, then what will be late, then by the time it is wanted: who stands in
    the yard since their arrival, else the promise."""
    wanted = tile["arrived_at"] if tile["lane"] == "arrived" else tile["promise_at"]
    late = {OVERDUE: 0, LATE: 1}.get(tile["tone"], 2)
    return f"{late}{wanted or tile['since_at']}{tile['rank']}"


def by_lane(tile: Tile) -> str:
    """As the cars go through the shop."""
    return f"{LANES.index(tile['lane']):02d}{tile['rank']}"
