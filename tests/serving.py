"""Real server processes for tests: started on a free port, killed, started again over the same
data; and a small client of the API that repeats a command under one key until it is answered."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import requests

from app.clock import real_now
from app.storage.founding import set_clock
from tests.cast import at
from tests.door.shop import opened
from tests.forking import NEST, Forked

ROOT = Path(__file__).parents[1]
LARGE = os.environ.get("JINDU_DOSE") == "chaos"
START_SECONDS = 30
MODES = ("eventlet", "gevent", "threading")


def dose(small: int, large: int) -> int:
    """How many rounds: few in every run, many by `make chaos`."""
    return large if LARGE else small


class Server:
    """`python -m app serve` over a folder with a board.db; `address` stays the same."""

    from_nothing = False  # a new Python, nothing imported yet; else a fork of one that is ready

    def __init__(self, folder: Path, mode: str = "eventlet", **env: str) -> None:
        self.folder, self.mode, self.port = folder, mode, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.env = {
            "BOARD_DATA_DIR": str(folder), "BOARD_HOST": "127.0.0.1", "BOARD_ASYNC_MODE": mode,
            "BOARD_PORT": str(self.port),
        } | env  # fmt: skip
        self.process: subprocess.Popen[bytes] | Forked | None = None

    def start(self) -> "Server":
        self.process = self._begun()
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            try:
                if requests.get(f"{self.address}/healthz", timeout=1).ok:
                    return self
            except requests.RequestException:
                time.sleep(0.03)
        self.kill()  # nobody else would end it
        raise AssertionError(f"the server does not start:\n{self.log()}")

    def _begun(self) -> "subprocess.Popen[bytes] | Forked":
        env = os.environ | self.env
        if env["BOARD_ASYNC_MODE"] == "eventlet" and not self.from_nothing:
            return NEST.serve(env, self.folder / "log")
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "app", "serve"], cwd=ROOT, env=env, stdout=log, stderr=log
            )

    def kill(self) -> None:
        """SIGKILL: nothing is closed, nothing is said."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None

    def run(self, *words: str) -> subprocess.CompletedProcess:
        """A command typed in another terminal beside the server."""
        return subprocess.run(
            [sys.executable, "-m", "app", *words],
            cwd=ROOT, env=os.environ | self.env, capture_output=True, text=True, timeout=60,
        )  # fmt: skip

    def log(self) -> str:
        return (self.folder / "log").read_text(errors="replace")

    def __enter__(self) -> "Server":
        return self.start()

    def __exit__(self, *_error: object) -> None:
        self.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def copy_of(template: Path, folder: Path, clock: datetime | None = None) -> Path:
    """A shop of one's own, its clock running from Monday 08:00 or from `clock`."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in template.glob("board.db*"):
        shutil.copy(file, folder / file.name)
    store = opened(folder)
    set_clock(store, clock or at("8:00"), 1.0, real_now())
    store.database.close()
    return folder


@dataclass(frozen=True)
class Reply:
    """An answer of the API, or status 0 where none came."""

    status: int
    said: dict = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return self.status == 200


NONE = Reply(0)


class Api:
    """One person's client. A command without an answer is sent again under the same key."""

    def __init__(self, address: str, token: str, patience: float = 5.0) -> None:
        self.base, self.patience = f"{address}/api/v1", patience
        self._head = {"Authorization": f"Bearer {token}"}
        self._own = threading.local()

    @property
    def _session(self) -> requests.Session:
        if not hasattr(self._own, "session"):
            self._own.session = requests.Session()
            self._own.session.headers.update(self._head)
        return self._own.session

    def get(self, path: str, **query: object) -> dict:
        answer = self._session.get(self.base + path, params=query, timeout=self.patience)  # type: ignore[arg-type]
        answer.raise_for_status()
        return answer.json()

    def once(self, body: dict, key: str) -> Reply:
        """Sent once; status 0 = nobody knows whether it was done."""
        head = {"Idempotency-Key": key}
        try:
            answer = self._session.post(
                f"{self.base}/commands", json=body, headers=head, timeout=self.patience
            )
            return Reply(answer.status_code, answer.json())
        except (requests.RequestException, ValueError):
            self._own.session.close()
            return NONE

    def give(self, command: str, card: str | None = None, *, key: str = "", within: float = 15.0,
             **args: object) -> Reply:  # fmt: skip
        """Sent until it is answered. On a card without `version`: on the version that stands."""
        body = {"command": command, **args}
        if card is not None:
            body["card"] = card
            if "version" not in args:
                body["version"] = self.get(f"/cards/{card}")["version"]
        return self.repeat(body, key or uuid.uuid4().hex, within)

    def repeat(self, body: dict, key: str, within: float = 15.0) -> Reply:
        until = time.monotonic() + within
        while True:
            reply = self.once(body, key)
            if 0 < reply.status < 500 or time.monotonic() > until:
                return reply
            time.sleep(0.05)

    def tiles(self) -> dict[str, dict]:
        """The board by card."""
        return {t["id"]: t for lane in self.get("/board")["lanes"] for t in lane["cards"]}
