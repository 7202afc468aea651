"""Knows how deadlines fall into the hours in which the shop is open (rules.md §5): one that would
fall into closed hours is due before closing, or counts from the next opening."""

from datetime import datetime, timedelta

from board.shop.hours import Hours


def is_open(at: datetime, hours: Hours) -> bool:
    """Whether somebody is there to phone; at the stroke of closing still."""
    day = hours.day(at)
    return hours.is_open_day(day) and hours.opening(day) <= at <= hours.closing(day)


def soon(since: datetime, minutes: float, hours: Hours) -> datetime:
    """So many minutes after something happened, before closing at the latest; of what happened
    in closed hours, after the next opening."""
    start = since if is_open(since, hours) else _next_opening(since, hours)
    return min(start + timedelta(minutes=minutes), hours.closing(hours.day(start)))


def before_closing(due: datetime, since: datetime, hours: Hours) -> datetime:
    """A call by a deadline: in closed hours before closing the day before, unless nobody could
    know of it then."""
    if is_open(due, hours):
        return due
    day = hours.day(due)
    if not hours.is_open_day(day) or due < hours.closing(day):
        day = hours.last_open_day(day)
    closing = hours.closing(day)
    return closing if closing > since else _next_opening(due, hours)


def _next_opening(at: datetime, hours: Hours) -> datetime:
    day = hours.day(at)
    if not hours.is_open_day(day) or at > hours.opening(day):
        day = hours.next_open_day(day)
    return hours.opening(day)
