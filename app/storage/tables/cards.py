"""Knows the tables of cards and reviews: their folds, for fast reading, and finds on cars."""

from sqlalchemy import Boolean, Column, Float, Index, Integer, String, Text, text

from app.storage.tables.making import shop, table

LEFT = text("finished_at IS NOT NULL")
STILL_IN = text("left_at IS NULL")

# The fold, for fast reading; the columns beside `state` only find and order.
cards = table(
    "cards",
    shop(),
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
estimates = table(
    "estimates",
    shop(),
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
running = table(
    "running",
    shop(),
    Column("person", String(40), primary_key=True),
    Column("card", String(40), nullable=False),
    Column("since", String(40), nullable=False),
    Index("running_by_card", "shop", "card"),
)

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

# What was found on cars, to offer what is found often.
findings = table(
    "findings",
    shop(),
    Column("add_on", String(40), primary_key=True),
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("card", String(40), nullable=False),
    Column("what", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Index("findings_by_time", "shop", "at"),
    Index("findings_by_card", "shop", "card"),
)

# Where the records 保修, 质量信息报告, 故障实例 stand; what they say is on the card.
records = table(
    "records",
    shop(),
    Column("id", String(40), primary_key=True),
    Column("card", String(40), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("at", String(40), nullable=False),
    Index("records_by_kind", "shop", "kind", "at"),
    Index("records_by_card", "shop", "card"),
)

# Who has worked on which card, for correcting times.
worked = table(
    "worked",
    shop(),
    Column("person", String(40), primary_key=True),
    Column("card", String(40), primary_key=True),
    Column("until", String(40)),
)

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
