"""Knows how events put photos and records on a card."""

from board.card import Card
from board.event import Event
from board.folding.applying import ERASED, on, private
from board.parts_of_a_card import Photo, Record


@on("photo_attached")
def _attached(card: Card, event: Event) -> None:
    d = event.data
    card.photos.append(Photo(d["photo"], event.who, event.occurred_at, d.get("add_on")))


@on("record_raised")
def _raised(card: Card, event: Event) -> None:
    d, note = event.data, str(private(event, "note", ERASED))
    card.records.append(
        Record(d["record"], d["kind"], note, event.who, event.occurred_at, d.get("photos", []))
    )
