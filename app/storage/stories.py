"""Knows how events are read back: each with its private part, in the order in which they
happened."""

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from app.storage import tables as t
from app.storage.serialization import read_event
from board.events import Fact, names
from board.events.event import Event


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
