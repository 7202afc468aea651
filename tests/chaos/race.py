"""Four people at one card and a few others, as fast as the door lets them."""

import threading
import time
from datetime import timedelta
from random import Random

from tests.door.moves import moves, new_car, time_of
from tests.serving import Api

RACERS = 4


class Race:
    """A board with a hot card and five others; `start` and `stop` let four writers loose on it."""

    def __init__(self, address: str, tokens: dict[str, str], seed: int) -> None:
        self.apis = {person: Api(address, token) for person, token in tokens.items()}
        self.dice = Random(seed)
        self.given = self.done = 0
        self._count = threading.Lock()
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self.now, self._began = time_of(self.apis["F01"].get("/board")), time.monotonic()
        self.cards = [self._new_car(self.dice) for _ in range(6)]
        self.hot = self.cards[0]
        self._bring_in(self.hot)

    def _new_car(self, dice: Random) -> str:
        who, command, args = new_car(dice, self.now, f"粤C{dice.randrange(10**5):05d}")
        reply = self.apis[who].give(command, **args)
        assert reply.ok, reply
        return reply.said["card"]

    def _bring_in(self, car: str) -> None:
        """Into the shop and into the hands of the technicians whose job list is watched."""
        soon = {"promise_at": "2026-11-23T09:00:00Z", "price_fen": 1, "planned_minutes": 60}
        self.apis["R01"].give("arrive", car)
        self.apis["S01"].give("check_in", car, **soon)
        reply = self.apis["F01"].give("dispatch_card", car, team="G1", technicians=["T02", "T03"])
        assert reply.ok, reply

    def start(self) -> None:
        self._stop.clear()
        self._threads = [
            threading.Thread(target=self._run, args=(Random(self.dice.random()),), daemon=True)
            for _ in range(RACERS)
        ]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(20)
            assert not thread.is_alive()

    def _run(self, dice: Random) -> None:
        while not self._stop.is_set():
            self._once(dice)

    def _once(self, dice: Random) -> None:
        """Looks at a card and gives one or two commands on the version seen: often too late."""
        id = self.hot if dice.random() < 0.6 else dice.choice(self.cards)
        card = self.apis["F01"].get(f"/cards/{id}")
        gone = card["lane"] in ("delivered", "cancelled", "no_show")
        now = self.now + timedelta(seconds=time.monotonic() - self._began)
        tile = card | ({"lane": None} if gone else {})
        others = [other for other in self.cards if other != id]
        who, command, args = dice.choice(moves(tile, dice, now, others))
        reply = self.apis[who].give(command, id, version=card["version"], **args)
        assert reply.status in (200, 403, 409), reply
        with self._count:
            self.given, self.done = self.given + 1, self.done + reply.ok
