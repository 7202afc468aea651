"""Knows what a shop learns from its own forecasts: how long the lanes after the work usually take,
and how wrong forecasts were that were made in a lane."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median

from board.planning.forecast import AFTER_WORK, FORECAST_IN
from board.shop.hours import Hours

LATEST = 200  # as many as are looked at for each lane
ENOUGH = 20  # fewer say nothing
SAFELY = 0.8


@dataclass(frozen=True)
class Lessons:
    """`usual`: minutes by lane; `errors`: (50 %, 80 %) of ready less forecast, in working minutes,
    by the lane in which the forecast was made."""

    usual: Mapping[str, float] = field(default_factory=dict)
    errors: Mapping[str, tuple[float, float]] = field(default_factory=dict)


def lessons(took: Mapping[str, Iterable[float]], wrong: Mapping[str, Iterable[float]]) -> Lessons:
    """From how long cars stayed in a lane, and how wrong the forecasts made in it were."""
    usual = {
        lane: median(found)
        for lane in AFTER_WORK
        if len(found := list(took.get(lane, ()))) >= ENOUGH
    }
    errors = {
        lane: (median(found), quantile(found, SAFELY))
        for lane in FORECAST_IN
        if len(found := list(wrong.get(lane, ()))) >= ENOUGH
    }
    return Lessons(usual, errors)


def quantile(values: Iterable[float], share: float) -> float:
    """The value that so many of them do not exceed, between two of them in proportion."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def how_wrong(forecast: datetime, ready: datetime, hours: Hours) -> float:
    """Working minutes by which a car was ready later than forecast; less than nothing: earlier."""
    if ready >= forecast:
        return hours.between(forecast, ready)
    return -hours.between(ready, forecast)
