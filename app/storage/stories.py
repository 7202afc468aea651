"""Knows how events are read back: each with its private part, in the order in which they
happened."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, or_, select

from app.storage import tables as t
from app.storage.serialization import read_event
from board.events import Fact, names
from board.events.event import Event

MOST_EVENTS_OF_A_COMMAND = 10


def told(
    connection: Connection, shop: str, where: ColumnElement[bool], facts: tuple[type[Fact], ...]
) -> list[Event[Fact]]:
    """The events of a shop that a condition holds for; all (no `facts`), or of some facts."""
    e, p = t.events.c, t.private.c
    keyed = and_(p.shop == e.shop, p.key == e.n.cast(p.key.type))
    if facts:
        where &= or_(*(e.body.contains(f'"type":"{name}"') for name in names(*facts)))
    rows = connection.execute(
        select(e.body, p.body)
        .select_from(t.events.outerjoin(t.private, keyed))
        .where(e.shop == shop, where)
        .order_by(e.n)
    )
    return [read_event(body, private) for body, private in rows]


def made_by(connection: Connection, shop: str, command: int) -> list[Row[*tuple[Any, ...]]]:
    """(command, card, review) of each event of a command. Its number is that of its first event;
    the others follow it at once."""
    e = t.events.c
    rows = connection.execute(
        select(e.command, e.card, e.review)
        .where(e.shop == shop, e.n >= command)
        .order_by(e.n)
        .limit(MOST_EVENTS_OF_A_COMMAND)
    )
    return [row for row in rows if row.command == command]
