"""Knows how the door writes: events onto the chain, folded cards, one row of changes per card."""

import json
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from app import learned, reviews
from app import statements as q
from app import tables as t
from app.records import (
    canonical,
    chained,
    digest,
    dump_card,
    dump_forecast,
    dump_shop,
    event_body,
    marked,
    new_id,
    read_event,
)
from app.search import searchable
from app.store import Reading, Store
from board.card import Card
from board.event import QUIET, Event, Happening, stamp
from board.fold import apply, fold
from board.fold_number import FOLD
from board.parts_of_a_card import Forecast
from board.refusal import Refused
from board.reviews.folding import apply_review
from board.shop import Shop, apply_shop
from board.tone import tone, turns_overdue_at
from board.wall import tile
from devices.codes import new_code


class Writing(Reading):
    """The door's transaction: what it reads is what it may change; nobody else writes."""

    def __init__(self, store: Store, connection: Connection) -> None:
        super().__init__(store, connection)
        self.seq, self.mark = self.row.seq, self.row.mark
        self.n, self.chain = self.row.events, self.row.chain
        self._loaded: dict[str, Card | None] = {}
        self._shop_changed = False

    # --- facts ---------------------------------------------------------------------

    def card(self, id: str | None) -> Card | None:
        if id not in self._loaded:
            self._loaded[id] = super().card(id)
        return self._loaded[id]

    def new_code(self) -> str:
        while True:
            code = new_code(secrets.SystemRandom())
            taken = select(t.cards.c.code).where(t.cards.c.code == code)
            if self.connection.scalar(taken) is None:
                return code

    # --- recording -----------------------------------------------------------------

    def record(
        self, happenings: list[Happening], *, by: str, who: str, device: str | None,
        occurred_at: datetime | None = None,
    ) -> dict[str, Card]:  # fmt: skip
        """Appends what one command made happen, folds it in and writes the changes. Returns the
        touched cards by id."""
        command, touched, before = self.n + 1, {}, self.shop
        versions = {
            h.card: self._next_version(h.card) for h in happenings if h.card and h.type not in QUIET
        }
        new = {id for id in versions if self.card(id) is None}
        for happening in happenings:
            event = self._append(
                happening, command=command, version=versions.get(happening.card), by=by, who=who,
                device=device, occurred_at=occurred_at or self.now, received_at=self.now,
            )  # fmt: skip
            if happening.review is not None:
                self._folded_review(event)
            elif happening.card is None:
                self.shop = apply_shop(self.shop, event)
                self._shop_changed = True
            else:
                touched[happening.card] = self._folded(happening.card, event)
        if len(touched) > 1:  # a person goes from one car to the other: first all stop
            for id in touched:
                q.END_RUNNING(self.connection, {"shop": self.id, "card": id})
        for card in touched.values():
            self._store(card, new=card.id in new)
            self.change(card)
            if any(h.card == card.id and h.type in learned.CHANGED_BY for h in happenings):
                learned.keep(self.connection, self.id, card)
        if self.shop is not before:
            self._show_again(before)
        self._count()
        return touched

    def _show_again(self, before: Shop) -> None:
        """A renamed person or another setting shows on cards that nobody touched."""
        for card in self.in_lanes():
            old = tile(card, before.directory, before.hours, self.now)
            if self.tile(card) != old:
                self.change(card)

    def _next_version(self, id: str) -> int:
        card = self.card(id)
        return card.version + 1 if card else 1

    def _folded(self, id: str, event: Event) -> Card:
        if event.type == "command_undone":
            card, shown = fold(self.events(id)), self.card(id).forecast
            card.forecast = shown
        else:
            card = apply(self.card(id), event)
        self._loaded[id] = card
        return card

    def _folded_review(self, event: Event) -> None:
        """Stored at once: few events, and none of them is undone."""
        review = apply_review(reviews.one(self.connection, self.id, event.review or ""), event)
        reviews.keep(self.connection, self.id, review)

    def _append(self, happening: Happening, **meta: object) -> Event:
        self.n += 1
        keyed, kept = None, None
        if happening.private:
            kept, salt = canonical(happening.private), secrets.token_hex(16)
            keyed = {"key": str(self.n), "digest": digest(salt, kept)}
            q.ADD_PRIVATE(
                self.connection,
                {"shop": self.id, "key": keyed["key"], "card": happening.card, "salt": salt,
                 "body": kept},
            )  # fmt: skip
        body = event_body(happening, n=self.n, private=keyed, **meta)
        self.chain = chained(self.chain, body)
        q.ADD_EVENT(
            self.connection,
            {"shop": self.id, "n": self.n, "card": happening.card, "command": meta["command"],
             "body": body, "hash": self.chain, "review": happening.review},
        )  # fmt: skip
        return read_event(body, kept)

    def _store(self, card: Card, *, new: bool) -> None:
        row = self.card_row(card)
        if new:
            q.ADD_CARD(self.connection, row)
        else:
            row |= {"of_shop": row.pop("shop"), "of_id": row.pop("id")}
            q.KEEP_CARD(self.connection, row)
        self._store_work(card)

    def card_row(self, card: Card) -> dict:
        now = {"shop": self.id, "tone": tone(card, self.now), "state": dump_card(card),
               "forecast": dump_forecast(card.forecast)}  # fmt: skip
        return columns_of(card) | now

    def _store_work(self, card: Card) -> None:
        if card.team is None and not card.intervals:
            return  # never given out
        q.END_RUNNING(self.connection, {"shop": self.id, "card": card.id})
        if not card.intervals:
            return  # not begun, or the first start was undone
        rows = [
            {"shop": self.id, "person": i.technician, "card": card.id, "since": stamp(i.start)}
            for i in card.running
        ]
        if rows:
            q.ADD_RUNNING(self.connection, rows)
        ends: dict[str, str | None] = {}
        for i in card.intervals:
            ends[i.technician] = stamp(i.to)
        q.KEEP_WORKED(
            self.connection,
            [{"shop": self.id, "person": p, "card": card.id, "until": u} for p, u in ends.items()],
        )

    # --- changes -------------------------------------------------------------------

    def change(self, card: Card) -> None:
        """One row of changes: the tile as it looks now, under the next number."""
        self._change(card.id, None, self.tile(card))

    def tile(self, card: Card) -> dict:
        return tile(card, self.shop.directory, self.shop.hours, self.now)

    def last_shown(self, card: str) -> dict | None:
        """The tile that screens were shown last."""
        text = q.LAST_SHOWN(self.connection, {"shop": self.id, "card": card}).scalar()
        return json.loads(text) if text else None

    def _change(self, card: str | None, thing: str | None, shown: dict) -> None:
        self.seq += 1
        text = canonical(shown)
        self.mark = marked(self.mark, self.seq, card, thing, text)
        q.ADD_CHANGE(
            self.connection,
            {"shop": self.id, "seq": self.seq, "at": stamp(self.now), "card": card,
             "thing": thing, "tile": text, "mark": self.mark},
        )  # fmt: skip

    def refresh(self, card: Card) -> None:
        """Writes a card's tile anew because time has changed how it stands, not what it is."""
        self.connection.execute(
            update(t.cards)
            .where(t.cards.c.shop == self.id, t.cards.c.id == card.id)
            .values(tone=tone(card, self.now), found_by=searchable(card))
        )
        self.change(card)
        self._count()

    def show_forecasts(self, forecasts: Mapping[str, Forecast | None]) -> None:
        """Writes what is forecast for cards, and their tiles; no card's version rises."""
        for id, forecast in forecasts.items():
            card = self.card(id)
            assert card is not None
            card.forecast = forecast
            values = {"tone": tone(card, self.now), "forecast": dump_forecast(forecast)}
            keys = {"of_shop": self.id, "of_id": id}
            q.KEEP_FORECAST(self.connection, keys | values)
            self.change(card)
        if forecasts:
            self._count()

    def thing_changed(self, topic: str, facts: dict) -> None:
        """A change that is not a card's: screens that show its topic (`board.topics`) fetch it."""
        self._change(None, topic, facts)
        self._count()

    def _count(self) -> None:
        values: dict[str, object] = {
            "seq": self.seq, "mark": self.mark, "events": self.n, "chain": self.chain
        }  # fmt: skip
        if self._shop_changed:
            values |= {"state": dump_shop(self.shop),
                       "state_version": self.row.state_version + 1}  # fmt: skip
        count = q.COUNT_AND_STATE if self._shop_changed else q.COUNT
        count(self.connection, values | {"of_shop": self.id})

    def keep_secrets(self, secrets: Mapping[str, str], happenings: list[Happening]) -> None:
        """Stores the hash of a PIN, a token or a wall's link beside the fact that it was made."""
        data = happenings[0].data
        if pin := secrets.get("pin_hash"):
            row = {"shop": self.id, "person": data["person"], "hash": pin}
            q.KEEP_PIN(self.connection, row)
        if token := secrets.get("token_hash"):
            self.connection.execute(
                insert(t.tokens),
                {"shop": self.id, "id": data["token"], "person": data["person"], "hash": token,
                 "withdrawn": False},
            )  # fmt: skip
        if happenings[0].type == "token_withdrawn":
            self.connection.execute(
                update(t.tokens)
                .where(t.tokens.c.shop == self.id, t.tokens.c.id == data["token"])
                .values(withdrawn=True)
            )

        if happenings[0].type in ("wall_link_made", "wall_added", "wall_withdrawn"):
            self._keep_link(data["wall"], data.get("link"), secrets.get("link_hash"))

    def _keep_link(self, wall: str, link: str | None, hash: str | None) -> None:
        """One link a wall; the one before it is forgotten."""
        c = t.wall_links.c
        self.connection.execute(delete(t.wall_links).where(c.shop == self.id, c.wall == wall))
        if link and hash:
            row = {"shop": self.id, "wall": wall, "link": link, "hash": hash}
            self.connection.execute(insert(t.wall_links), row)

    def keep_imported(self, order_no: str, fingerprint: str, card: str) -> None:
        """Keeps the row a card is made from. Raises Refused where another import was faster."""
        i = t.imported.c
        known = select(i.card).where(i.shop == self.id, i.order_no == order_no)
        if self.connection.scalar(known) is not None:
            raise Refused("imported_already", order_no=order_no)
        self.connection.execute(
            insert(t.imported),
            {"shop": self.id, "order_no": order_no, "fingerprint": fingerprint, "card": card},
        )

    # --- remembered answers --------------------------------------------------------

    def remember(self, key: str, fingerprint: str, answer: dict, real_at: datetime) -> None:
        q.ADD_ANSWER(
            self.connection,
            {"shop": self.id, "key": key, "fingerprint": fingerprint,
             "answer": canonical(answer), "real_at": stamp(real_at)},
        )  # fmt: skip

    def forget_answers(self, before: datetime) -> None:
        q.FORGET_ANSWERS(self.connection, {"shop": self.id, "before": stamp(before)})


