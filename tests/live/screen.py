"""A screen in thirty lines of Python: joins, takes a snapshot, applies pushes, catches up; keeps
every message it heard. It follows design.md §3 and nothing of the browser's code."""

import threading
import time
from collections.abc import Callable
from typing import Any

import requests
import socketio

from tests.serving import Api


class Screen:
    """Watches one view. `board` holds what it shows: card → tile; `heard` every message."""

    def __init__(
        self, api: Api, token: str, view: str = "api", language: str = "zh-CN", **head: str
    ) -> None:
        self.api, self.view, self.language = api, view, language
        self.address = api.base.removesuffix("/api/v1")
        self.head = {"Authorization": f"Bearer {token}"} | head
        self.token: str | None = token
        self.heard: list[tuple[float, str, Any]] = []
        self.epoch, self.seq, self.mark = "", 0, ""
        self.board: dict[str, dict] = {}
        self.asked = 0
        self.dropped = threading.Event()
        self._lock = threading.Lock()
        self.socket = socketio.Client(reconnection=False)
        for name in ("hello", "change", "head", "refused"):
            self.socket.on(name, self._hearing(name))
        self.socket.on("disconnect", lambda *_: self.dropped.set())

    # --- what a screen does --------------------------------------------------------------

    def connect(self, **head: str) -> "Screen":
        auth = {"token": self.token} if self.token else None
        self.socket.connect(self.address, auth=auth, headers=head, transports=["websocket"])
        return self

    def watch(self) -> "Screen":
        self.connect() if not self.socket.connected else None
        self.socket.emit("watch", {"view": self.view, "language": self.language})
        self.wait_for(lambda: self.of("hello") or self.of("refused"))
        return self

    def snapshot(self) -> "Screen":
        """The whole board, as a fresh page has it."""
        said = self.fetch()
        self.epoch, self.seq, self.mark = said["epoch"], said["seq"], said["mark"]
        self.board = whole(said)
        return self

    def fetch(self, **since: object) -> dict:
        path = "/api/v1/board" if self.view == "api" else f"/live/{self.view}"
        if since and self.view == "api":
            path = "/api/v1/changes"
        answer = requests.get(self.address + path, headers=self.head, timeout=10,
                              params={"language": self.language} | since)  # type: ignore[arg-type]  # fmt: skip
        answer.raise_for_status()
        return answer.json()

    def close(self) -> None:
        self.socket.disconnect()

    # --- what it hears -------------------------------------------------------------------

    def _hearing(self, name: str) -> Callable[[Any], None]:
        def hear(message: Any) -> None:
            with self._lock:
                self.heard.append((time.monotonic(), name, message))
                if name == "change":
                    self._apply(message)
                elif name in ("hello", "head") and self.board and message["seq"] > self.seq:
                    self._catch_up()

        return hear

    def _apply(self, push: dict) -> None:
        if not self.epoch or push["to"] <= self.seq:
            return
        if push["from"] > self.seq + 1:
            self._catch_up()
            return
        self._lay(push["tiles"])
        self.seq, self.mark = push["to"], push["mark"]

    def _catch_up(self) -> None:
        self.asked += 1
        said = self.fetch(epoch=self.epoch, since=self.seq, mark=self.mark)
        self._lay(said["tiles"])
        self.seq, self.mark = said["seq"], said["mark"]

    def _lay(self, tiles: list[dict]) -> None:
        for tile in tiles:
            self.board.pop(tile["id"], None)
            if shown(tile):
                self.board[tile["id"]] = tile

    # --- what tests ask ------------------------------------------------------------------

    def of(self, name: str) -> list[Any]:
        return [message for _, kind, message in list(self.heard) if kind == name]

    def pushes(self) -> list[dict]:
        return self.of("change")

    def wait_for(self, done: Callable[[], Any], seconds: float = 8.0) -> float:
        """Returns after how long it was so."""
        start = time.monotonic()
        while not done():
            assert time.monotonic() - start < seconds, "it never was so"
            time.sleep(0.005)
        return time.monotonic() - start

    def settled(self) -> tuple[int, int, int]:
        """Its number, how often it asked, how many pushes it heard, with nothing half done."""
        with self._lock:
            return self.seq, self.asked, len(self.pushes())

    def reach(self, seq: int) -> "Screen":
        self.wait_for(lambda: self.seq >= seq)
        return self


def shown(tile: dict) -> bool:
    return (tile["slot"] if "slot" in tile else tile["lane"]) is not None


def whole(said: dict) -> dict[str, dict]:
    tiles = said["tiles"] if "tiles" in said else [t for x in said["lanes"] for t in x["cards"]]
    return {tile["id"]: tile for tile in tiles if shown(tile)}
