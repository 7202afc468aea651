"""Knows the shop's calendar: days, opening hours, breaks, public holidays and make-up workdays,
the overtime of teams; and how working time is added and taken away (rules.md §3). Time itself is
handed in."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from board.shop.default_settings import Settings

DAYS_AHEAD = 4000
Stretch = tuple[datetime, datetime]


@dataclass(frozen=True)
class Day:
    """What the shop has set for one day: open or not, and other hours than usual."""

    open: bool
    opens: time | None = None
    closes: time | None = None


@dataclass(frozen=True)
class Hours:
    """The calendar of one shop. All instants are aware; days are the shop's own. `days` are the
    shop's own exceptions, `overtime` until when a team works on a day, `public` holidays (False)
    and the workdays that make up for them (True)."""

    settings: Settings
    days: Mapping[date, Day] = field(default_factory=dict)
    overtime: Mapping[tuple[str, date], time] = field(default_factory=dict)
    public: Mapping[date, bool] = field(default_factory=dict)

    # --- days ----------------------------------------------------------------------

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.settings.timezone)

    def local(self, at: datetime) -> datetime:
        return at.astimezone(self.zone)

    def day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def at(self, day: date, clock: time) -> datetime:
        """The instant, in UTC, at which the shop's wall clock shows `clock` on `day`."""
        return datetime.combine(day, clock, self.zone).astimezone(UTC)

    def is_open_day(self, day: date) -> bool:
        """What the shop has set for the day, else the public calendar, else the week."""
        if own := self.days.get(day):
            return own.open
        return self.public.get(day, day.isoweekday() in self.settings.open_weekdays)

    def open_day_from(self, day: date) -> date:
        """The day itself if the shop works then, else the next on which it does."""
        return day if self.is_open_day(day) else self.next_open_day(day)

    def next_open_day(self, after: date) -> date:
        """The first working day after a day; `次日` in a day file means this one."""
        for ahead in range(1, DAYS_AHEAD):
            if self.is_open_day(day := after + timedelta(days=ahead)):
                return day
        return after + timedelta(days=1)

    def last_open_day(self, before: date) -> date:
        """The last working day before a day."""
        for back in range(1, DAYS_AHEAD):
            if self.is_open_day(day := before - timedelta(days=back)):
                return day
        return before - timedelta(days=1)

    def opening(self, day: date) -> datetime:
        own = self.days.get(day)
        return self.at(day, own.opens if own and own.opens else self.settings.opens)

    def closing(self, day: date) -> datetime:
        own = self.days.get(day)
        return self.at(day, own.closes if own and own.closes else self.settings.closes)

    def shift_end(self, started: datetime, team: str | None = None) -> datetime:
        """When work begun at `started` is closed by the clock: at closing time, or when the team's
        overtime ends; work begun after that, at the end of that day."""
        day = self.day(started)
        closing, until = self.closing(day), self._overtime_until(day, team)
        if until and not self.is_open_day(day):
            closing = until  # a closed day on which only this team works
        end = max(closing, until or closing)
        return end if started < end else self.at(day + timedelta(days=1), time(0))

    # --- working time --------------------------------------------------------------

    def stretches(self, day: date, team: str | None = None) -> list[Stretch]:
        """From when to when is worked on a day, without the break; none on a closed day."""
        key = (day, team)
        if key not in self._laid:
            self._laid[key] = self._stretches(day, team)
        return self._laid[key]

    def after(
        self, at: datetime, minutes: float, team: str | None = None, away: Collection[date] = ()
    ) -> datetime:
        """When so many working minutes will have passed; `away`: days on which this person is
        absent. No minutes: the next moment at which is worked."""
        left = timedelta(minutes=minutes)
        for start, end in self._from(at, team, away):
            if left <= end - start:
                return start + left
            left -= end - start
        return at + left

    def before(self, at: datetime, minutes: float, team: str | None = None) -> datetime:
        """The latest moment from which so many working minutes lead here. No minutes: the moment
        until which was worked."""
        left = timedelta(minutes=minutes)
        today = self.day(at)
        for back in range(DAYS_AHEAD):
            for start, end in reversed(self.stretches(today - timedelta(days=back), team)):
                end = min(end, at)
                if start < end:
                    if left <= end - start:
                        return end - left
                    left -= end - start
        return at - left

    def between(self, start: datetime, end: datetime, team: str | None = None) -> float:
        """Working minutes from one moment to a later one."""
        worked, day, last = timedelta(), self.day(start), self.day(end)
        while day <= last:
            for a, b in self.stretches(day, team):
                worked += max(min(b, end) - max(a, start), timedelta())
            day += timedelta(days=1)
        return worked / timedelta(minutes=1)

    # --- inside --------------------------------------------------------------------

    @cached_property
    def _laid(self) -> dict[tuple[date, str | None], list[Stretch]]:
        return {}

    def _from(self, at: datetime, team: str | None, away: Collection[date]) -> Iterator[Stretch]:
        today = self.day(at)
        for ahead in range(DAYS_AHEAD):
            day = today + timedelta(days=ahead)
            if day in away:
                continue
            for start, end in self.stretches(day, team):
                start = max(start, at)
                if start < end:
                    yield start, end

    def _stretches(self, day: date, team: str | None) -> list[Stretch]:
        until = self._overtime_until(day, team)
        if not self.is_open_day(day) and until is None:
            return []
        opening, closing = self.opening(day), self.closing(day)
        end = max(until or closing, closing) if self.is_open_day(day) else until or closing
        pause = (self.at(day, self.settings.break_from), self.at(day, self.settings.break_to))
        parts = [(opening, min(pause[0], end)), (max(pause[1], opening), end)]
        if pause[0] >= pause[1]:
            parts = [(opening, end)]
        return [(a, b) for a, b in parts if a < b]

    def _overtime_until(self, day: date, team: str | None) -> datetime | None:
        until = self.overtime.get((team, day)) if team else None
        return self.at(day, until) if until else None
