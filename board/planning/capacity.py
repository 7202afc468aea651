"""Knows how much labour the shop can take in a half-hour: for showing appointments against it."""

from datetime import date, datetime, time

from board.people.people import Directory
from board.shop.default_settings import Settings
from board.shop.hours import Hours

HALF_HOUR = 30


def half_hours(hours: Hours, day: date) -> list[time]:
    """The half-hours of a day in which cars are received: those in which the shop works at all."""
    starts: set[int] = set()
    for start, end in hours.stretches(day):
        first = _minutes(hours.local(start)) // HALF_HOUR * HALF_HOUR
        starts |= set(range(first, _minutes(hours.local(end)), HALF_HOUR))
    return [time(m // 60, m % 60) for m in sorted(starts)]


def labour_minutes(
    directory: Directory, settings: Settings, day: date, teams: tuple[str, ...] = ()
) -> int:
    """Minutes of labour that one half-hour of a day holds: a technician who is there gives thirty,
    but no more of them work at once than there are bays (where bays are named)."""
    there = [
        p
        for p in directory.people.values()
        if p.active and p.works_on_cars and not directory.is_absent(p.id, day)
        and (not teams or p.team in teams)
    ]  # fmt: skip
    places = len(settings.bays) or len(there)
    return min(len(there), places) * HALF_HOUR


def _minutes(at: datetime) -> int:
    return at.hour * 60 + at.minute
