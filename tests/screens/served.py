"""Knows the shop a browser looks at: made once, copied for each test, served by a process of its
own; what is true there, and what somebody else does there meanwhile."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from argon2 import PasswordHasher

from app.clock import real_now
from app.config import from_environment
from app.importing.staff import take_staff
from app.people import pins, tokens
from app.setting_up import opened, set_up
from app.storage.founding import set_clock
from tests import midday, serving
from tests.serving import Api, Reply


def make_morning(folder: Path) -> Path:
    """The demo shop with its people at 08:00, and no appointment yet."""
    store = set_up(from_environment({"BOARD_DATA_DIR": str(folder)}), "示范店")
    set_clock(store, midday.EIGHT, 1.0, real_now())
    take_staff(store, (midday.DEMO / "staff.csv").read_bytes())
    store.database.close()
    return folder


def make_midday(folder: Path) -> Path:
    """The sample day at 11:47, with cars in every lane."""
    with patch.dict(os.environ, {"BOARD_DATA_DIR": str(folder)}):
        midday.make().database.close()
    return folder


def make_cheaply() -> None:
    """PINs that are quick to check: signing in is not what these tests are about."""
    pins.use(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


class Server(serving.Server):
    """A serving process and the API's view of it, past the pages."""

    def __init__(self, folder: Path, mode: str = "eventlet") -> None:
        super().__init__(folder, mode)
        self.env["BOARD_PUBLIC_URL"] = self.address
        self._apis: dict[str, Api] = {}

    def freeze(self) -> None:
        """Still there and silent, as a link that hangs half open."""
        assert self.process
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self.process
        self.process.send_signal(signal.SIGCONT)

    def seq(self) -> int:
        return self.api().get("/board")["seq"]

    def versions(self) -> dict[str, int]:
        """Of every card on the board: what commands have raised; forecasts may move meanwhile."""
        return {tile["id"]: tile["version"] for tile in self.tiles()}

    def tiles(self) -> list[dict]:
        return list(self.api().tiles().values())

    def card(self, id: str) -> dict:
        return self.api().get(f"/cards/{id}")

    def command(self, who: str, command: str, card: str, **args: object) -> Reply:
        """What somebody else does meanwhile, at another screen."""
        return self.api(who).give(command, card, **args)

    def api(self, who: str = "M01") -> Api:
        if who not in self._apis:
            store = opened(from_environment({"BOARD_DATA_DIR": str(self.folder)}))
            self._apis[who] = Api(self.address, tokens.make(store, who, "tests") or "")
            store.database.close()
        return self._apis[who]


def eventually(check: Callable[[], object], seconds: float = 20) -> bool:
    """Whether something comes true within a while."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if check():
            return True
        time.sleep(0.1)
    return False
