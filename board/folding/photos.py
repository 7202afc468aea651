"""Knows how events put photos and records on a card."""

from board.card import Card
from board.event import Event
from board.events.photos import PhotoAttached, RecordRaised
from board.folding.applying import on
from board.parts_of_a_card import Photo, Record


@on(PhotoAttached)
def _attached(card: Card, event: Event[PhotoAttached]) -> None:
    fact = event.fact
    card.photos.append(Photo(fact.photo, event.who, event.occurred_at, fact.add_on))


@on(RecordRaised)
def _raised(card: Card, event: Event[RecordRaised]) -> None:
    fact = event.fact
    card.records.append(
        Record(fact.record, fact.kind, fact.note, event.who, event.occurred_at, list(fact.photos))
    )
