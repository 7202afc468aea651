"""Knows the tables, by subject; together they are the schema that migrations bring about."""

from app.storage.tables.access import pins, sessions, tokens, tries, wall_links
from app.storage.tables.cards import cards, estimates, running, worked
from app.storage.tables.files import import_columns
from app.storage.tables.findings_and_records import findings, records
from app.storage.tables.making import metadata
from app.storage.tables.photos import photos
from app.storage.tables.reviews import reviews
from app.storage.tables.screens import changes, frames
from app.storage.tables.truth import answers, events, imported, private, shops

__all__ = [
    "answers", "cards", "changes", "estimates", "events", "findings", "frames", "import_columns",
    "imported", "metadata", "photos", "pins", "private", "records", "reviews", "running",
    "sessions", "shops", "tokens", "tries", "wall_links", "worked",
]  # fmt: skip
