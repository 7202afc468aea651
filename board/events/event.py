"""Knows what a decided and a recorded fact of the shop are: of what, who, when, and the fact itself
(board/events/)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Generic, TypeVar, overload

from board.events.definition import Fact

SCHEMA = 2
# Text as `stamp` writes it; named as JSON Schema names it, for whoever describes it.
Stamp = Annotated[str, "date-time"]

F = TypeVar("F", bound=Fact, covariant=True)


@dataclass(frozen=True)
class Happening:
    """What a rule decided, before the store gives it its place; `of`: the id of the card or of the
    review it is a fact of, None where it is one of the shop itself."""

    of: str | None
    fact: Fact

    @property
    def type(self) -> str:
        return self.fact.type

    @property
    def card(self) -> str | None:
        return self.of if self.fact.stream == "card" else None

    @property
    def review(self) -> str | None:
        return self.of if self.fact.stream == "review" else None


@dataclass(frozen=True)
class Event(Generic[F]):
    """A recorded fact. `command` is the number shared by all events of one command, `by` that
    command's name, `version` the card's version after it. `erased`: what was private of it is gone,
    since the person was erased."""

    fact: F
    card: str | None
    n: int
    command: int
    version: int | None
    who: str
    device: str | None
    occurred_at: datetime
    received_at: datetime
    by: str = ""
    review: str | None = None
    erased: bool = False

    @property
    def type(self) -> str:
        return self.fact.type


@overload
def instant(text: str) -> datetime: ...
@overload
def instant(text: None) -> None: ...
@overload
def instant(text: str | None) -> datetime | None: ...
def instant(text: str | None) -> datetime | None:
    """RFC 3339 text → aware UTC datetime."""
    return datetime.fromisoformat(text).astimezone(UTC) if text else None


@overload
def stamp(at: datetime) -> str: ...
@overload
def stamp(at: None) -> None: ...
@overload
def stamp(at: datetime | None) -> str | None: ...
def stamp(at: datetime | None) -> str | None:
    """Aware datetime → RFC 3339 UTC text, to the millisecond where there is one."""
    if at is None:
        return None
    text = at.astimezone(UTC).isoformat(timespec="milliseconds" if at.microsecond else "seconds")
    return text.replace("+00:00", "Z")
