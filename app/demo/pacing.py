"""Knows how a simulated day is played along a running clock (`--speed N`): people act when they are
due, the night is passed over, whoever was taken over by somebody at a screen is waited for."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from app.clock import real_now
from app.demo.playing import Play
from app.storage.founding import set_clock
from app.storage.read_session import Store

LOOK_EVERY_SECONDS = 0.5
ASK_WHO_IS_TAKEN_EVERY_SECONDS = 2.0
# For each thing that somebody at a screen might do: so many real seconds, in shop time from three
# minutes to twenty, so that one who went away holds up no day.
PATIENCE_SECONDS = 60
LEAST_PATIENCE, MOST_PATIENCE = timedelta(minutes=3), timedelta(minutes=20)
BEFORE_OPENING = timedelta(minutes=3)
EVENING_ENDS = timedelta(minutes=25)  # after closing
STRAGGLERS = timedelta(hours=1)


class Pace:
    """The shop's clock at so many shop seconds a second. Beginning it moves no hand."""

    def __init__(self, store: Store, speed: float) -> None:
        self.store, self.speed = store, speed
        self.go_on(speed)

    @property
    def now(self) -> datetime:
        return self.store.now()

    def go_on(self, speed: float) -> None:
        set_clock(self.store, self.now, speed, real_now())

    def skip_to(self, at: datetime) -> None:
        set_clock(self.store, at, self.speed, real_now())


class Taken:
    """Who is being played by somebody at a screen just now."""

    def __init__(self, play: Play) -> None:
        self.play, self.people, self.asked_at = play, frozenset[str](), 0.0

    def ask(self) -> frozenset[str]:
        if time.monotonic() - self.asked_at > ASK_WHO_IS_TAKEN_EVERY_SECONDS:
            self.asked_at = time.monotonic()
            status, found = self.play.api.get("/demo/taken")
            self.people = frozenset(found["people"]) if status == 200 else frozenset()
        return self.people


def play_along(play: Play, pace: Pace, wait: Callable[[float], None] = time.sleep) -> None:
    """Until the end of the simulated day; an hour longer if cars are still there."""
    taken = Taken(play)
    patience = timedelta(seconds=PATIENCE_SECONDS * pace.speed)
    patience = min(max(patience, LEAST_PATIENCE), MOST_PATIENCE)
    while not _over(play, pace.now):
        now = pace.now
        found = play.next(now, taken.ask(), patience)
        if found and found[0] <= now:
            play.act(found[1], now)
            continue
        due = found[0] if found else None
        if morning := _morning_after(play, now, due):
            pace.skip_to(morning)
        elif due is None:
            wait(LOOK_EVERY_SECONDS)
        else:
            wait(min((due - now).total_seconds() / pace.speed, LOOK_EVERY_SECONDS))
        play.board.look_again()


def _over(play: Play, now: datetime) -> bool:
    here = any(tile["lane"] != "booked" for tile in play.board.tiles.values())
    return now >= play.end and (not here or now >= play.end + STRAGGLERS)


def _morning_after(play: Play, now: datetime, due: datetime | None) -> datetime | None:
    """Shortly before the next opening, if it is night and nobody means to do anything before."""
    hours, today = play.hours, play.hours.day(now)
    if now < hours.opening(today) and hours.is_open_day(today):
        opening = hours.opening(today)
    elif now > hours.closing(today) + EVENING_ENDS or not hours.is_open_day(today):
        opening = hours.opening(hours.next_open_day(today))
    else:
        return None
    early = opening - BEFORE_OPENING
    return early if now < early and (due is None or due >= early) else None
