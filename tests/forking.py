"""Servers for tests that need not be imported anew: a process that has imported the whole program
waits, and each server is a fork of it that goes the way of `python -m app serve`. Starting Python
and the libraries is most of what a server costs its test; that it starts from nothing is tested by
tests/live/test_first_start.py and by every server on another loop than eventlet."""

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


class Forked:
    """A server's process, with what tests ask of a subprocess.Popen."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._ends = os.pidfd_open(pid)

    def poll(self) -> bool | None:
        """None while it runs; that it has ended, not how."""
        return True if select.select([self._ends], [], [], 0)[0] else None

    def wait(self, timeout: float | None = None) -> None:
        if not select.select([self._ends], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired("serve", timeout or 0)

    def send_signal(self, number: signal.Signals) -> None:
        if self.poll() is None:
            signal.pidfd_send_signal(self._ends, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def __del__(self) -> None:
        os.close(self._ends)


class Nest:
    """The waiting process; one for each process of tests, made when first asked."""

    def __init__(self) -> None:
        self._waiting: subprocess.Popen[str] | None = None

    def serve(self, env: dict[str, str], log: Path) -> Forked:
        """A new server with these variables of the environment, writing to a file."""
        waiting = self._waiting = self._waiting or self._begun()
        assert waiting.stdin and waiting.stdout
        waiting.stdin.write(json.dumps({"env": env, "log": str(log)}) + "\n")
        waiting.stdin.flush()
        return Forked(int(waiting.stdout.readline()))

    def _begun(self) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "tests.forking"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip


NEST = Nest()  # ends with the process of tests: its input is closed then


def main() -> int:
    from app.serving import make_ready

    os.umask(0o077)
    make_ready("eventlet")
    _take_in_everything()
    from app.command_line import run

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries the dead at once
    for line in sys.stdin:
        asked = json.loads(line)
        if pid := os.fork():
            print(pid, flush=True)
        else:
            return _serve(run, asked)
    return 0


def _take_in_everything() -> None:
    """Imports what a server imports, and reads the words of both languages."""
    import app.background.timekeeper
    import app.live.hub  # noqa: F401
    from app.config import from_environment
    from app.setting_up import opened
    from app.words import LANGUAGES, say
    from tests.warm import keep_templates

    keep_templates()
    with tempfile.TemporaryDirectory() as folder:
        config = from_environment({"BOARD_DATA_DIR": folder, "BOARD_SECRET_KEY": "x"})
        store = opened(config)
        app.create_app(config, store)
        store.database.close()
    for language in LANGUAGES:
        say(language, "terminal-whole")


def _serve(run, asked: dict) -> int:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.update(asked["env"])
    log = os.open(asked["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for number, to in ((0, os.open(os.devnull, os.O_RDONLY)), (1, log), (2, log)):
        os.dup2(to, number)
    return run(["serve"])


if __name__ == "__main__":
    sys.exit(main())
