"""How soon a command is answered and seen by 50 and by 200 screens, beside a plain server."""

import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict

from tests.bench.servers import (
    ROOT,
    Baseline,
    Board,
    Server,
    board_server,
    free_port,
    machine,
    percentile,
)

COMMANDS, PAUSE_SECONDS = 100, 0.12


class Screens:
    """A process of watching screens."""

    def __init__(self, url: str, count: int, token: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.watchers", url, str(count), token], cwd=ROOT,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self.process.stdout.readline().strip() == "ready"

    def seen(self) -> dict[int, list[float]]:
        out, _ = self.process.communicate("stop\n")
        times: dict[int, list[float]] = defaultdict(list)
        for number, at in re.findall(r"^(\d+) ([\d.]+)$", out, re.MULTILINE):
            times[int(number)].append(float(at))
        return times


def measured(one, url: str, token: str, screens: int) -> tuple[list[float], list[float]]:
    """(reply, seen) in milliseconds of every command, and of every command at every screen."""
    watching = Screens(url, screens, token)
    sent: dict[int, float] = {}
    replies = []
    for _ in range(COMMANDS):
        start = time.monotonic()
        number = one()["seq"]
        replies.append((time.monotonic() - start) * 1000)
        sent[number] = start
        time.sleep(PAUSE_SECONDS)
    time.sleep(1)
    seen = watching.seen()
    return replies, [(at - sent[n]) * 1000 for n in sent for at in _pushed(n, seen, screens)]


def _pushed(number: int, seen: dict[int, list[float]], screens: int) -> list[float]:
    """When each screen was shown a number: by its own push, or by one that gathered it."""
    for pushed in sorted(n for n in seen if n >= number):
        if len(seen[pushed]) == screens:
            return seen[pushed]
    raise SystemExit(f"change {number} was not seen by every screen")


def main() -> None:
    print(machine())
    print(f"{COMMANDS} commands; ms: reply p50 p95, seen p50 p95")
    with tempfile.TemporaryDirectory() as folder:
        ours, token = board_server(f"{folder}/board")
        port = free_port()
        plain = Server(["tests.bench.baseline", f"{folder}/b.db", str(port)], {}, port, "/")
        try:
            board, baseline = Board(ours, token), Baseline(plain)
            for screens in (50, 200):
                for name, one, server in (
                    ("board", board.one, ours), ("baseline", baseline.one, plain)
                ):  # fmt: skip
                    _print(name, screens, *measured(one, server.url, token, screens))
        finally:
            ours.stop(), plain.stop()


def _print(name: str, screens: int, replies: list[float], seen: list[float]) -> None:
    figures = [percentile(v, s) for v in (replies, seen) for s in (0.5, 0.95)]
    print(f"  {name:9} {screens:4} screens " + " ".join(f"{f:7.1f}" for f in figures), flush=True)
