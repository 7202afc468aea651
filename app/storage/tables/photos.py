"""Knows the table of photos."""

from sqlalchemy import Column, Index, String

from app.storage.tables.making import shop, table

# Photos that have arrived; the pictures themselves lie in files named by their content. `given` is
# the hash of what was handed in: how it is drawn may change with a version, the retry does not.
photos = table(
    "photos",
    shop(),
    Column("id", String(80), primary_key=True),
    Column("hash", String(64), nullable=False),
    Column("person", String(40), nullable=False),
    Column("at", String(40), nullable=False),
    Column("given", String(64)),
    Index("photos_by_hash", "shop", "hash"),
)
