"""Knows how a definition is found under its name: StartWork → start_work."""

from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T", bound=type)


def snake(name: str) -> str:
    """StartWork → start_work."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


def command_of(args: Any) -> str:
    """The name of the command whose definition `args` fills in."""
    name: str = args.command
    return name


def registered(cls: T, into: dict[str, type]) -> T:
    """The definition as a frozen dataclass that knows its command's name."""
    name = snake(cls.__name__)
    frozen: Any = dataclass(frozen=True, kw_only=True)(cls)
    frozen.command = name
    into[name] = frozen
    return cls
