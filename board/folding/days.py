"""Knows how events make single days other than usual, and which day a demo plays."""

from board.event import Event
from board.events.days import DaySet, DemoDayBegun, OvertimeSet
from board.folding.applying import on
from board.hours import Day
from board.shop import Shop


@on(DaySet)
def _day_set(shop: Shop, event: Event[DaySet]) -> None:
    fact = event.fact
    others = {day: set for day, set in shop.days.items() if day != fact.day}
    if fact.open is not None:
        others[fact.day] = Day(fact.open, fact.opens, fact.closes)
    shop.days = others


@on(OvertimeSet)
def _overtime_set(shop: Shop, event: Event[OvertimeSet]) -> None:
    fact = event.fact
    others = [one for one in shop.overtimes if one[:2] != (fact.team, fact.day)]
    shop.overtimes = others + ([(fact.team, fact.day, fact.until)] if fact.until else [])


@on(DemoDayBegun)
def _begun(shop: Shop, event: Event[DemoDayBegun]) -> None:
    shop.demo_day = event.fact.day
