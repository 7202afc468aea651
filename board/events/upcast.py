"""Knows how events of older schemas are raised to today's: one function for each step. The bytes
that were recorded never change; what is read of them does."""

from collections.abc import Callable
from typing import Any

from board.event import SCHEMA

Raw = dict[str, Any]


def raised(raw: Raw) -> Raw:
    """A recorded event, as its JSON was, in today's schema. Raises ValueError for a schema that
    this version does not know."""
    schema = raw["schema"]
    if not isinstance(schema, int) or not 0 < schema <= SCHEMA:
        raise ValueError(f"event {raw['n']}: unknown schema {schema}")
    for step in STEPS[schema - 1 :]:
        raw = step(raw)
    return raw


def _to_2(raw: Raw) -> Raw:
    """A null promise of a rescheduled card said that the promise was taken back, an absent one that
    it stands: now it says so."""
    data = raw["data"]
    if raw["type"] == "card_rescheduled" and "promise_at" in data:
        kept = {name: value for name, value in data.items() if name != "promise_at"}
        data = kept | {"promise_taken_back": True}
    return raw | {"schema": 2, "data": data}


STEPS: tuple[Callable[[Raw], Raw], ...] = (_to_2,)
