"""Knows how one process follows `changes` and hands them to its own sockets, in order, gathered."""

import logging
import threading
import time
from collections.abc import Callable

from app.storage.read_session import Store
from app.storage.rows import Change

log = logging.getLogger("jindu.live")

POLL_SECONDS = 1.0
GATHER_SECONDS = 0.05
HEAD_SECONDS = 3.0
MOST_AT_ONCE = 500


class Follower:
    """Reads what the door has written and publishes it; woken by the door, and by a poll always.

    `publish(epoch, changes)` gets a gapless run of changes; `head()` is called every 3 s."""

    def __init__(
        self, store: Store, publish: Callable[[str, list[Change]], None], head: Callable[[], None]
    ) -> None:
        self.store, self.publish, self.head = store, publish, head
        self.wake = threading.Event()
        self.stopped = False
        self.epoch, self.seq, self.mark = "", 0, ""
        store.listen(self.wake.set)
        self._sent_at = self._head_at = 0.0

    def start_at_head(self) -> None:
        with self.store.read() as reading:
            self.epoch, self.seq, self.mark = reading.row.epoch, reading.row.seq, reading.row.mark

    def run(self) -> None:
        """The loop of the background task; survives whatever a read or an emit does."""
        while not self.stopped:
            try:
                self.step()
            except Exception:
                log.exception("the follower goes on after an error")
                time.sleep(POLL_SECONDS)

    def step(self) -> None:
        if time.monotonic() - self._head_at >= HEAD_SECONDS:
            self._head_at = time.monotonic()
            self.head()
        left = HEAD_SECONDS - (time.monotonic() - self._head_at)
        if self.wake.wait(min(POLL_SECONDS, max(left, 0.0))):
            self.wake.clear()
            self._gather()
        self.follow()

    def _gather(self) -> None:
        """The first change goes at once; what follows it within 50 ms goes together."""
        since = time.monotonic() - self._sent_at
        if since < GATHER_SECONDS:
            time.sleep(GATHER_SECONDS - since)

    def follow(self) -> None:
        """Publishes everything after our number."""
        with self.store.read() as reading:
            row, changes = reading.row, reading.changes(self.seq, limit=MOST_AT_ONCE)
        if row.epoch != self.epoch or row.seq < self.seq:
            self.epoch, self.seq, self.mark = row.epoch, row.seq, row.mark
            self.head()
            return
        if changes:
            self.publish(self.epoch, changes)
            self.seq, self.mark = changes[-1].seq, changes[-1].mark
            self._sent_at = time.monotonic()
        if len(changes) == MOST_AT_ONCE:
            self.wake.set()
