"""Knows how the demo is served and played at once: one command, one Ctrl+C."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

from app.config import Config
from app.demo.day import make_ready, stand_still
from app.words import say

USUAL_SPEED = 20.0
POLL_SECONDS = 0.2
PATIENCE_SECONDS = 6.0


def speed_wanted(env: dict[str, str] | None = None) -> float:
    """BOARD_DEMO_SPEED: shop seconds a second; 0 = nobody plays."""
    text = (os.environ if env is None else env).get("BOARD_DEMO_SPEED", "").strip()
    try:
        return max(0.0, float(text)) if text else USUAL_SPEED
    except ValueError:
        return USUAL_SPEED


def serve_and_play(config: Config, fresh: bool) -> int:
    """Serves the demo until it is stopped; its clock stands still meanwhile nobody serves it."""
    make_ready(config, fresh).database.close()
    speed = speed_wanted()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    server = _run("serve")
    players = _run("simulate", "--speed", f"{speed:g}", "--on") if speed else None
    if speed:
        print(say(config.language, "demo-at-speed", speed=f"{speed:g}"), flush=True)
    try:
        while server.poll() is None:
            time.sleep(POLL_SECONDS)
        return server.returncode
    except KeyboardInterrupt:
        return 0
    finally:
        _end(players, server)
        stand_still(config)


def _run(*words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "app", *words])


def _end(*processes: subprocess.Popen[bytes] | None) -> None:
    """Asks each to stop, the players first, and waits; a second Ctrl+C does not hurry it."""
    for process in filter(None, processes):
        with suppress(KeyboardInterrupt, subprocess.TimeoutExpired):
            process.terminate()
            process.wait(PATIENCE_SECONDS)
        if process.poll() is None:
            process.kill()
