"""Knows what an intention is: the next thing a person means to do, and when."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

A_MOMENT = timedelta(seconds=40)


@dataclass(frozen=True)
class Intention:
    """`name` is the order number of the card it is about, or what is being made; `card` and
    `version` are null where there is no card. `due` is when it would be done by somebody with
    nothing else in hand, `effort` how long it keeps the person from the thing before."""

    due: datetime
    person: str
    command: str
    name: str
    card: str | None = None
    version: int | None = None
    args: dict[str, Any] = field(default_factory=dict)
    said: dict[str, Any] = field(default_factory=dict)
    effort: timedelta = A_MOMENT

    @property
    def order(self) -> tuple[datetime, str, str, str]:
        """The same in every run of a seed: no id that a server made."""
        return (self.due, self.name, self.command, self.person)

    @property
    def what(self) -> tuple[str, str, int | None]:
        return (self.name, self.command, self.version)
