"""Knows how a shop's row comes to be, and how its demo clock is set."""

from datetime import datetime

from sqlalchemy import insert, select, update

from app.storage import tables as t
from app.storage.read_session import Store
from app.storage.serialization import (
    dump_shop,
    new_id,
)
from board.events.event import stamp
from board.folding.fold_number import FOLD
from board.shop.shop import Shop


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
