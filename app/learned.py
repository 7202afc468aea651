"""Knows what is kept beside the cards to be listed across them: records by kind, and findings, so
that what is found often can be offered."""

import re

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from app import tables as t
from app.store import Reading
from board.card import Card
from board.event import stamp
from board.events.add_ons import AddOnReported
from board.events.dispatch import CommandUndone
from board.events.photos import RecordRaised
from board.parts_of_a_card import Record

# After these events a card's rows here are written anew.
CHANGED_BY = (AddOnReported, RecordRaised, CommandUndone)

LATEST_FINDINGS = 600
_BETWEEN = re.compile(r"[,，、。;；\n]")
LONGEST_FINDING = 24
OFTEN = 2

_FORGET = {
    table: delete(table).where(
        table.c.shop == bindparam("of_shop"), table.c.card == bindparam("of_card")
    )
    for table in (t.findings, t.records)
}


def keep(connection: Connection, shop: str, card: Card) -> None:
    """The card's findings and records as they stand now, whatever was undone."""
    findings = [
        {"shop": shop, "add_on": a.id, "part": n, "card": card.id, "what": what,
         "at": stamp(a.reported_at)}
        for a in card.add_ons
        for n, what in enumerate(_parts(a.what))
    ]  # fmt: skip
    records = [
        {"shop": shop, "id": r.id, "card": card.id, "kind": r.kind, "at": stamp(r.at)}
        for r in card.records
    ]
    for table, rows in ((t.findings, findings), (t.records, records)):
        connection.execute(_FORGET[table], {"of_shop": shop, "of_card": card.id})
        if rows:
            connection.execute(insert(table), rows)


def _parts(what: str) -> list[str]:
    """前刹车片磨损,剩2毫米 says two things; each counts by itself."""
    return list(dict.fromkeys(part for each in _BETWEEN.split(what) if (part := each.strip())))


def found_often(reading: Reading, most: int) -> list[str]:
    """Short findings that were reported on two cars or more, the most frequent first."""
    f = t.findings.c
    latest = (
        select(f.what, f.card, f.at)
        .where(f.shop == reading.id)
        .order_by(f.at.desc())
        .limit(LATEST_FINDINGS)
        .subquery()
    )
    cars = func.count(latest.c.card.distinct())
    rows = reading.connection.execute(
        select(latest.c.what)
        .where(func.length(latest.c.what) <= LONGEST_FINDING)
        .group_by(latest.c.what)
        .having(cars >= OFTEN)
        .order_by(cars.desc(), func.max(latest.c.at).desc(), latest.c.what)
        .limit(most)
    )
    return [row.what for row in rows]


def records(reading: Reading, kind: str, most: int) -> list[tuple[Record, Card]]:
    """Records of a kind, the latest first, each with its card."""
    r = t.records.c
    rows = reading.connection.execute(
        select(r.id, r.card)
        .where(r.shop == reading.id, r.kind == kind)
        .order_by(r.at.desc(), r.id)
        .limit(most)
    ).all()
    cards = {id: card for id in {row.card for row in rows} if (card := reading.card(id))}
    return [
        (record, card)
        for row in rows
        if (card := cards.get(row.card))
        for record in card.records
        if record.id == row.id
    ]
