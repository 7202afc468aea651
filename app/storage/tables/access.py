"""Knows the tables of who may come in: PINs, tokens, links of walls, sessions."""

from sqlalchemy import Boolean, Column, Index, Integer, String, UniqueConstraint

from app.storage.tables.making import shop, table

pins = table(
    "pins",
    shop(),
    Column("person", String(40), primary_key=True),
    Column("hash", String(200), nullable=False),
)

tokens = table(
    "tokens",
    shop(),
    Column("id", String(40), primary_key=True),
    Column("person", String(40), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("withdrawn", Boolean, nullable=False, default=False),
    UniqueConstraint("shop", "hash"),
)

# The secret links of walls: the hash alone, beside the id of the link it belongs to.
wall_links = table(
    "wall_links",
    shop(),
    Column("wall", String(40), primary_key=True),
    Column("link", String(40), nullable=False),
    Column("hash", String(64), nullable=False),
    UniqueConstraint("shop", "hash"),
)

sessions = table(
    "sessions",
    shop(),
    Column("id", String(64), primary_key=True),
    Column("device", String(64), nullable=False),
    Column("person", String(40), nullable=False),
    Column("level", String(10), nullable=False),
    Column("started_at", String(40), nullable=False),
    Column("seen_at", String(40), nullable=False),
    Column("ended_at", String(40)),
    Index("sessions_by_person", "shop", "person"),
)

# Wrong PINs, counted per person and device.
tries = table(
    "tries",
    shop(),
    Column("person", String(40), primary_key=True),
    Column("device", String(64), primary_key=True),
    Column("wrong", Integer, nullable=False),
    Column("locked_until", String(40)),
)
