"""Knows what has access to the board besides people: registered devices, API tokens."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Device:
    id: str
    kind: str
    team: str | None = None


@dataclass(frozen=True)
class Token:
    id: str
    person: str
    label: str
    withdrawn: bool = False
