"""Knows how a forecast is rounded, within working time."""

from datetime import UTC, datetime, timedelta

from board.shop.hours import Hours

STEP = timedelta(minutes=5)


def rounded(
    at: datetime, hours: Hours, now: datetime | None = None, team: str | None = None
) -> datetime:
    """To the nearest full five minutes within the working time, of a team, that it lies in; up
    where the nearest has passed by now."""
    seconds = STEP.total_seconds()
    nearest = datetime.fromtimestamp(round(at.timestamp() / seconds) * seconds, UTC)
    if now and nearest < now:
        return rounded_up(at, hours, team=team)
    start, end = _stretch(at, hours, team)
    return min(max(nearest, start), end)


def rounded_up(
    at: datetime, hours: Hours, step: timedelta = STEP, team: str | None = None
) -> datetime:
    """To the next full step, but not past the end of the working time that it lies in."""
    seconds = step.total_seconds()
    up = datetime.fromtimestamp(-(-at.timestamp() // seconds) * seconds, UTC)
    return min(up, _stretch(at, hours, team)[1])


def _stretch(at: datetime, hours: Hours, team: str | None) -> tuple[datetime, datetime]:
    """The stretch of working time, of a team or of the shop, in which a moment lies; the moment
    itself where nobody works."""
    found = next(((a, b) for a, b in hours.stretches(hours.day(at), team) if a <= at <= b), None)
    return found or (at, at)
