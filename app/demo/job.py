"""Knows how far the work on a car is in a simulated day, and when it will be done."""

from datetime import datetime, timedelta

from app.demo.answers import Interval
from app.demo.look import Look, name_of, time_of
from board.card.tile import Tile

A_TICK = timedelta(seconds=1)
TO_LEAVE = timedelta(minutes=45)  # checks, wash, bill, the customer's way here
LEAST = timedelta(minutes=8)


class Job:
    """How far the work on a car is, as its intervals tell; lunch is no work."""

    def __init__(self, look: Look, tile: Tile) -> None:
        self.look, self.tile, self.card = look, tile, look.whole(tile)
        self.name = name_of(tile)
        self.failures = sum(not check["passed"] for check in self.card["checks"])
        low, high = (0.75, 1.35) if not self.failures else (0.12, 0.3)
        share = look.chance.between(self.name, f"work:{self.failures}", low, high)
        agreed = sum(a["minutes"] or 0 for a in self.card["add_ons"] if a["answer"] == "accepted")
        planned = tile["planned_minutes"] + (agreed if not self.failures else 0)
        self.total = timedelta(minutes=max(6, int(planned * share)))
        self.intervals = self.card["intervals"][self.card["intervals_before_failure"] :]
        self.done = sum((self._length(i) for i in self.intervals if i["to"]), timedelta())
        self.open = [i for i in self.intervals if not i["to"]]
        if look.last_morning and self.open:
            self._by_noon()

    def _by_noon(self) -> None:
        """In the last morning a car that stood here overnight is not begun on at leisure."""
        newest = max(time_of(i["from"]) for i in self.open)
        left = max(self.look.end - TO_LEAVE - newest, LEAST)
        self.total = min(self.total, self.done + left * len(self.open))

    def _length(self, interval: Interval) -> timedelta:
        start, to = time_of(interval["from"]), time_of(interval["to"])
        lunch_from, lunch_to = self._lunch(start)
        lunch = max(timedelta(), min(to, lunch_to) - max(start, lunch_from))
        return to - start - lunch

    def _lunch(self, at: datetime) -> tuple[datetime, datetime]:
        hours, day = self.look.hours, self.look.hours.day(at)
        return (hours.at(day, hours.settings.break_from), hours.at(day, hours.settings.break_to))

    def reaches(self, share: float) -> datetime | None:
        """When this share of the work will be done, None if it is behind. Two work twice as
        fast; whoever is at it over lunch goes on after it."""
        left = self.total * share - self.done
        if left <= A_TICK or not self.open:
            return None
        starts = sorted(time_of(i["from"]) for i in self.open)
        ahead = sum((starts[-1] - start for start in starts), timedelta())
        at = starts[-1] + max(left - ahead, A_TICK) / len(starts)
        lunch_from, lunch_to = self._lunch(starts[-1])
        if starts[-1] < lunch_from < at:
            at += lunch_to - lunch_from
        return at.replace(microsecond=0) + A_TICK

    def ends(self) -> datetime:
        newest = max(time_of(i["from"]) for i in self.open)
        return self.reaches(1.0) or newest + self.look.minutes(self.tile, "last-touch", 1, 4)

    def left(self) -> timedelta:
        return self.total - self.done
