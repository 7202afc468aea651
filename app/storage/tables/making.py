"""Knows how a table is made. Every key and unique index begins with the shop (except a card's
code)."""

from sqlalchemy import Column, MetaData, String, Table
from sqlalchemy.schema import SchemaItem

metadata = MetaData()


def table(name: str, *parts: SchemaItem) -> Table:
    """A table kept by its key alone: a command then touches half as many pages."""
    return Table(name, metadata, *parts, sqlite_with_rowid=False)


def shop() -> Column[str]:
    return Column("shop", String(20), primary_key=True)
