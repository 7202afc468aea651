"""The board and one command with 200 and with many finished cards behind (default 200,000; set
JINDU_HISTORY for another number). The history is written in bulk, as valid events."""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert, select, update

from app import tables as t
from app.changing import columns_of
from app.config import Config
from app.looking_back import keep_frame
from app.records import (
    canonical,
    chained,
    digest,
    dump_card,
    event_body,
    marked,
    new_id,
    read_event,
)
from app.setting_up import opened
from app.store import Store
from board.card import Card
from board.event import Happening, stamp
from board.events import wire
from board.events.booking import CardOpened
from board.events.dispatch import CardCancelled
from board.fold import apply
from board.parts_of_a_card import Customer, Vehicle
from board.wall import tile
from devices.codes import ALPHABET
from tests.bench.servers import ROOT, Board, Server, board_server, free_port, machine

FEW, MANY = 200, int(os.environ.get("JINDU_HISTORY", "200000"))
ROUNDS, COMMANDS, BATCH = 5, 60, 5000


class Past:
    """Writes finished cards onto a shop's chain: each opened and cancelled again."""

    def __init__(self, store: Store) -> None:
        self.store, self.random = store, random.Random(7)
        self.codes: set[str] = set()

    def write(self, count: int) -> None:
        for start in range(0, count, BATCH):
            with self.store.read() as view, self.store.database.write() as connection:
                self.view, self.rows = view, {name: [] for name in t.metadata.tables}
                row = view.row
                self.n, self.chain, self.seq, self.mark = row.events, row.chain, row.seq, row.mark
                for number in range(start, min(start + BATCH, count)):
                    self._card(number)
                for name, rows in self.rows.items():
                    if rows:
                        connection.execute(insert(t.metadata.tables[name]), rows)
                counted = {"seq": self.seq, "mark": self.mark, "events": self.n,
                           "chain": self.chain}  # fmt: skip
                mine = t.shops.c.shop == self.store.shop
                connection.execute(update(t.shops).where(mine).values(counted))

    def _card(self, number: int) -> None:
        at = datetime(2025, 1, 2, 1, tzinfo=UTC) + timedelta(minutes=number)
        id = new_id()
        made = CardOpened(
            code=self._code(), kind="maintenance", planned_minutes=60, price_fen=38000,
            customer=Customer("高伟"), requests=["保养"], wash=False, waiting_on_site=False,
            vehicle=Vehicle("凯美瑞", f"粤B{number:06d}"), old_parts=False,
        )  # fmt: skip
        left = CardCancelled(lane="cancelled", ended=[], reason="客户取消")
        card: Card | None = None
        for version, (by, fact) in enumerate((("open_card", made), ("cancel_card", left)), start=1):
            card = apply(card, self._event(Happening(id, fact), by, version, at))
            self._change(card, at)
        shop = {"shop": self.store.shop}
        row = {**columns_of(card), "tone": "unknown", "state": dump_card(card)}
        self.rows["cards"].append(shop | row)

    def _event(self, happening: Happening, by: str, version: int, at: datetime):  # noqa: ANN202
        self.n += 1
        data, private = wire.dumped(happening.fact)
        shop, kept, salt = self.store.shop, canonical(private), new_id()
        body = event_body(
            happening, data, n=self.n, command=self.n, version=version, by=by, who="S01",
            device=None, occurred_at=at, received_at=at,
            private={"key": str(self.n), "digest": digest(salt, kept)},
        )  # fmt: skip
        self.chain = chained(self.chain, body)
        self.rows["events"].append(
            {"shop": shop, "n": self.n, "card": happening.card, "command": self.n, "body": body,
             "hash": self.chain}
        )  # fmt: skip
        self.rows["private"].append(
            {"shop": shop, "key": str(self.n), "card": happening.card, "salt": salt, "body": kept}
        )
        return read_event(body, kept)

    def _change(self, card, at: datetime) -> None:  # noqa: ANN001
        self.seq += 1
        text = canonical(tile(card, self.view.directory, self.view.hours, at))
        self.mark = marked(self.mark, self.seq, card.id, None, text)
        self.rows["changes"].append(
            {"shop": self.store.shop, "seq": self.seq, "at": stamp(at), "card": card.id,
             "thing": None, "tile": text, "mark": self.mark}
        )  # fmt: skip

    def _code(self) -> str:
        while (code := "".join(self.random.choices(ALPHABET, k=5))) in self.codes:
            pass
        self.codes.add(code)
        return code


def with_past(folder: str, count: int) -> tuple[Server, str]:
    """A served shop with so many finished cards behind it."""
    server, token = board_server(folder)
    server.stop()
    store = opened(Config(database_url=f"sqlite:///{folder}/board.db"))
    Past(store).write(count)
    while keep_frame(store):  # as a shop that has lived through it would have done
        pass
    with store.read() as view:
        c = t.cards.c
        assert len(view.connection.execute(select(c.id).where(c.finished_at.isnot(None))).all()) \
            == count  # fmt: skip
    store.database.close()
    port = free_port()
    env = {"BOARD_DATA_DIR": folder, "BOARD_PORT": str(port), "BOARD_HOST": "127.0.0.1"}
    return Server(["app", "serve"], env, port, "/healthz"), token


def main() -> None:
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        shops = {}
        for count in (FEW, MANY):
            start = time.monotonic()
            server, token = with_past(f"{folder}/{count}", count)
            shops[count] = Board(server, token)
            print(
                f"  {count} finished cards written in {time.monotonic() - start:.0f} s", flush=True
            )
        try:
            _compare("one command", shops, lambda board: board.one())
            _compare("the board", shops, _look)
        finally:
            for board in shops.values():
                board.server.stop()
        _verified(f"{folder}/{FEW}")


def _look(board: Board) -> None:
    board.server.session.get(board.server.url + "/api/v1/board").raise_for_status()


def _compare(name: str, shops: dict, act) -> None:  # noqa: ANN001
    pairs = []
    for _ in range(ROUNDS):
        figures = {}
        for count, board in shops.items():
            before, start = board.server.cpu, time.monotonic()
            for _ in range(COMMANDS):
                act(board)
            wall = (time.monotonic() - start) / COMMANDS * 1000
            figures[count] = ((board.server.cpu - before) / COMMANDS * 1000, wall)
        pairs.append(figures)
    for what, place in (("CPU", 0), ("wall", 1)):
        few = statistics.median(p[FEW][place] for p in pairs)
        many = statistics.median(p[MANY][place] for p in pairs)
        ratio = statistics.median(p[MANY][place] / p[FEW][place] for p in pairs)
        print(f"  {name:12} {what:4} ms: {FEW} behind {few:6.2f}, {MANY} behind {many:6.2f}, "
              f"ratio of pairs {ratio:.2f}")  # fmt: skip


def _verified(folder: str) -> None:
    """The bulk history is a valid one."""
    done = subprocess.run(
        [sys.executable, "-m", "app", "verify"], cwd=ROOT,
        env=os.environ | {"BOARD_DATA_DIR": folder},
    )  # fmt: skip
    if done.returncode:
        raise SystemExit("the history that was written does not verify")
