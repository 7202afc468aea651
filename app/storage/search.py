"""Knows how a card is found: by code, order number, plate, name or phone, in one field."""

import re
import unicodedata

from sqlalchemy import and_, select

from app.storage import tables as t
from app.storage.read_session import ReadSession
from app.storage.serialization import load_card
from app.storage.statements import STATE
from board.card.card import Card
from board.card.plain import plain_phone
from devices.scanning import read_scan

_PHONE = re.compile(r"1\d{10}", re.ASCII)
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
    thing = read_scan(query)
    dialled = plain_phone(thing.value)  # +86 139-9000-0001 is one number
    parts = [dialled] if _PHONE.fullmatch(dialled) else thing.value.split()
    words = [w for part in parts if (w := plain(part))]
    if not any(len(word) >= 2 or not word.isascii() for word in words):
        return []
    exact = reading.card_by_code(thing.value) if thing.what == "code" else None
    rest = [c for c in _matching(reading, words, limit) if exact is None or c.id != exact.id]
    return ([exact] if exact else []) + rest


def _matching(reading: ReadSession, words: list[str], limit: int) -> list[Card]:
    """Cards whose searchable text holds every word; those on the board first."""
    c = t.cards.c
    matches = [c.found_by.contains(word, autoescape=True) for word in words]
    rows = reading.connection.execute(
        select(*STATE)
        .where(and_(c.shop == reading.id, *matches))
        .order_by(c.finished_at.isnot(None), c.finished_at.desc(), c.rank)
        .limit(limit)
    )
    return [load_card(*row) for row in rows]
