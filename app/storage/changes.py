"""Knows how a transaction writes what screens are to see: the cards' rows, and one row of changes
for each card and for whatever is no card."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, update

from app.storage import statements as q
from app.storage import tables as t
from app.storage.read_session import ReadSession, Store
from app.storage.search import searchable
from app.storage.serialization import canonical, dump_card, dump_forecast, dump_shop, marked
from board.card.card import Card
from board.card.tile import tile
from board.card.values import Forecast
from board.events.event import stamp
from board.planning.tone import tone, turns_overdue_at


class Changing(ReadSession):
    """A transaction that counts on: the shop's numbers and chains, as they will be after it."""

    def __init__(self, store: Store, connection: Connection) -> None:
        super().__init__(store, connection)
        self.seq, self.mark = self.row.seq, self.row.mark
        self.n, self.chain = self.row.events, self.row.chain
        self._shop_changed = False

    # --- cards ---------------------------------------------------------------------

    def _store(self, card: Card, *, new: bool) -> None:
        row = self.card_row(card)
        if new:
            q.ADD_CARD(self.connection, row)
        else:
            row |= {"of_shop": row.pop("shop"), "of_id": row.pop("id")}
            q.KEEP_CARD(self.connection, row)
        self._store_work(card)

    def card_row(self, card: Card) -> dict[str, Any]:
        now = {"shop": self.id, "tone": tone(card, self.now), "state": dump_card(card),
               "forecast": dump_forecast(card.forecast)}  # fmt: skip
        return columns_of(card) | now

    def _store_work(self, card: Card) -> None:
        if card.team is None and not card.intervals:
            return  # never given out
        q.END_RUNNING(self.connection, {"shop": self.id, "card": card.id})
        if not card.intervals:
            return  # not begun, or the first start was undone
        rows: list[q.Values] = [
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

    def tile(self, card: Card) -> dict[str, Any]:
        return tile(card, self.shop.directory, self.shop.hours, self.now)

    def last_shown(self, card: str) -> dict[str, Any] | None:
        """The tile that screens were shown last."""
        text = q.LAST_SHOWN(self.connection, {"shop": self.id, "card": card}).scalar()
        return json.loads(text) if text else None

    def _change(self, card: str | None, thing: str | None, shown: dict[str, Any]) -> None:
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

    def thing_changed(self, topic: str, facts: dict[str, Any]) -> None:
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


def columns_of(card: Card) -> dict[str, Any]:
    """What a card is found and ordered by; all of it can be told from the card alone."""
    return {
        "id": card.id, "code": card.code, "order_no": card.order_no, "version": card.version,
        "lane": card.lane, "rank": card.rank, "bay": card.bay,
        "turns_overdue_at": stamp(turns_overdue_at(card)),
        "appointment_at": stamp(card.appointment_at), "finished_at": stamp(card.finished_at),
        "found_by": searchable(card),
    }  # fmt: skip
