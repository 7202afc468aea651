"""Knows the earliest honest promise (rules.md §5): the work in front, the car's own, then check,
wash and bill, all in opening hours (document 001: promise after looking at what the shop can
do)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from board.card.card import Card
from board.people.people import Directory
from board.planning.rounding import rounded_up
from board.planning.work_left import labour_left
from board.shop.hours import Hours

STEP = timedelta(minutes=15)
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


def load(cards: Iterable[Card], directory: Directory, hours: Hours, now: datetime) -> Load:
    """The shop's load as it is, with who is there today. Without anybody there one pair of hands is
    assumed, so that the proposal stays a time."""
    minutes = sum(labour_left(card, hours, now) for card in cards if card.lane in IN_FRONT)
    day = hours.day(now)
    there = [
        p for p in directory.people.values()
        if p.active and p.works_on_cars and not directory.is_absent(p.id, day)
    ]  # fmt: skip
    return Load(ceil(minutes), max(1, len(there)))


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
    return rounded_up(hours.after(at, minutes), hours, STEP)
