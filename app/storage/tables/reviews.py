"""Knows the table of the daily reviews."""

from sqlalchemy import Boolean, Column, Index, String, Text, text

from app.storage.tables.making import shop, table

WAITS = text("waits")

# The fold of the daily reviews; `at` is when each is held, `waits` whether it still asks something.
reviews = table(
    "reviews",
    shop(),
    Column("id", String(40), primary_key=True),
    Column("at", String(40), nullable=False),
    Column("waits", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    Index("reviews_by_time", "shop", "at"),
    Index("reviews_that_wait", "shop", "at", sqlite_where=WAITS),
)
