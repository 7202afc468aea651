"""Knows the earliest honest promise (SPEC §5): the work in front, the car's own, then check, wash
and bill, all in opening hours (seeds 001: promise after looking at what the shop can do)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from board.card import Card
from board.hours import Hours
from board.people import Directory

STEP = timedelta(minutes=15)
DAYS_AHEAD = 400
IN_FRONT = ("waiting", "queued", "working")


@dataclass(frozen=True)
class Load:
    """The work that stands before a car that comes now: whole minutes, and who is there for it."""

    minutes: int = 0
    hands: int = 1

    @property
    def wait_minutes(self) -> int:
        """Until somebody is free, were the work shared out evenly; rounded up."""
        return -(-self.minutes // max(1, self.hands))


def load(cards: Iterable[Card], directory: Directory, day: date, now: datetime) -> Load:
    """The shop's load as it is. Without anybody there one pair of hands is assumed, so that the
    proposal stays a time."""
    minutes = sum(minutes_left(card, now) for card in cards if card.lane in IN_FRONT)
    there = [
        p for p in directory.people.values()
        if p.active and p.works_on_cars and not directory.is_absent(p.id, day)
    ]  # fmt: skip
    return Load(minutes, max(1, len(there)))


def minutes_left(card: Card, now: datetime) -> int:
    """Planned minutes that nobody has worked yet; none when the plan is used up."""
    worked = sum(((i.to or now) - i.start for i in card.intervals), timedelta())
    return max(0, card.planned_minutes - int(worked.total_seconds() // 60))


def earliest_honest(
    now: datetime, planned_minutes: int, wash: bool, hours: Hours, ahead: Load | None = None
) -> datetime:
    """When a car received now could be handed over, rounded up to a quarter of an hour. Counts
    the shop's working time only."""
    s = hours.settings
    after = s.after_work_with_wash_minutes if wash else s.after_work_minutes
    wait = ahead.wait_minutes if ahead else 0
    return later(now, wait + planned_minutes + after, hours)


def later(at: datetime, minutes: int, hours: Hours) -> datetime:
    """So many minutes of the shop's working time after `at`, up to the quarter of an hour."""
    left = timedelta(minutes=minutes)
    for start, end in _working_time(at, hours):
        if left <= end - start:
            return min(_rounded_up(start + left, hours), end)
        left -= end - start
    return _rounded_up(at + left, hours)


def _working_time(now: datetime, hours: Hours) -> Iterator[tuple[datetime, datetime]]:
    """The stretches in which the shop works, from now on."""
    s = hours.settings
    for ahead in range(DAYS_AHEAD):
        day = hours.day(now) + timedelta(days=ahead)
        if not hours.is_open_day(day):
            continue
        for start, end in ((s.opens, s.break_from), (s.break_to, s.closes)):
            begins, ends = max(hours.at(day, start), now), hours.at(day, end)
            if begins < ends:
                yield begins, ends


def _rounded_up(at: datetime, hours: Hours) -> datetime:
    local = hours.local(at)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    steps = -((midnight - local) // STEP)
    return at + (midnight + steps * STEP - local)
