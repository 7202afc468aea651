"""Knows the choices a shop can make, with their defaults (rules.md, every *(default)*), and which
of them cannot stand together."""

from dataclasses import dataclass, replace
from datetime import time
from typing import Any

from board.commands.fields import given
from board.commands.refusal import Refused
from board.commands.shop import SomeSettings, Stack


@dataclass(frozen=True)
class Settings:
    """One shop's choices; minutes are whole minutes, weekdays count Monday as 1."""

    timezone: str = "Asia/Shanghai"
    opens: time = time(8, 0)
    closes: time = time(18, 0)
    break_from: time = time(12, 0)
    break_to: time = time(13, 0)
    open_weekdays: tuple[int, ...] = (1, 2, 3, 4, 5, 6)
    bays: tuple[str, ...] = ()
    after_work_minutes: int = 30
    after_work_with_wash_minutes: int = 50
    undispatched_minutes: int = 15
    undo_seconds: int = 60
    range_minutes: int = 15
    range_percent: int = 10
    range_most_fen: int = 20_000
    tablet_idle_minutes: int = 5
    personal_idle_minutes: int = 720
    name_is_enough_on_team_tablets: bool = True
    signature_needs_pin: bool = True
    wall_stack: Stack = "urgency"
    call_half_a_day_before: bool = False
    reception_minutes: int = 5
    reception_peak_minutes: int = 10
    peak_from: time = time(8, 0)
    peak_to: time = time(10, 0)
    not_come_minutes: int = 15
    not_arrived_minutes: int = 30
    enquiry_percent: int = 70
    enquiry_due_percent: int = 80
    consent_minutes: int = 10
    late_call_minutes: int = 30
    notice_minutes: int = 60
    long_notice_minutes: int = 240
    follow_up_days: int = 3
    review_morning: time = time(8, 0)
    review_noon: time = time(11, 0)
    review_afternoon: time = time(15, 0)
    review_grace_minutes: int = 15
    public_holidays: bool = True


DEFAULTS = Settings()
TIMES = (
    "opens", "closes", "break_from", "break_to", "peak_from", "peak_to",
    "review_morning", "review_noon", "review_afternoon",
)  # fmt: skip
LISTS = ("open_weekdays", "bays")


def changed(settings: Settings, by: SomeSettings) -> Settings:
    """The settings after a change."""
    values = given(by)
    values |= {name: tuple(values[name]) for name in LISTS if name in values}
    return replace(settings, **values)


def demand_sense(settings: Settings) -> None:
    """Raises Refused where the choices contradict each other."""
    s = settings
    if s.opens >= s.closes:
        raise Refused("closes_before_opening")
    if s.break_from > s.break_to:
        raise Refused("break_ends_before_it_begins")
    if s.break_from != s.break_to and not s.opens < s.break_from < s.break_to < s.closes:
        raise Refused("break_outside_opening_hours")
    if s.peak_from > s.peak_to:
        raise Refused("peak_ends_before_it_begins")
    if not s.review_morning < s.review_noon < s.review_afternoon:
        raise Refused("reviews_out_of_order")
    if s.enquiry_due_percent < s.enquiry_percent:
        raise Refused("due_before_asked")
    if not s.open_weekdays:
        raise Refused("no_open_day")
    if set(s.open_weekdays) - set(range(1, 8)) or _twice(s.open_weekdays):
        raise Refused("unknown_weekday")
    if bay := _twice(s.bays):
        raise Refused("bay_twice", bay=bay)


def _twice(values: tuple[Any, ...]) -> Any:
    """The first value that stands there again."""
    return next((v for i, v in enumerate(values) if v in values[:i]), None)
