"""Knows how much labour the shop can take in a half-hour: for showing appointments against it."""

from datetime import date, time

from board.people import Directory
from board.settings import Settings

HALF_HOUR = 30


def half_hours(settings: Settings) -> list[time]:
    """The half-hours of a day in which cars are received: from opening to closing, without those
    that lie in the break whole."""
    first, end = _minutes(settings.opens) // HALF_HOUR * HALF_HOUR, _minutes(settings.closes)
    starts = range(first, end, HALF_HOUR)
    rest = _minutes(settings.break_from), _minutes(settings.break_to)
    return [time(m // 60, m % 60) for m in starts if not rest[0] <= m < m + HALF_HOUR <= rest[1]]


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


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
