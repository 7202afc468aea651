"""Knows how events become a card, a review or the shop: each is the fold of its events, nothing
else (design.md §2)."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from board.card.card import Card
from board.card.values import Latest
from board.events import Fact
from board.events.definition import Stream
from board.events.dispatch import CommandUndone
from board.events.event import Event
from board.folding import EFFECTS
from board.folding.booking import created
from board.folding.duties import settle
from board.reviews.folding import begun
from board.reviews.review import Review
from board.shop.shop import Shop

S = TypeVar("S", Card, Review, Shop)


def fold(events: Iterable[Event[Fact]], state: S | None = None) -> S | None:
    """All events of one card, of one review or of the shop, in order → its state. A `CommandUndone`
    leaves out the events of the command it names."""
    events = list(events)
    left_out = undone(events)
    for event in events:
        state = _passed(state, event) if event.command in left_out else apply(state, event)
    return state


def fold_review(events: Iterable[Event[Fact]], state: Review | None = None) -> Review | None:
    """`fold` of a review's events."""
    return fold(events, state)


def undone(events: Iterable[Event[Fact]]) -> set[int]:
    """The numbers of the commands that were taken back."""
    return {e.fact.command for e in events if isinstance(e.fact, CommandUndone)}


def apply(state: S | None, event: Event[Fact]) -> S:
    """The state after one more event. A card or a review handed in is changed and returned, so that
    a command costs the same however long the story is; the shop, which is kept and shared, stays
    as it was."""
    after: S = _BEFORE[event.fact.stream](state, event)
    EFFECTS[type(event.fact)](after, event)
    if isinstance(after, Card):
        _concluded(after, event)
    return after


# What an event changes: a new card or review where there is none yet, a copy of the shop.
_BEFORE: dict[Stream, Callable[[Any, Event[Any]], Any]] = {
    "card": lambda card, event: card or created(event),
    "review": lambda review, event: review or begun(event),
    "shop": lambda shop, event: replace(shop or Shop()),
}


def _concluded(card: Card, event: Event[Fact]) -> None:
    """After every event of a card: its deadlines, its version, what an undo would take back."""
    card.erased = card.erased or event.erased
    settle(card, event)
    if event.version is not None:
        card.version = event.version
        card.latest = Latest(event.command, event.type, event.who, event.occurred_at)


def _passed(state: S | None, event: Event[Fact]) -> S | None:
    """What was undone leaves only the card's version behind."""
    if isinstance(state, Card):
        state.version = event.version or state.version
    return state
