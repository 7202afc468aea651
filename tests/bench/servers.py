"""Servers and clients of a measurement: the board and a plain baseline, started side by side."""

import os
import platform
import socket
import subprocess
import sys
import time
import uuid
from importlib.metadata import version
from pathlib import Path

import requests

CARDS = 60
TICKS = os.sysconf("SC_CLK_TCK")
ROOT = Path(__file__).parent.parent.parent


def machine() -> str:
    """What the figures were measured on."""
    return (
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"flask {version('flask')}, flask-socketio {version('flask-socketio')}, "
        f"eventlet {version('eventlet')}, sqlalchemy {version('sqlalchemy')}"
    )


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


class Server:
    """A server process of this run; its CPU seconds are read from the kernel."""

    def __init__(self, arguments: list[str], env: dict[str, str], port: int, ready: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", *arguments], cwd=ROOT, env=os.environ | env,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.url = f"http://127.0.0.1:{port}"
        self.session = requests.Session()
        for _ in range(100):
            try:
                self.session.get(self.url + ready, timeout=1)
                return
            except (requests.ConnectionError, requests.Timeout):
                time.sleep(0.1)
        raise SystemExit(f"{arguments}: did not start")

    @property
    def cpu(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def board_server(folder: str) -> tuple[Server, str]:
    """A shop with its people, and a token of an advisor."""
    port = free_port()
    env = {"BOARD_DATA_DIR": folder, "BOARD_PORT": str(port), "BOARD_HOST": "127.0.0.1"}

    def command(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "app", *arguments], cwd=ROOT, env=os.environ | env, check=True,
            capture_output=True, text=True,
        )  # fmt: skip
        return done.stdout.strip().splitlines()[-1]

    command("setup")
    command("import-staff", "app/demo/staff.csv")
    token = command("token", "--person", "S01")
    return Server(["app", "serve"], env, port, "/healthz"), token


class Board:
    """Sends notes to cards in turn: an ordinary command on an ordinary card."""

    def __init__(self, server: Server, token: str) -> None:
        self.server, self.n = server, 0
        server.session.headers["Authorization"] = f"Bearer {token}"
        self.cards = [self._open(n) for n in range(CARDS)]

    def send(self, **body: object) -> dict:
        answer = self.server.session.post(
            self.server.url + "/api/v1/commands", json=body,
            headers={"Idempotency-Key": uuid.uuid4().hex},
        )  # fmt: skip
        answer.raise_for_status()
        return answer.json()

    def _open(self, n: int) -> list:
        made = self.send(
            command="open_card", customer={"name": "高伟"}, requests=["5000公里保养"],
            vehicle={"model": "凯美瑞", "plate": f"粤A{n:05d}"}, kind="maintenance",
            planned_minutes=60, price_fen=38000,
        )  # fmt: skip
        return [made["card"], made["version"]]

    def one(self) -> dict:
        card = self.cards[self.n % CARDS]
        self.n += 1
        answer = self.send(
            command="prioritise_card", card=card[0], version=card[1], flag="complaint",
            on=self.n % 2 == 0, reason="客户来电",
        )  # fmt: skip
        card[1] = answer["version"]
        return answer


class Baseline:
    def __init__(self, server: Server) -> None:
        self.server = server
        server.session.headers["Authorization"] = "Bearer baseline"

    def one(self) -> dict:
        answer = self.server.session.post(
            self.server.url + "/command", json={"card": "1", "version": 1, "text": "客户来电"}
        )
        answer.raise_for_status()
        return answer.json()
