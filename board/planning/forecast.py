"""Knows when each car will be ready (rules.md §5): what is left to do on it, the queue in front
with the people really there, what it waits for, and the lanes still to come.

The plan gives out time in one fixed order, each car taking the earliest free time of its people:
so what is done to one car moves the cars behind it and no others, and nobody is delayed by work
that ends early."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from board.card.card import Card
from board.card.values import Forecast
from board.people.people import Directory
from board.planning.crew import Crew, Plan, Usual
from board.planning.rounding import rounded
from board.planning.work_left import FEW_MINUTES, TO_BE_WORKED_ON
from board.shop.default_settings import Settings
from board.shop.hours import Hours

AFTER_WORK = ("checking", "washing", "settling")
PLANNED = TO_BE_WORKED_ON
FORECAST_IN = (*PLANNED, *AFTER_WORK)
PLACES = {"working": 0, "stopped": 1, "queued": 2, "waiting": 3, "arrived": 4}

Errors = Mapping[str, tuple[float, float]]

# How far off a forecast is, in working minutes, before the shop has any past: as likely to be
# early as late, and four of five cars done within this.
START_ERRORS: Errors = {
    "arrived": (0, 60), "waiting": (0, 60), "queued": (0, 45), "working": (0, 30),
    "stopped": (0, 60), "checking": (0, 20), "washing": (0, 15), "settling": (0, 15),
}  # fmt: skip


def usual_at_first(settings: Settings) -> dict[str, float]:
    """How long the lanes after the work take before the shop has any past: as it is set."""
    after, wash = settings.after_work_minutes, settings.after_work_with_wash_minutes
    return {"checking": after * 2 / 3, "settling": after / 3, "washing": max(0, wash - after)}


def forecasts(
    cards: Iterable[Card], directory: Directory, hours: Hours, settings: Settings,
    usual: Usual, errors: Errors, now: datetime,
) -> dict[str, Forecast]:  # fmt: skip
    """By card id, for every card that is here and not ready yet. All None where nobody can know."""
    found = {}
    usual = usual_at_first(settings) | dict(usual)
    for id, (lane, plan) in plans(cards, directory, hours, usual, now).items():
        found[id] = shown(plan, lane, errors, hours, now)
    return found


def plans(
    cards: Iterable[Card], directory: Directory, hours: Hours, usual: Usual, now: datetime
) -> dict[str, tuple[str, Plan]]:
    """The lane in which each card is, and its plan, before anything is learned from the past."""
    here = [card for card in cards if card.lane in FORECAST_IN]
    crew = Crew(directory, hours, now)
    found = {}
    for card in _in_line(here):
        found[card.id] = (card.lane, crew.with_ready(card, usual))
    for card in here:
        if card.lane in AFTER_WORK:
            found[card.id] = (card.lane, Plan(ready=_ready_after_work(card, usual, hours, now)))
    return found


def tried(
    cards: Iterable[Card], trials: Sequence[Card], directory: Directory, hours: Hours,
    usual: Usual, now: datetime,
) -> list[Plan | None]:  # fmt: skip
    """The plan of each trial: a card as it might be, in the place of the card of its id, with all
    others as they are; None where nothing is forecast. It is what `plans` says of that board. What
    stands behind a car moves it nowhere, so all trials are answered on one way along the line."""
    cards = list(cards)
    crew, line, found = Crew(directory, hours, now), _in_line(cards), {}
    passed: set[str] = set()  # who has been given time
    for trial in _in_line(trials):
        while line and _place(line[0]) < _place(trial):
            if crew.goes_on(ahead := line.pop(0)) is not None:
                crew.planned(ahead)
                passed.add(ahead.id)
        if trial.id in passed:  # it would stand behind its own work
            others = [card for card in cards if card.id != trial.id]
            found[id(trial)] = plans([*others, trial], directory, hours, usual, now)[trial.id][1]
        else:
            found[id(trial)] = crew.copy().with_ready(trial, usual)
    for trial in trials:
        if trial.lane in AFTER_WORK:
            found[id(trial)] = Plan(ready=_ready_after_work(trial, usual, hours, now))
    return [found.get(id(trial)) for trial in trials]


def _in_line(cards: Iterable[Card]) -> list[Card]:
    """Those that are to be worked on, in the order in which they are given time."""
    return sorted((card for card in cards if card.lane in PLANNED), key=_place)


def _place(card: Card) -> tuple[int, str, str]:
    return PLACES[card.lane], card.rank, card.id


# --- who does what when ----------------------------------------------------------------------


# --- what comes after the work ---------------------------------------------------------------


def _ready_after_work(card: Card, usual: Usual, hours: Hours, now: datetime) -> datetime:
    """What the lane usually takes less what it has taken, then the lanes behind it."""
    took = hours.between(card.lane_since, now) if card.lane_since else 0
    minutes = max(usual[card.lane] - took, FEW_MINUTES)
    for lane in AFTER_WORK[AFTER_WORK.index(card.lane) + 1 :]:
        if lane != "washing" or card.wash:
            minutes += usual[lane]
    return hours.after(now, minutes)


# --- what is shown of it ---------------------------------------------------------------------


def shown(plan: Plan, lane: str, errors: Errors, hours: Hours, now: datetime) -> Forecast:
    """The plan of a card in a lane, put right by how wrong plans made there were."""
    if plan.ready is None:
        return Forecast()
    middle, safely = errors.get(lane) or START_ERRORS[lane]
    likely = _moved(plan.ready, middle, hours, now)
    safe = _moved(plan.ready, max(safely, middle), hours, now)
    to_begin = plan.begins if lane != "working" else None
    begins = rounded(to_begin, hours, team=plan.team) if to_begin else None
    ends = rounded(plan.ends, hours, now, plan.team) if plan.ends else None
    return Forecast(rounded(likely, hours, now), rounded(safe, hours, now), begins, ends)


def _moved(at: datetime, minutes: float, hours: Hours, now: datetime) -> datetime:
    """So many working minutes later or earlier, never before now; never in closed hours."""
    if minutes < 0:
        at = max(hours.before(at, -minutes), now)
    return hours.after(at, max(minutes, 0))
