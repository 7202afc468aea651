"""Knows what is stored and how it is read: the shop's row, cards, events, changes.

`ReadSession` is one consistent view; `app/storage/write_session.py` adds what the door alone may
do.
"""

import json
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, and_, select

from app.storage import codes, reviews
from app.storage import statements as q
from app.storage import tables as t
from app.storage.database import Database
from app.storage.public_days import public_days
from app.storage.rows import Change, NoShop, ShopRow
from app.storage.serialization import load_card, load_shop, new_id
from app.storage.stories import made_by, told
from board.card.card import Card
from board.card.lanes import ON_BOARD
from board.card.tile import tile
from board.duties.owners import Today
from board.events import Fact
from board.events.event import Event, instant, stamp
from board.folding.fold import fold
from board.planning.learning import Lessons
from board.reviews.deeds import PARTS_CAME, parts_came
from board.reviews.review import Review
from board.shop.shop import Shop
from board.shop.topics import topic

T = TypeVar("T")


class Store:
    """One shop's data in one process. Who listens is woken after each commit that screens may
    see."""

    def __init__(self, database: Database, shop: str) -> None:
        self.database = database
        self.shop = shop
        self._listeners: list[Callable[[], None]] = []
        self._state: tuple[int, str, Shop] | None = None
        self.lessons: tuple[object, Lessons] | None = None  # (for when, what), see estimates

    def listen(self, woken: Callable[[], None]) -> None:
        self._listeners.append(woken)

    def wake(self) -> None:
        for woken in self._listeners:
            woken()

    @contextmanager
    def read(self) -> Iterator["ReadSession"]:
        with self.database.read() as connection:
            yield ReadSession(self, connection)

    def state_of(self, row: ShopRow, connection: Connection) -> Shop:
        """The shop's own fold, read and parsed once for each version of it."""
        if self._state is None or self._state[:2] != (row.state_version, row.epoch):
            text = q.SHOP_STATE(connection, {"shop": self.shop}).scalar_one()
            shop = replace(load_shop(text), public=public_days())
            self._state = (row.state_version, row.epoch, shop)
        return self._state[2]

    def now(self) -> datetime:
        with self.read() as reading:
            return reading.now


