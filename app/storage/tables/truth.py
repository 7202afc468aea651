"""Knows the tables of what happened: the shop's row, its events, answers given, rows taken in."""

from sqlalchemy import BigInteger, Column, Float, Index, Integer, String, Text, text

from app.storage.tables.making import shop, table

# One row a shop: the door locks it, counts here, and finds the shop's own fold in `state`.
shops = table(
    "shops",
    Column("shop", String(20), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("epoch", String(32), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("mark", String(64), nullable=False),
    Column("events", BigInteger, nullable=False),
    Column("chain", String(64), nullable=False),
    Column("state", Text, nullable=False),
    Column("state_version", BigInteger, nullable=False),
    Column("clock_start", String(40)),
    Column("clock_real", String(40)),
    Column("clock_speed", Float),
    Column("fold", Integer),  # which fold made all that is stored (app/storage/folding_anew.py)
    Column("refolding", String(200)),  # how far it is made anew, where a fold is under way
)

OF_REVIEW = text("review IS NOT NULL")

# The truth: canonical JSON text, chained.
events = table(
    "events",
    shop(),
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    Column("card", String(40)),
    Column("command", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("review", String(40)),
    Index("events_by_card", "shop", "card", "n"),
    Index("events_by_review", "shop", "review", "n", sqlite_where=OF_REVIEW),
)  # fmt: skip

# Personal data and free text beside the events, under a key; `salt` blinds the digest in the event.
private = table(
    "private",
    shop(),
    Column("key", String(40), primary_key=True),
    Column("card", String(40)),
    Column("salt", String(64)),
    Column("body", Text),
)

# Remembered answers of the door.
answers = table(
    "answers",
    shop(),
    Column("key", String(200), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("answer", Text, nullable=False),
    Column("real_at", String(40), nullable=False),
)

# Rows of day files as first imported.
imported = table(
    "imported",
    shop(),
    Column("order_no", String(40), primary_key=True),
    Column("fingerprint", Text, nullable=False),
    Column("card", String(40), nullable=False),
)
