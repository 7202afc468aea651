"""Knows the facts that put photos and records on a card."""

from dataclasses import field

from board.commands import RecordKind
from board.events.definition import CardFact, private


class PhotoAttached(CardFact):
    """To the card, or to one of its findings."""

    photo: str
    add_on: str | None = None


class RecordRaised(CardFact):
    record: str
    kind: RecordKind
    photos: list[str] = field(default_factory=list)
    note: str = private()
