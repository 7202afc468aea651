"""Knows when the reviews of a day are: 早晨 · 中午 · 下午 (rules.md §10; document 000:
每天三次)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from board.commands.reviews import Session
from board.shop.hours import Hours

EARLY = timedelta(minutes=30)  # so long before its time people may already stand at the board
MOST_DAYS_BACK = 31


@dataclass(frozen=True)
class Sitting:
    """One review of one day: when it is held, until when it counts as held in time, and from when
    the next one is in its place."""

    session: Session
    day: date
    at: datetime
    due_at: datetime
    over_at: datetime

    @property
    def id(self) -> str:
        return f"{self.day.isoformat()}-{self.session}"


def sittings(day: date, hours: Hours) -> list[Sitting]:
    """The reviews of a day, in order; none on a closed day, and none for which the shop is not open
    on that day."""
    if not hours.is_open_day(day):
        return []
    opening, closing, s = hours.opening(day), hours.closing(day), hours.settings
    clocks: dict[Session, time] = {
        "morning": s.review_morning, "noon": s.review_noon, "afternoon": s.review_afternoon
    }  # fmt: skip
    times = [(name, at) for name, clock in clocks.items()
             if opening <= (at := hours.at(day, clock)) < closing]  # fmt: skip
    if not times:
        return []
    ends = [at for _, at in times[1:]] + [hours.at(day + timedelta(days=1), hours.settings.opens)]
    grace = timedelta(minutes=s.review_grace_minutes)
    return [
        Sitting(name, day, at, at + grace, end) for (name, at), end in zip(times, ends, strict=True)
    ]


def over_at(session: str, day: date, hours: Hours) -> datetime:
    """From when the next review is in the place of one that was held, by the hours of now."""
    found = next((one for one in sittings(day, hours) if one.session == session), None)
    return found.over_at if found else hours.at(day + timedelta(days=1), hours.settings.opens)


def next_sitting(now: datetime, hours: Hours) -> Sitting | None:
    """The next review whose time has not come, on this day or the next one with any; None: there is
    none in a month, where the shop is never open at the time of one."""
    day = hours.day(now)
    for _ in range(MOST_DAYS_BACK):
        for one in sittings(day, hours):
            if one.at > now:
                return one
        day += timedelta(days=1)
    return None


def since(latest: datetime | None, now: datetime, hours: Hours) -> Iterator[Sitting]:
    """Reviews whose time came after that of the latest known one. Where none is known, only those
    that can still be held in time: nothing is missed before the board was there."""
    today = hours.day(now)
    if latest is None:
        yield from (one for one in sittings(today, hours) if one.at <= now <= one.due_at)
        return
    day = max(hours.day(latest), today - timedelta(days=MOST_DAYS_BACK))
    while day <= today:
        yield from (one for one in sittings(day, hours) if latest < one.at <= now)
        day += timedelta(days=1)
