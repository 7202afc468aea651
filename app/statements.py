"""Knows the statements of the door, built once: building one costs more than running it."""

from sqlalchemy import Table, Update, bindparam, delete, insert, select, update
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.dialects.sqlite import insert as upsert

from app import tables as t

_SHOP = bindparam("shop")


def _all(table: Table, *keys: str) -> Update:
    """An update of every column but the keys, found by `of_<key>`."""
    where = [table.c[key] == bindparam(f"of_{key}") for key in keys]
    return (
        update(table)
        .where(*where)
        .values({c.name: bindparam(c.name) for c in table.c if c.name not in keys})
    )


def _upsert(table: Table, keys: list[str], value: str) -> Insert:
    statement = upsert(table)
    return statement.on_conflict_do_update(
        index_elements=keys, set_={value: statement.excluded[value]}
    )


SHOP_ROW = select(*(c for c in t.shops.c if c.name != "state")).where(t.shops.c.shop == _SHOP)
SHOP_STATE = select(t.shops.c.state).where(t.shops.c.shop == _SHOP)
COUNT = update(t.shops).where(t.shops.c.shop == bindparam("of_shop"))

STATE = (t.cards.c.state, t.cards.c.forecast)
CARD = select(*STATE).where(t.cards.c.shop == _SHOP, t.cards.c.id == bindparam("id"))
ADD_CARD = insert(t.cards)
KEEP_CARD = _all(t.cards, "shop", "id")
KEEP_FORECAST = (
    update(t.cards)
    .where(t.cards.c.shop == bindparam("of_shop"), t.cards.c.id == bindparam("of_id"))
    .values(tone=bindparam("tone"), forecast=bindparam("forecast"))
)

CHANGES = (
    select(*(t.changes.c[n] for n in ("seq", "at", "card", "thing", "tile", "mark")))
    .where(t.changes.c.shop == _SHOP, t.changes.c.seq > bindparam("since"))
    .order_by(t.changes.c.seq)
    .limit(bindparam("most"))
)
ADD_CHANGE = insert(t.changes)

LAST_SHOWN = (
    select(t.changes.c.tile)
    .where(t.changes.c.shop == _SHOP, t.changes.c.card == bindparam("card"))
    .order_by(t.changes.c.seq.desc())
    .limit(1)
)

ADD_EVENT = insert(t.events)
ADD_PRIVATE = insert(t.private)

ANSWER = select(t.answers.c.fingerprint, t.answers.c.answer).where(
    t.answers.c.shop == _SHOP, t.answers.c.key == bindparam("key")
)
ADD_ANSWER = insert(t.answers)
FORGET_ANSWERS = delete(t.answers).where(
    t.answers.c.shop == _SHOP, t.answers.c.real_at < bindparam("before")
)

RUNNING = select(t.running.c.card).where(
    t.running.c.shop == _SHOP, t.running.c.person == bindparam("person")
)
END_RUNNING = delete(t.running).where(
    t.running.c.shop == _SHOP, t.running.c.card == bindparam("card")
)
ADD_RUNNING = insert(t.running)
KEEP_WORKED = _upsert(t.worked, ["shop", "person", "card"], "until")
KEEP_PIN = _upsert(t.pins, ["shop", "person"], "hash")

TOKEN = select(t.tokens.c.id, t.tokens.c.person).where(
    t.tokens.c.shop == _SHOP, t.tokens.c.hash == bindparam("hash"), t.tokens.c.withdrawn.is_(False)
)
