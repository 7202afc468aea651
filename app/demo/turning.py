"""Knows how time is turned by hand (`--speed max`): the shop's clock stands still, and is set to
each moment at which somebody, or the clock itself, does something."""

from datetime import datetime, timedelta

from app.background.timekeeper import Timekeeper
from app.clock import real_now
from app.demo.look import rounded, time_of
from app.demo.playing import Play
from app.storage.founding import set_clock
from app.storage.read_session import Store
from board.shop.hours import Hours

STANDING = 1e-9  # shop seconds in a real second: within a day of ours not a millisecond
A_MOMENT = timedelta(milliseconds=1)


class Turning:
    """The clock of a shop in which nothing happens by itself. It begins on full five minutes, so
    that two days of one seed do not differ by how long the shop took to be made."""

    def __init__(self, store: Store) -> None:
        self.store, self.keeper = store, Timekeeper(store)
        with store.read() as reading:
            now, self.hours = reading.now, reading.hours
        self.to(rounded(now, 5))

    def to(self, at: datetime) -> None:
        """Sets the clock, and lets it do what it does at that time."""
        self.now = at
        set_clock(self.store, at, STANDING, real_now())

    def tick(self) -> None:
        self.keeper.tick()


def play_through(play: Play, clock: Turning, most: int | None = None) -> None:
    """From now to the end of the simulated day; or only the first `most` commands."""
    clock.tick()
    play.board.look_again()
    while most is None or most > 0:
        found = play.next(clock.now)
        moment = _clocks_next(play, clock)
        if found is None or found[0] >= min(moment, play.end):
            if moment >= play.end:
                break
            clock.to(moment)
            clock.tick()
            play.board.look_again()
            continue
        at, one = found
        if at != clock.now:
            clock.to(at)
        play.act(one, at)
        if one.command == "reschedule_card":
            clock.tick()
            play.board.look_again()
        most = None if most is None else most - 1
    else:
        return
    clock.to(play.end)
    clock.tick()
    play.board.look_again()


def _clocks_next(play: Play, clock: Turning) -> datetime:
    """When the clock itself has to act next: opening, closing, the day's end, a promise that
    passes; and every few minutes, since deadlines open and what is meant can change with the time
    alone; every hour where nobody is there."""
    hours, today = clock.hours, clock.hours.day(clock.now)
    tomorrow = today + timedelta(days=1)
    midnight = hours.at(tomorrow, datetime.min.time())
    moments = [hours.opening(today), hours.closing(today), hours.opening(tomorrow), midnight,
               clock.now + _pause(hours, clock.now)]  # fmt: skip
    for tile in play.board.tiles.values():
        if tile["promise_at"] and tile["lane"] != "ready":
            moments.append(time_of(tile["promise_at"]) + A_MOMENT)
    return min(at for at in moments if at > clock.now)


def _pause(hours: Hours, now: datetime) -> timedelta:
    today = hours.day(now)
    there = hours.opening(today) <= now < hours.closing(today) and hours.is_open_day(today)
    return timedelta(minutes=5) if there else timedelta(hours=1)