class ReadSession:
    """One consistent view of a shop."""

    def __init__(self, store: Store, connection: Connection) -> None:
        self.store = store
        self.connection = connection
        self.id = store.shop
        found = q.SHOP_ROW(connection, {"shop": self.id}).one_or_none()
        if found is None:
            raise NoShop(self.id)
        self.row = ShopRow(**found._mapping)
        self.shop = store.state_of(self.row, connection)
        self.seq = self.row.seq
        self.now = self.row.clock.now()
        self.settings = self.shop.settings
        self.hours = self.shop.hours
        self.directory = self.shop.directory.acting_on(self.hours.day(self.now))

    def once(self, key: tuple[object, ...], ask: Callable[[], T]) -> T:
        """What `ask` finds; a view that remembers (`app/storage/read_once.py`) asks once for each
        key."""
        return ask()

    # --- cards ---------------------------------------------------------------------

    def card(self, id: str | None) -> Card | None:
        row = q.CARD(self.connection, {"shop": self.id, "id": id}).one_or_none()
        return load_card(*row) if row else None

    def cards(self, ids: Collection[str]) -> dict[str, Card]:
        """Cards by their ids, wherever they are; those that there are none of are left out."""
        if not ids:
            return {}
        rows = self.connection.execute(
            select(*q.STATE).where(t.cards.c.shop == self.id, t.cards.c.id.in_(ids))
        )
        return {card.id: card for row in rows if (card := load_card(*row))}

    def tile_of(self, card: Card) -> dict[str, Any]:
        """How a card looks now."""
        return tile(card, self.directory, self.hours, self.now)

    def card_by_code(self, code: str) -> Card | None:
        row = q.CARD_BY_CODE(self.connection, {"shop": self.id, "code": code}).one_or_none()
        return load_card(*row) if row else None

    def in_lanes(self, *lanes: str) -> list[Card]:
        """Cards of some lanes (default: all on the board), in order within each lane."""
        rows = self.connection.execute(
            select(*q.STATE)
            .where(t.cards.c.shop == self.id, t.cards.c.lane.in_(lanes or ON_BOARD))
            .order_by(t.cards.c.lane, t.cards.c.rank, t.cards.c.id)
        )
        return [load_card(*row) for row in rows]

    @property
    def today(self) -> Today:
        """Who works here, on the shop's day."""
        return Today(self.directory, self.hours.day(self.now))

    # --- events --------------------------------------------------------------------

    def events(self, card: str | None, *facts: type[Fact]) -> list[Event[Fact]]:
        """The story of a card (None: of the shop itself), in order; whole, or of some facts."""
        e = t.events.c
        where = e.card == card if card is not None else e.card.is_(None) & e.review.is_(None)
        return told(self.connection, self.id, where, facts)

    def stories(self, cards: Collection[str], *facts: type[Fact]) -> dict[str, list[Event[Fact]]]:
        """The stories of many cards, each in order; whole, or of some facts."""
        found: dict[str, list[Event[Fact]]] = {card: [] for card in cards}
        where = t.events.c.card.in_(cards)
        for event in told(self.connection, self.id, where, facts) if cards else ():
            found[event.card or ""].append(event)
        return found

    # --- changes -------------------------------------------------------------------

    def changes(self, since: int, limit: int = 1000) -> list[Change]:
        """Changes after a number, in order."""
        asked = {"shop": self.id, "since": since, "most": limit}
        rows = q.CHANGES(self.connection, asked)
        return [
            Change(r.seq, r.at, r.card, topic(r.thing), json.loads(r.tile), r.mark) for r in rows
        ]

    def recorded_until(self) -> datetime | None:
        """The shop's time of the latest change; None where nothing has happened yet."""
        c = t.changes.c
        latest = select(c.at).where(c.shop == self.id, c.seq == self.row.seq)
        return instant(self.connection.scalar(latest))

    # --- reviews (app/storage/reviews.py) --------------------------------------------------

    def review(self, id: str) -> Review | None:
        return reviews.one(self.connection, self.id, id)

    def waiting_reviews(self) -> list[Review]:
        return reviews.waiting(self.connection, self.id)

    def parts_came(self, card: str) -> datetime | None:
        return parts_came(self.events(card, *PARTS_CAME))

    def review_under_way(self) -> Review | None:
        return reviews.under_way(self.waiting_reviews(), self.hours, self.now)

    # --- facts (board/commands/facts.py) ----------------------------------------------------

    def running(self, person: str) -> str | None:
        return q.RUNNING(self.connection, {"shop": self.id, "person": person}).scalar()

    def lane(self, lane: str) -> list[tuple[str, str]]:
        c = t.cards.c
        rows = self.connection.execute(
            select(c.rank, c.id).where(c.shop == self.id, c.lane == lane).order_by(c.rank, c.id)
        )
        return [(rank, id) for rank, id in rows]

    def holder_of_order(self, order_no: str) -> str | None:
        c = t.cards.c
        return self.connection.scalar(
            select(c.code)
            .where(c.shop == self.id, c.order_no == order_no, c.lane != "cancelled")
            .limit(1)
        )

    def holder_of_bay(self, bay: str) -> str | None:
        c = t.cards.c
        return self.connection.scalar(
            select(c.id).where(c.shop == self.id, c.lane == "working", c.bay == bay).limit(1)
        )

    def worked(self, person: str, days: int = 3) -> list[Card]:
        w, c = t.worked.c, t.cards.c
        since = stamp(self.now - timedelta(days=days))
        rows = self.connection.execute(
            select(*q.STATE)
            .select_from(t.worked.join(t.cards, and_(c.shop == w.shop, c.id == w.card)))
            .where(w.shop == self.id, w.person == person, (w.until.is_(None)) | (w.until > since))
        )
        return [load_card(*row) for row in rows]

    def touched_by(self, command: int) -> list[str]:
        return list(dict.fromkeys(row.card for row in self._made_by(command) if row.card))

    def was_in_review(self, command: int) -> bool:
        return any(row.review for row in self._made_by(command))

    def _made_by(self, command: int) -> list[Row[*tuple[Any, ...]]]:
        return made_by(self.connection, self.id, command)

    def without_latest(self, card: str) -> Card:
        """The card as it would be had its latest command not been given."""
        events = self.events(card)
        latest = next(e.command for e in reversed(events) if e.version is not None)
        before = fold(e for e in events if e.command != latest)
        assert before is not None, "what made a card cannot be undone"
        return before

    def remembered(self, key: str) -> tuple[str, dict[str, Any]] | None:
        """(fingerprint, answer) of an earlier command with this key."""
        row = q.ANSWER(self.connection, {"shop": self.id, "key": key}).one_or_none()
        return (row.fingerprint, json.loads(row.answer)) if row else None

    def new_id(self) -> str:
        return new_id()

    def new_code(self) -> str:
        return codes.free(self.connection)
