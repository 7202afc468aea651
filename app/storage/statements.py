"""Knows the statements of the door: built and compiled once, since both cost more than running
one. Values are plain texts and numbers; they go to the driver as they are."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    BindParameter,
    ClauseElement,
    Connection,
    CursorResult,
    Dialect,
    Table,
    Update,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.sql.compiler import SQLCompiler

from app.storage import tables as t

_SHOP: BindParameter[str] = bindparam("shop")
_OTHER = t.changes.alias()
Values = Mapping[str, Any]


class Statement:
    """Run by calling it with a connection and its values (a list of them: once for each)."""

    def __init__(self, clause: ClauseElement) -> None:
        self._clause = clause
        self._compiled: dict[str, tuple[str, list[str] | None, dict[str, Any]]] = {}

    def __call__(
        self, connection: Connection, values: Values | list[Values]
    ) -> CursorResult[*tuple[Any, ...]]:
        text, order, fixed = self._for(connection.dialect)
        many = values if isinstance(values, list) else [values]
        whole = [{**fixed, **one} for one in many]
        given: list[Any] = [tuple(one[name] for name in order) for one in whole] if order else whole
        return connection.exec_driver_sql(text, given if isinstance(values, list) else given[0])

    def _for(self, dialect: Dialect) -> tuple[str, list[str] | None, dict[str, Any]]:
        """The text in a database's own tongue, the order of its values where they have one, and
        the values it holds itself."""
        if dialect.name not in self._compiled:
            compiled = self._clause.compile(dialect=dialect)
            assert isinstance(compiled, SQLCompiler)
            fixed = {name: value for name, value in compiled.params.items() if value is not None}
            self._compiled[dialect.name] = (str(compiled), compiled.positiontup, fixed)
        return self._compiled[dialect.name]


def _all(table: Table, *keys: str) -> Update:
    """An update of every column but the keys, found by `of_<key>`."""
    where = [table.c[key] == bindparam(f"of_{key}") for key in keys]
    return (
        update(table)
        .where(*where)
        .values({c.name: bindparam(c.name) for c in table.c if c.name not in keys})
    )


def upserted(table: Table, keys: list[str], values: list[str]) -> Insert:
    """A row that is added, or whose values take the place of those that stand there."""
    statement = upsert(table)
    return statement.on_conflict_do_update(
        index_elements=keys, set_={value: statement.excluded[value] for value in values}
    )


def _counting(*names: str) -> Update:
    where = t.shops.c.shop == bindparam("of_shop")
    return update(t.shops).where(where).values({name: bindparam(name) for name in names})


_NOT_OF_THE_ROW = ("state", "fold", "refolding")
SHOP_ROW = Statement(
    select(*(c for c in t.shops.c if c.name not in _NOT_OF_THE_ROW)).where(t.shops.c.shop == _SHOP)
)
SHOP_STATE = Statement(select(t.shops.c.state).where(t.shops.c.shop == _SHOP))
_COUNTED = ("seq", "mark", "events", "chain")
COUNT = Statement(_counting(*_COUNTED))
COUNT_AND_STATE = Statement(_counting(*_COUNTED, "state", "state_version"))
STATE = (t.cards.c.state, t.cards.c.forecast)
CARD = Statement(select(*STATE).where(t.cards.c.shop == _SHOP, t.cards.c.id == bindparam("id")))
CARD_BY_CODE = Statement(
    select(*STATE).where(t.cards.c.shop == _SHOP, t.cards.c.code == bindparam("code"))
)
ADD_CARD = Statement(insert(t.cards))
KEEP_CARD = Statement(_all(t.cards, "shop", "id"))
KEEP_FORECAST = Statement(
    update(t.cards)
    .where(t.cards.c.shop == bindparam("of_shop"), t.cards.c.id == bindparam("of_id"))
    .values(tone=bindparam("tone"), forecast=bindparam("forecast"))
)
CHANGES = Statement(
    select(*(t.changes.c[n] for n in ("seq", "at", "card", "thing", "tile", "mark")))
    .where(t.changes.c.shop == _SHOP, t.changes.c.seq > bindparam("since"))
    .order_by(t.changes.c.seq)
    .limit(bindparam("most"))
)
ADD_CHANGE = Statement(insert(t.changes))
LAST_SHOWN = Statement(  # in two steps: by the card's index, not back through all that came since
    select(t.changes.c.tile).where(
        t.changes.c.shop == _SHOP,
        t.changes.c.seq
        == select(func.max(_OTHER.c.seq))
        .where(_OTHER.c.shop == _SHOP, _OTHER.c.card == bindparam("card"))
        .scalar_subquery(),
    )
)
ADD_EVENT = Statement(insert(t.events))
ADD_PRIVATE = Statement(insert(t.private))
ANSWER = Statement(
    select(t.answers.c.fingerprint, t.answers.c.answer).where(
        t.answers.c.shop == _SHOP, t.answers.c.key == bindparam("key")
    )
)
ADD_ANSWER = Statement(insert(t.answers))
FORGET_ANSWERS = Statement(
    delete(t.answers).where(t.answers.c.shop == _SHOP, t.answers.c.real_at < bindparam("before"))
)
RUNNING = Statement(
    select(t.running.c.card).where(
        t.running.c.shop == _SHOP, t.running.c.person == bindparam("person")
    )
)
END_RUNNING = Statement(
    delete(t.running).where(t.running.c.shop == _SHOP, t.running.c.card == bindparam("card"))
)
ADD_RUNNING = Statement(insert(t.running))
KEEP_WORKED = Statement(upserted(t.worked, ["shop", "person", "card"], ["until"]))
KEEP_PIN = Statement(upserted(t.pins, ["shop", "person"], ["hash"]))
TOKEN = Statement(
    select(t.tokens.c.id, t.tokens.c.person).where(
        t.tokens.c.shop == _SHOP,
        t.tokens.c.hash == bindparam("hash"),
        t.tokens.c.withdrawn.is_(False),
    )
)
SESSION = Statement(
    select(*(t.sessions.c[n] for n in ("id", "device", "person", "level", "seen_at"))).where(
        t.sessions.c.shop == _SHOP,
        t.sessions.c.id == bindparam("id"),
        t.sessions.c.ended_at.is_(None),
    )
)
