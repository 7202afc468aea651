"""Knows the tables of cards: their folds, for fast reading; who works on them; estimates."""

from sqlalchemy import Column, Float, Index, Integer, String, Text, text

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

# Who has worked on which card, for correcting times.
worked = table(
    "worked",
    shop(),
    Column("person", String(40), primary_key=True),
    Column("card", String(40), primary_key=True),
    Column("until", String(40)),
)
