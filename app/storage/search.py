"""Knows how a card is found: by code, order number, plate, name or phone, in one field."""

import re
import unicodedata

from app.storage.read_session import ReadSession
from board.card.card import Card
from devices.scanning import read_scan

_SEPARATORS = re.compile(r"[\s·•・.\-－—]+")


def plain(text: str) -> str:
    """Text as it is compared: full-width as half-width, lower case, no separators, nothing
    invisible (a NUL would end the pattern in SQLite and match everything)."""
    kept = "".join(c for c in unicodedata.normalize("NFKC", text) if c.isprintable() or c == " ")
    return _SEPARATORS.sub("", kept).lower()


def searchable(card: Card) -> str:
    parts = (card.code, card.order_no, card.vehicle.plate, card.customer.name, card.customer.phone)
    return " ".join(plain(part) for part in parts if part)


def search(reading: ReadSession, query: str, limit: int = 20) -> list[Card]:
    """Cards a query means: a scanned label or order barcode first, then whatever holds its words.
    A single letter or digit finds nothing; a single Chinese character may be a name."""
    words = [w for part in query.split() if (w := plain(part))]
    if not any(len(word) >= 2 or not word.isascii() for word in words):
        return []
    thing = read_scan(query)
    exact = reading.card_by_code(thing.value) if thing.what == "code" else None
    rest = [c for c in reading.found(words, limit) if exact is None or c.id != exact.id]
    return ([exact] if exact else []) + rest
