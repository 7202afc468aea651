"""The board at any moment of a day with 150 cars and 5,000 changes: of yesterday, and of a day a
year back; beside the board of now, from the same run. `changes` are written in bulk."""

import json
import random
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert, update

from app import tables as t
from app.looking_back import board_at, keep_frame
from app.records import canonical, marked
from app.store import Store
from board.event import stamp
from board.wall import tile
from tests.bench.busy_shop import busy_shop
from tests.bench.servers import machine, percentile

CARS, CHANGES, MOMENTS, OTHER_DAYS = 150, 5000, 60, 365
QUIET = 400  # changes of each day between
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)


def main() -> None:
    print(machine())
    with tempfile.TemporaryDirectory(), busy_shop(CARS) as shop:
        with shop.store.read() as view:
            tiles = [tile(c, view.directory, view.hours, view.now) for c in view.in_lanes()]
        year_ago, yesterday = NOW - timedelta(days=OTHER_DAYS), NOW - timedelta(days=1)
        write_day(shop.store, tiles, year_ago, CHANGES, "y")
        for n in range(1, OTHER_DAYS - 1):
            write_day(shop.store, tiles, year_ago + timedelta(days=n), QUIET, f"d{n}")
        write_day(shop.store, tiles, yesterday, CHANGES, "x")
        frames = 0
        while keep_frame(shop.store):
            frames += 1
        with shop.store.read() as view:
            print(f"  {view.row.seq} changes of a year, {frames} frames; ms, p50 p95 worst")
        for name, begins in (("yesterday", yesterday), ("a year back", year_ago)):
            times, most = looked(shop.store, begins)
            show(f"{name}, {most} cars", times)
        show("now (baseline)", [now(shop.store) for _ in range(MOMENTS)])


def show(name: str, times: list[float]) -> None:
    print(f"  {name:24} {statistics.median(times):7.1f} {percentile(times, 0.95):7.1f} "
          f"{max(times):7.1f}", flush=True)  # fmt: skip


def write_day(store: Store, tiles: list[dict], begins: datetime, changes: int, mark: str) -> None:
    """Cars of their own come through the first hour, change through ten, and leave in the last."""
    dice, rows = random.Random(mark), []
    cars = tiles if changes == CHANGES else tiles[:40]
    last = changes - len(cars)
    with store.read() as view:
        seq, chain = view.row.seq, view.row.mark
    for n in range(changes):
        one = cars[n % len(cars)] if n < len(cars) or n >= last else dice.choice(cars)
        id = f"{mark}{one['id']}"[:40]
        text = canonical(one | {"id": id, "lane": None if n >= last else one["lane"]})
        seq += 1
        chain = marked(chain, seq, id, None, text)
        at = stamp(begins + timedelta(seconds=n * 36000 // changes))
        rows.append({"shop": store.shop, "seq": seq, "at": at, "card": id, "thing": None,
                     "tile": text, "mark": chain})  # fmt: skip
    with store.database.write() as connection:
        connection.execute(insert(t.changes), rows)
        connection.execute(
            update(t.shops).where(t.shops.c.shop == store.shop).values(seq=seq, mark=chain)
        )


def looked(store: Store, begins: datetime) -> tuple[list[float], int]:
    """As the API does: the moment found, the rows read, all written as JSON."""
    times, most = [], 0
    for n in range(MOMENTS):
        at = begins + timedelta(seconds=36000 * (n + 0.5) / MOMENTS)
        start = time.perf_counter()
        with store.read() as view:
            past = board_at(view, at)
            json.dumps(past.lanes)
        times.append((time.perf_counter() - start) * 1000)
        most = max(most, len(past.tiles))
    return times, most


def now(store: Store) -> float:
    start = time.perf_counter()
    with store.read() as view:
        json.dumps([tile(c, view.directory, view.hours, view.now) for c in view.in_lanes()])
    return (time.perf_counter() - start) * 1000
