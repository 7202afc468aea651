"""Knows the command `simulate`: a day of the shop, lived through the public API by its people."""

import argparse
import signal
import sys
from contextlib import nullcontext
from datetime import date
from typing import Any, TextIO

from app.config import Config
from app.demo.client import Api, Gone, InProcess, OverHttp
from app.demo.day import another_day, end_of, make
from app.demo.pacing import Pace, play_along
from app.demo.playing import Play
from app.demo.staff import STAFF, pins
from app.demo.tokens import token_for_each, withdraw
from app.demo.turning import Turning, play_through
from app.history.verifying import verify
from app.setting_up import anchor_clock, opened
from app.storage.read_session import ReadSession, Store
from app.storage.rows import NoShop
from app.words import say

AT_ONCE = "max"


def simulate(options: argparse.Namespace, config: Config) -> int:
    """0: the day was lived to its end and all is whole; 1: not; 2: it could not begin."""
    store = _shop(config)
    if store is None:
        print(say(config.language, "demo-not-a-demo"), file=sys.stderr)
        return 2
    with options.log.open("w", encoding="utf-8") if options.log else nullcontext() as log:
        if options.speed == AT_ONCE:
            return _at_once(options, config, store, log)
        return _along(options, config, store, log)


def _shop(config: Config) -> Store | None:
    """The shop to play in: the demo's own, or one whose clock is a demo clock; where there is none
    yet, the demo is made. Never a shop that lives by the real clock."""
    store = opened(config)
    try:
        if not _has_a_demo_clock(store):
            anchor_clock(config, store)
    except NoShop:
        return make(config)
    return store if _has_a_demo_clock(store) else None


def _has_a_demo_clock(store: Store) -> bool:
    with store.read() as reading:
        return reading.row.clock.start is not None


def day_of(reading: ReadSession) -> date:
    """The day that is played: the demo's, else that of the first appointment on the board."""
    if reading.shop.demo_day is not None:
        return reading.shop.demo_day
    days = [c.appointment_at for c in reading.in_lanes("booked", "due") if c.appointment_at]
    return reading.hours.day(min(days, default=reading.now))


# --- with the clock turned by hand -----------------------------------------------------------


def play_at_once(
    store: Store, app: Any, seed: int, signs: dict[str, str], log: TextIO | None = None,
    most: int | None = None,
) -> Play:  # fmt: skip
    """The whole day, or its first `most` commands; the clock stands still afterwards."""
    with store.read() as reading:
        hours, end = reading.hours, end_of(reading, day_of(reading))
    clock = Turning(store)
    play = Play(Api(InProcess(app), token_for_each(store)), hours, seed, end, signs, log)
    play_through(play, clock, most)
    return play


def _at_once(options: argparse.Namespace, config: Config, store: Store, log: TextIO | None) -> int:
    from app import create_app

    play = play_at_once(
        store, create_app(config, store), options.seed, pins(options.staff or STAFF), log
    )
    withdraw(store)
    Pace(store, config.clock_speed)
    left, faults = len(play.board.tiles), verify(store)
    print(say(
        config.language, "demo-lived", commands=sum(play.tally.done.values()), left=left,
        refused=sum(play.tally.refused.values()),
    ))  # fmt: skip
    for line in (*faults, *(f"{what} × {n}" for what, n in play.tally.refused.items())):
        print(line)
    print(say(config.language, "terminal-broken" if faults else "terminal-whole"))
    return 1 if left or faults else 0


# --- along the running clock -----------------------------------------------------------------


def _along(options: argparse.Namespace, config: Config, store: Store, log: TextIO | None) -> int:
    try:
        speed = float(options.speed)
    except ValueError:
        speed = 0.0
    if not 0 < speed <= 10_000:
        print(say(config.language, "demo-bad-speed"), file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    pace = Pace(store, speed)
    try:
        return _days(options, config, pace, log)
    except KeyboardInterrupt:
        return 0
    except Gone as gone:
        print(say(config.language, "demo-gone", url=str(gone)), file=sys.stderr)
        return 1
    finally:
        for impatience in (signal.SIGINT, signal.SIGTERM):
            signal.signal(impatience, signal.SIG_IGN)
        pace.go_on(config.clock_speed)
        withdraw(store)


def _days(options: argparse.Namespace, config: Config, pace: Pace, log: TextIO | None) -> int:
    store, seed, signs = pace.store, options.seed, pins(options.staff or STAFF)
    way = OverHttp(options.url or f"http://127.0.0.1:{config.port}")
    api = Api(way, token_for_each(store))
    while True:
        with store.read() as reading:
            hours, end = reading.hours, end_of(reading, day_of(reading))
        day, speed = f"{hours.day(pace.now)}", f"{pace.speed:g}"
        print(say(config.language, "demo-plays", day=day, speed=speed), flush=True)
        play = Play(api, hours, seed, end, signs, log, leaves_nothing=not options.on)
        play_along(play, pace)
        if not options.on:
            return 1 if play.board.tiles else 0
        another_day(store)
        seed += 1
