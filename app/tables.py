"""Knows the tables. Every key and unique index begins with the shop (except a card's code)."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData()


def _table(name: str, *parts: Any) -> Table:
    """A table kept by its key alone: a command then touches half as many pages."""
    return Table(name, metadata, *parts, sqlite_with_rowid=False)


def _shop() -> Column:
    return Column("shop", String(20), primary_key=True)


# One row a shop: the door locks it, counts here, and finds the shop's own fold in `state`.
shops = _table(
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
    Column("fold", Integer),  # which fold made all that is stored (app/folding_anew.py)
    Column("refolding", String(200)),  # how far it is made anew, where a fold is under way
)

OF_REVIEW = text("review IS NOT NULL")

# The truth: canonical JSON text, chained.
events = _table(
    "events",
    _shop(),
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
private = _table(
    "private",
    _shop(),
    Column("key", String(40), primary_key=True),
    Column("card", String(40)),
    Column("salt", String(64)),
    Column("body", Text),
)

LEFT = text("finished_at IS NOT NULL")
STILL_IN = text("left_at IS NULL")

# The fold, for fast reading; the columns beside `state` only find and order.
cards = _table(
    "cards",
    _shop(),
    Column("id", String(40), primary_key=True),
    Column("code", String(8), nullable=False, unique=True),
    Column("order_no", String(40)),
    Column("version", Integer, nullable=False),
    Column("lane", String(20), nullable=False),
    Column("rank", String(200), nullable=False),
    Column("bay", String(20)),
    Column("tone", String(20), nullable=False),
    Column("turns_overdue_at", String(40)),
    Column("appointment_at", String(40)),
    Column("finished_at", String(40)),
    Column("found_by", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("forecast", Text),
    Index("cards_by_lane", "shop", "lane", "rank"),
    Index("cards_by_order", "shop", "order_no"),
    Index("cards_by_turning", "shop", "turns_overdue_at"),
    Index("cards_by_finish", "shop", "finished_at", sqlite_where=LEFT),
)

# What was forecast when a card entered a lane, unrounded and before anything was learned; `minutes`
# in which the lane was left and `error` at which the car was ready, in working minutes.
estimates = _table(
    "estimates",
    _shop(),
    Column("card", String(40), primary_key=True),
    Column("lane", String(20), primary_key=True),
    Column("made_at", String(40), nullable=False),
    Column("raw", String(40)),
    Column("left_at", String(40)),
    Column("minutes", Float),
    Column("error", Float),
    Index("estimates_by_lane", "shop", "lane", "made_at"),
    Index("estimates_open", "shop", "left_at", sqlite_where=STILL_IN),
)

# A person has at most one running interval in the shop: the key says so.
running = _table(
    "running",
    _shop(),
    Column("person", String(40), primary_key=True),
    Column("card", String(40), nullable=False),
    Column("since", String(40), nullable=False),
    Index("running_by_card", "shop", "card"),
)

# Photos that have arrived; the pictures themselves lie in files named by their content. `given` is
# the hash of what was handed in: how it is drawn may change with a version, the retry does not.
photos = _table(
    "photos",
    _shop(),
    Column("id", String(80), primary_key=True),
    Column("hash", String(64), nullable=False),
    Column("person", String(40), nullable=False),
    Column("at", String(40), nullable=False),
    Column("given", String(64)),
    Index("photos_by_hash", "shop", "hash"),
)

# What was found on cars, to offer what is found often.
findings = _table(
    "findings",
    _shop(),
    Column("add_on", String(40), primary_key=True),
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("card", String(40), nullable=False),
    Column("what", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Index("findings_by_time", "shop", "at"),
    Index("findings_by_card", "shop", "card"),
)

# Where the records 保修, 质量信息报告, 故障实例 stand; what they say is on the card.
records = _table(
    "records",
    _shop(),
    Column("id", String(40), primary_key=True),
    Column("card", String(40), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("at", String(40), nullable=False),
    Index("records_by_kind", "shop", "kind", "at"),
    Index("records_by_card", "shop", "card"),
)

# Who has worked on which card, for correcting times.
worked = _table(
    "worked",
    _shop(),
    Column("person", String(40), primary_key=True),
    Column("card", String(40), primary_key=True),
    Column("until", String(40)),
)

WAITS = text("waits")

# The fold of the daily reviews; `at` is when each is held, `waits` whether it still asks something.
reviews = _table(
    "reviews",
    _shop(),
    Column("id", String(40), primary_key=True),
    Column("at", String(40), nullable=False),
    Column("waits", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    Index("reviews_by_time", "shop", "at"),
    Index("reviews_that_wait", "shop", "at", sqlite_where=WAITS),
)

# What screens see.
changes = _table(
    "changes",
    _shop(),
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
frames = _table(
    "frames",
    _shop(),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("cards", Text, nullable=False),
)

# Remembered answers of the door.
answers = _table(
    "answers",
    _shop(),
    Column("key", String(200), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("answer", Text, nullable=False),
    Column("real_at", String(40), nullable=False),
)

# Rows of day files as first imported.
imported = _table(
    "imported",
    _shop(),
    Column("order_no", String(40), primary_key=True),
    Column("fingerprint", Text, nullable=False),
    Column("card", String(40), nullable=False),
)

pins = _table(
    "pins",
    _shop(),
    Column("person", String(40), primary_key=True),
    Column("hash", String(200), nullable=False),
)

tokens = _table(
    "tokens",
    _shop(),
    Column("id", String(40), primary_key=True),
    Column("person", String(40), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("withdrawn", Boolean, nullable=False, default=False),
    UniqueConstraint("shop", "hash"),
)

# The secret links of walls: the hash alone, beside the id of the link it belongs to.
wall_links = _table(
    "wall_links",
    _shop(),
    Column("wall", String(40), primary_key=True),
    Column("link", String(40), nullable=False),
    Column("hash", String(64), nullable=False),
    UniqueConstraint("shop", "hash"),
)

sessions = _table(
    "sessions",
    _shop(),
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
tries = _table(
    "tries",
    _shop(),
    Column("person", String(40), primary_key=True),
    Column("device", String(64), primary_key=True),
    Column("wrong", Integer, nullable=False),
    Column("locked_until", String(40)),
)
