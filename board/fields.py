"""Knows how a command's definition states the limits of its fields."""

from dataclasses import field, fields
from typing import Any


def text(most: int = 500, least: int = 1, **more: Any) -> Any:
    """A field of free text of `least` to `most` characters."""
    return field(metadata={"min_length": least, "max_length": most}, **more)


def number(low: int, high: int, **more: Any) -> Any:
    """A whole number from `low` to `high`."""
    return field(metadata={"ge": low, "le": high}, **more)


def minutes(**more: Any) -> Any:
    return number(0, 60_000, **more)


def fen(**more: Any) -> Any:
    return number(0, 10_000_000_00, **more)


def listed(most: int, least: int = 0, each: int = 500, **more: Any) -> Any:
    return field(metadata={"min_length": least, "max_length": most, "each": each}, **more)


def given(args: Any) -> dict[str, Any]:
    """The fields of a definition that were really given (None = not given)."""
    values = {f.name: getattr(args, f.name) for f in fields(args)}
    return {name: value for name, value in values.items() if value is not None}