def columns_of(card: Card) -> dict:
    """What a card is found and ordered by; all of it can be told from the card alone."""
    return {
        "id": card.id, "code": card.code, "order_no": card.order_no, "version": card.version,
        "lane": card.lane, "rank": card.rank, "bay": card.bay,
        "turns_overdue_at": stamp(turns_overdue_at(card)),
        "appointment_at": stamp(card.appointment_at), "finished_at": stamp(card.finished_at),
        "found_by": searchable(card),
    }  # fmt: skip


@contextmanager
def writing(store: Store) -> Iterator[Writing]:
    """The door's serial transaction; screens are woken after the commit."""
    with store.database.write() as connection:
        transaction = Writing(store, connection)
        yield transaction
    if transaction.seq != transaction.row.seq:
        store.wake()


def found_shop(store: Store, name: str, state: Shop) -> None:
    """Makes the shop's row, once."""
    row = {
        "shop": store.shop, "name": name, "epoch": new_id(), "seq": 0, "mark": "", "events": 0,
        "chain": "", "state": dump_shop(state), "state_version": 0,
        "fold": FOLD,
    }  # fmt: skip
    with store.database.write() as connection:
        exists = select(t.shops.c.shop).where(t.shops.c.shop == store.shop)
        if connection.scalar(exists) is None:
            connection.execute(insert(t.shops), row)


def set_clock(store: Store, start: datetime, speed: float, real: datetime) -> None:
    """Anchors the shop's demo clock."""
    values = {"clock_start": stamp(start), "clock_real": stamp(real), "clock_speed": speed}
    with store.database.write() as connection:
        connection.execute(update(t.shops).where(t.shops.c.shop == store.shop).values(values))
