"""Knows how to prove the store whole: the chain, the private parts, the folds, the numbers."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, select

from app.storage import tables as t
from app.storage.changes import columns_of
from app.storage.folding_anew import of_another_fold
from app.storage.read_session import ReadSession, Store
from app.storage.serialization import (
    chained,
    digest,
    load_card,
    load_forecast,
    load_review,
    marked,
    read_event,
    same_card,
)
from board.card.card import Card
from board.card.tile import tile
from board.events import Fact
from board.events.event import Event, stamp
from board.folding.fold import apply, fold, fold_review
from board.planning.tone import UNKNOWN, tone
from board.shop.shop import founded

STILL = ("id", "code", "version", "lane", "state", "rank", "plate", "customer", "promise_at")


def verify(store: Store) -> list[str]:
    """Re-folds everything and checks the chain; each fault is one line that names its place.
    An empty list: all is whole."""
    with store.read() as reading:
        faults = list(_chain(reading))
        if faults:
            return faults
        if of_another_fold(reading.connection, reading.id):
            return ["shop: another version folded what is stored, start the board once"]
        cards: list[Card] = []
        faults += _cards(reading, cards)
        faults += _changes(reading, [card for card in cards if card.on_board])
        return faults


def _chain(reading: ReadSession) -> Iterator[str]:
    """Every event's bytes against its link, its private part against the digest it states."""
    e, p = t.events.c, t.private.c
    parts = {
        row.key: row
        for row in reading.connection.execute(
            select(p.key, p.salt, p.body).where(p.shop == reading.id)
        )
    }
    link, expected = "", 1
    rows = reading.connection.execute(
        select(e.n, e.card, e.command, e.body, e.hash, e.review)
        .where(e.shop == reading.id)
        .order_by(e.n)
    )
    for row in rows:
        if row.n != expected:
            yield f"event {expected}: missing"
            return
        link, expected = chained(link, row.body), expected + 1
        if link != row.hash:
            yield f"event {row.n}: its bytes do not fit the chain"
            return
        yield from _stated(row, parts)
    if expected - 1 != reading.row.events or link != reading.row.chain:
        yield f"event {expected}: the chain ends before the shop's count of {reading.row.events}"


def _stated(row: Row[*tuple[Any, ...]], parts: dict[str, Any]) -> Iterator[str]:
    raw = json.loads(row.body)
    stated = (raw["n"], raw["card"], raw["command"], raw.get("review"))
    if stated != (row.n, row.card, row.command, row.review):
        yield f"event {row.n}: its columns differ from its bytes"
    if raw["private"] is None:
        return
    part = parts.get(raw["private"]["key"])
    if part is None:
        yield f"event {row.n}: its private part is missing"
    elif part.body is not None and digest(part.salt, part.body) != raw["private"]["digest"]:
        yield f"event {row.n}: its private part was changed"


def _cards(reading: ReadSession, cards: list[Card]) -> Iterator[str]:
    """The stored rows against the fold of the events, the shop's own fold too; fills `cards`."""
    stories: dict[str | None, list[Event[Fact]]] = {}
    told: dict[str, list[Event[Fact]]] = {}
    for event in _all_events(reading):
        if event.review is not None:
            told.setdefault(event.review, []).append(event)
        else:
            stories.setdefault(event.card, []).append(event)
    yield from _reviews(reading, told)
    shop = founded(reading.settings.timezone)
    for event in stories.pop(None, []):
        shop = apply(shop, event)
    if shop != reading.shop:
        yield "shop: people, teams or settings differ from their events"
    rows = {
        row.id: row
        for row in reading.connection.execute(select(t.cards).where(t.cards.c.shop == reading.id))
    }
    for id, events in stories.items():
        if folded := fold(events):
            cards.append(folded)
            yield from _card(reading, folded, events, rows.pop(str(id), None))
    for id in rows:
        yield f"card {id}: stored without an event"
    yield from _running(reading, cards)


