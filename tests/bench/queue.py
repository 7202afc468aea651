"""A car touched in front of a queue of 60: from the door's answer to the push that moves them."""

import threading
import time

from app.background.timekeeper import Timekeeper
from app.live.follower import Follower
from app.storage.rows import Change
from tests.bench.busy_shop import busy_shop
from tests.bench.servers import machine, percentile
from tests.cast import ENGINE, ZHENG

CARS, TOUCHES = 61, 15


class Heard:
    """What a process would push: (when, how many cards) each."""

    def __init__(self) -> None:
        self.pushes: list[tuple[float, int]] = []

    def publish(self, epoch: str, changes: list[Change]) -> None:
        self.pushes.append((time.monotonic(), len({c.card for c in changes})))


def main() -> None:
    print(machine())
    with busy_shop(CARS, ((ZHENG, ENGINE),)) as shop:
        keeper, heard = Timekeeper(shop.store), Heard()
        while keeper.tick():
            pass
        follower = Follower(shop.store, heard.publish, lambda: None)
        follower.start_at_head()
        for run in (follower.run, keeper.forecaster.run):
            threading.Thread(target=run, daemon=True).start()
        time.sleep(1)
        front = next(c.id for c in keeper.forecaster.cards.values() if c.lane == "working")
        times, sizes = [], []
        for _ in range(TOUCHES):
            heard.pushes.clear()
            shop.do(ZHENG, "report_delay", front, minutes=15, reason="锈死")
            start = time.monotonic()
            time.sleep(1.2)
            moved = [push for push in heard.pushes if push[1] > 1]
            times.append((moved[-1][0] - start) * 1000)
            sizes.append((len(moved), sum(n for _, n in moved)))
        follower.stopped = keeper.forecaster.stopped = True
        time.sleep(1.2)
    print(f"  {CARS - 1} cars behind; ms from the answer to the push of those that moved, p50 p95")
    pushes, cards = ({size[i] for size in sizes} for i in (0, 1))
    print(f"  {percentile(times, 0.5):6.0f} {percentile(times, 0.95):6.0f}"
          f"   pushes of one touch: {sorted(pushes)}, cards in them: {sorted(cards)}")  # fmt: skip
