"""Knows which time of a recorded interval was worked (rules.md §5): what was recorded counts
whenever it was, in the break, after closing, on a closed day; a break or a night that lies inside
an interval and that nobody clocked does not."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from board.shop.hours import Hours, Stretch


def clocked(
    start: datetime, to: datetime | None, now: datetime, hours: Hours, team: str | None
) -> list[Stretch]:
    """From when to when was worked, in order and apart; `to` None: it still runs. What runs past
    the hours it was begun in does not count until somebody says that it was worked."""
    end = to or now
    within = [
        (max(a, start), min(b, end))
        for day in _days(hours.day(start), hours.day(end))
        for a, b in hours.stretches(day, team)
        if a < end and start < b
    ]
    if not within:
        return list(_without_break(start, end, hours)) if start < end else []
    before = _outside_before(start, within[0][0], hours)
    after = _outside_after(within[-1][1], to, hours)
    return [*before, *within, *after]


def _days(first: date, last: date) -> Iterator[date]:
    for ahead in range((last - first).days + 1):
        yield first + timedelta(days=ahead)


def _outside_before(start: datetime, begins: datetime, hours: Hours) -> list[Stretch]:
    """From a start before the hours, or in the break, until they begin; of an evening its own."""
    until = min(begins, hours.at(hours.day(start) + timedelta(days=1), time(0)))
    return [(start, until)] if start < until else []


def _outside_after(ended: datetime, to: datetime | None, hours: Hours) -> list[Stretch]:
    """From the end of the hours to an end outside them, on one day."""
    if to is None or hours.day(ended) != hours.day(to) or ended >= to:
        return []
    return [(ended, to)]


def _without_break(start: datetime, end: datetime, hours: Hours) -> Iterator[Stretch]:
    """All of it, but for the breaks of closed days that lie inside."""
    s = hours.settings
    for day in _days(hours.day(start), hours.day(end)):
        off, on = hours.at(day, s.break_from), hours.at(day, s.break_to)
        if start < off < on < end:
            yield start, off
            start = on
    yield start, end
