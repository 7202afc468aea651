"""Knows the tables of what screens have seen, and for looking back."""

from sqlalchemy import BigInteger, Column, Index, String, Text

from app.storage.tables.making import shop, table

# What screens see.
changes = table(
    "changes",
    shop(),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("card", String(40)),
    Column("thing", String(40)),
    Column("tile", Text, nullable=False),
    Column("mark", String(64), nullable=False),
    Index("changes_by_card", "shop", "card", "seq"),
    Index("changes_by_time", "shop", "at", "seq"),
)

# For looking back: which rows of `changes` were on the board at a number, as JSON {card: seq}.
frames = table(
    "frames",
    shop(),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("cards", Text, nullable=False),
)
