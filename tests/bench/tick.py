"""A tick of the clock over 150 cards when nothing moves, every forecast made anew: CPU time."""

import time
from datetime import timedelta

from app.background.timekeeper import Timekeeper
from tests.bench.busy_shop import busy_shop
from tests.bench.servers import machine, percentile

CARS, TICKS = 150, 40
A_WHILE = timedelta(seconds=31)  # after which forecasts are made anew


def main() -> None:
    print(machine())
    with busy_shop(CARS) as shop:
        keeper = Timekeeper(shop.store)
        while keeper.tick():
            pass
        anew, between = [], []
        for _ in range(TICKS):
            shop.now += A_WHILE
            cpu, moved = _tick(keeper)
            if not moved:
                anew.append(cpu)
            between.append(_tick(keeper)[0])
    print(f"  {CARS} cards; CPU ms of a tick, p50 p95")
    for name, times in (("all forecasts anew", anew), ("a second later", between)):
        print(f"  {name:18} {percentile(times, 0.5):6.1f} {percentile(times, 0.95):6.1f}"
              f"  ({len(times)} ticks)")  # fmt: skip


def _tick(keeper: Timekeeper) -> tuple[float, int]:
    before = time.process_time()
    moved = keeper.tick()
    return (time.process_time() - before) * 1000, moved
