"""Knows the facts of single days: closed, open, with overtime; and that a demo plays a day."""

from datetime import date, time

from board.events.definition import ShopFact


class DaySet(ShopFact):
    """`open` None: as usual again."""

    day: date
    open: bool | None
    opens: time | None = None
    closes: time | None = None


class OvertimeSet(ShopFact):
    """`until` None: no overtime any more."""

    team: str
    day: date
    until: time | None


class DemoDayBegun(ShopFact):
    day: date
