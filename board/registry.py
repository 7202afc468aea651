"""Knows how the definition of a command is found under its name: StartWork → start_work."""

from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T", bound=type)


def registered(cls: T, into: dict[str, type]) -> T:
    """The definition as a frozen dataclass that knows its command's name."""
    name = "".join(f"_{c.lower()}" if c.isupper() else c for c in cls.__name__).lstrip("_")
    frozen = dataclass(frozen=True, kw_only=True)(cls)
    frozen.command = name
    into[name] = frozen
    return frozen
