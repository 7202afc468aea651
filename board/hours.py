"""Knows the shop's days and opening hours (SPEC §3 *(default)*); time itself is handed in."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from board.settings import Settings


@dataclass(frozen=True)
class Hours:
    """The calendar of one shop. All instants are aware; days are the shop's own."""

    settings: Settings

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.settings.timezone)

    def local(self, at: datetime) -> datetime:
        return at.astimezone(self.zone)

    def day(self, at: datetime) -> date:
        return self.local(at).date()

    def at(self, day: date, clock: time) -> datetime:
        """The instant, in UTC, at which the shop's wall clock shows `clock` on `day`."""
        return datetime.combine(day, clock, self.zone).astimezone(UTC)

    def is_open_day(self, day: date) -> bool:
        return day.isoweekday() in self.settings.open_weekdays

    def next_open_day(self, after: date) -> date:
        """The first working day after a day; `次日` in a day file means this one."""
        for ahead in range(1, 15):
            if self.is_open_day(day := after + timedelta(days=ahead)):
                return day
        return after + timedelta(days=1)

    def opening(self, day: date) -> datetime:
        return self.at(day, self.settings.opens)

    def closing(self, day: date) -> datetime:
        return self.at(day, self.settings.closes)

    def shift_end(self, started: datetime) -> datetime:
        """When work begun at `started` is closed by the clock: at closing time, and work begun
        after closing at the end of that day."""
        day = self.day(started)
        closing = self.closing(day)
        return closing if started < closing else self.at(day + timedelta(days=1), time(0))