def _reviews(reading: ReadSession, told: dict[str, list[Event[Fact]]]) -> Iterator[str]:
    """The stored reviews against the fold of their events."""
    stored = reading.connection.execute(select(t.reviews).where(t.reviews.c.shop == reading.id))
    rows = {row.id: row for row in stored}
    for id, events in told.items():
        folded = fold_review(events)
        row = rows.pop(id, None)
        assert folded is not None
        if row is None or load_review(row.state) != folded:
            yield f"review {id}: differs from its events"
        elif (row.at, row.waits) != (stamp(folded.at), folded.waits):
            yield f"review {id}: what it is found by differs from its events"
    for id in rows:
        yield f"review {id}: stored without an event"


def _all_events(reading: ReadSession) -> Iterator[Event[Fact]]:
    e, p = t.events.c, t.private.c
    parts = reading.connection.execute(select(p.key, p.body).where(p.shop == reading.id))
    bodies: dict[str, str | None] = dict(parts.all())
    for n, body in reading.connection.execute(
        select(e.n, e.body).where(e.shop == reading.id).order_by(e.n)
    ):
        yield read_event(body, bodies.get(str(n)))


def _card(
    reading: ReadSession, folded: Card, events: list[Event[Fact]], row: Row[*tuple[Any, ...]] | None
) -> Iterator[str]:
    if row is None:
        yield f"card {folded.id}: its events have no row"
        return
    try:
        different = same_card(folded, load_card(row.state))
    except ValueError:
        different = ["all"]
    if different:
        yield f"card {folded.code}: {', '.join(different)} differ from its events"
    columns, stored = columns_of(folded), row._mapping
    columns.pop("found_by")  # how cards are searched for may change with a version
    if wrong := [name for name, value in columns.items() if stored[name] != value]:
        yield f"card {folded.code}: {', '.join(wrong)} beside it differ from its events"
    if row.tone not in _tones(folded, row.forecast, reading):
        yield f"card {folded.code}: it never stood so against its promise"
    if folded.version != len({e.command for e in events if e.version is not None}):
        yield f"card {folded.code}: its version does not count its commands"


def _tones(card: Card, forecast: str | None, reading: ReadSession) -> set[str]:
    """How a card may stand by its forecast; the clock may be a second behind."""
    card.forecast = load_forecast(forecast)
    moments = {reading.now, min(reading.now, card.promise_at or reading.now)}
    return {UNKNOWN} | {tone(card, moment) for moment in moments}


def _running(reading: ReadSession, cards: list[Card]) -> Iterator[str]:
    r = t.running.c
    stored = {
        (row.person, row.card)
        for row in reading.connection.execute(select(r.person, r.card).where(r.shop == reading.id))
    }
    open_work = {(i.technician, card.id) for card in cards for i in card.running}
    for person, card in stored ^ open_work:
        yield f"card {card}: the running time of {person} differs from the card"


def _changes(reading: ReadSession, on_board: list[Card]) -> Iterator[str]:
    """Numbers without a gap, marks that fit, and the last tile of each card as the card is."""
    c = t.changes.c
    mark, expected, latest = "", 1, {}
    for row in reading.connection.execute(
        select(c.seq, c.card, c.thing, c.tile, c.mark).where(c.shop == reading.id).order_by(c.seq)
    ):
        if row.seq != expected:
            yield f"change {expected}: missing"
            return
        mark = marked(mark, row.seq, row.card, row.thing, row.tile)
        expected += 1
        if mark != row.mark:
            yield f"change {row.seq}: its bytes do not fit"
            return
        if row.card is not None:
            latest[row.card] = row.tile
    if expected - 1 != reading.row.seq:
        yield f"change {expected}: the numbers end before {reading.row.seq}"
    for card in on_board:
        yield from _shown(reading, card, json.loads(latest.get(card.id, "{}")))


def _shown(reading: ReadSession, card: Card, shown: dict[str, Any]) -> Iterator[str]:
    now = tile(card, reading.directory, reading.hours, reading.now)
    if different := [name for name in STILL if shown.get(name) != now[name]]:
        yield f"card {card.code}: screens were last shown another {', '.join(different)}"
