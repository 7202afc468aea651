"""Knows how events become a card: the card is the fold of its events, nothing else (DESIGN §2)."""

from collections.abc import Iterable

from board.card import Card
from board.event import Event
from board.folding import APPLIERS
from board.folding.booking import created
from board.folding.duties import settle
from board.parts_of_a_card import Latest

CREATING = ("card_booked", "card_opened")


def fold(events: Iterable[Event]) -> Card | None:
    """All events of one card, in order → the card. A `command_undone` leaves out the events of
    the command it names."""
    events = list(events)
    undone = {e.data["command"] for e in events if e.type == "command_undone"}
    card: Card | None = None
    for event in events:
        card = _skip(card, event) if event.command in undone else apply(card, event)
    return card


def apply(card: Card | None, event: Event) -> Card:
    """The card after one more event. The card handed in is changed and returned, so that a
    command costs the same however long the card's story is."""
    after = created(event) if event.type in CREATING else card
    assert after is not None
    if event.private is None:
        after.erased = True
    APPLIERS[event.type](after, event)
    settle(after, event)
    if event.version is not None:
        after.version = event.version
        after.latest = Latest(event.command, event.type, event.who, event.occurred_at)
    return after


def _skip(card: Card | None, event: Event) -> Card | None:
    if card is not None:
        card.version = event.version or card.version
    return card
