"""Knows how the sentence of a fact is found, and the details that several facts have."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, TypeVar

from app.history.telling import Teller
from app.words.amounts import yuan
from board.events import Fact
from board.events.event import Event

F = TypeVar("F", bound=Fact)
Tell = Callable[[Teller, Event[F]], Iterator[str]]
TELLS: dict[type[Fact], Tell[Any]] = {}


def of(*facts: type[F]) -> Callable[[Tell[F]], Tell[F]]:
    def register(tell: Tell[F]) -> Tell[F]:
        for fact in facts:
            TELLS[fact] = tell
        return tell

    return register


def moment(t: Teller, event: Event[Fact], name: str, at: datetime | None) -> Iterator[str]:
    if at:
        yield t.say(f"story-with-{name}", at=t.time(at, event))


def in_spite(t: Teller, of: str | None) -> Iterator[str]:
    """What a time was promised in spite of."""
    if of:
        yield t.say(f"story-with-{of}")


def price(t: Teller, fen: int | None, of: str = "price") -> Iterator[str]:
    if fen is not None:
        yield t.say(f"story-with-{of}", price=yuan(fen))


def minutes_needed(t: Teller, minutes: int | None) -> Iterator[str]:
    if minutes:
        yield t.say("story-with-minutes", minutes=minutes)


def photos_with_it(t: Teller, photos: list[str]) -> Iterator[str]:
    if photos:
        yield t.say("story-with-photos", count=len(photos))
