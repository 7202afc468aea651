"""Knows when each car will be ready (SPEC §5): what is left to do on it, the queue in front with
the people really there, what it waits for, and the lanes still to come.

The plan gives out time in one fixed order, each car taking the earliest free time of its people:
so what is done to one car moves the cars behind it and no others, and nobody is delayed by work
that ends early."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from board.axis import matching
from board.card import Card
from board.hours import Hours
from board.parts_of_a_card import Forecast
from board.people import Directory, Person
from board.planning.work_left import FEW_MINUTES, TO_BE_WORKED_ON, at_it, minutes_left
from board.settings import Settings

STEP = timedelta(minutes=5)
MOST_DAYS = 120
AFTER_WORK = ("checking", "washing", "settling")
PLANNED = TO_BE_WORKED_ON
FORECAST_IN = (*PLANNED, *AFTER_WORK)
# Stops that end when the person is free; the others end when nobody knows, but for parts.
OWN_STOPS = ("off_shift", "overnight", "other_job")
PLACES = {"working": 0, "stopped": 1, "queued": 2, "waiting": 3, "arrived": 4}

Usual = Mapping[str, float]
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


@dataclass(frozen=True)
class Plan:
    """From when to when a car will be worked on, by whose team, and when it is then ready,
    unrounded."""

    begins: datetime | None = None
    ends: datetime | None = None
    ready: datetime | None = None
    team: str | None = None


def plans(
    cards: Iterable[Card], directory: Directory, hours: Hours, usual: Usual, now: datetime
) -> dict[str, tuple[str, Plan]]:
    """The lane in which each card is, and its plan, before anything is learned from the past."""
    here = [card for card in cards if card.lane in FORECAST_IN]
    crew = _Crew(directory, hours, now)
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
    crew, line, found = _Crew(directory, hours, now), _in_line(cards), {}
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


@dataclass
class _Hands:
    """One person's free time from now on, laid out a day at a time."""

    person: Person
    crew: "_Crew"
    free: list[tuple[datetime, datetime]] = field(default_factory=list)
    laid: int = 0  # days
    begins: datetime | None = None

    def slots(self, since: datetime, minutes: float) -> list[tuple[int, datetime, datetime]]:
        """The earliest free time after a moment that makes so many minutes: (index, from, to)."""
        left, found, i = timedelta(minutes=minutes), [], 0
        while True:
            while i >= len(self.free):
                if not self._another_day():
                    return []
            start, end = max(self.free[i][0], since), self.free[i][1]
            if start < end:
                found.append((i, start, min(end, start + left)))
                left -= end - start
                if left <= timedelta():
                    return found
            i += 1

    def take(self, slots: list[tuple[int, datetime, datetime]]) -> None:
        for i, start, end in reversed(slots):
            a, b = self.free[i]
            self.free[i : i + 1] = [(x, y) for x, y in ((a, start), (end, b)) if x < y]

    def _another_day(self) -> bool:
        if self.laid >= MOST_DAYS:
            return False
        crew, day = self.crew, self.crew.today + timedelta(days=self.laid)
        self.laid += 1
        if not crew.directory.is_absent(self.person.id, day):
            found = crew.hours.stretches(day, self.person.team)
            self.free += [(max(a, crew.now), b) for a, b in found if b > crew.now]
        return True


class _Crew:
    """Everybody who works on cars, each with the time that is still free."""

    def __init__(self, directory: Directory, hours: Hours, now: datetime) -> None:
        self.directory, self.hours, self.now = directory, hours, now
        self.today: date = hours.day(now)
        self._hands: dict[str, _Hands] = {}
        people = directory.people.values()
        self._everybody = sorted(p.id for p in people if p.active and p.works_on_cars)

    def copy(self) -> "_Crew":
        """The same people with the same free time, to be given out apart."""
        other = copy(self)
        other._hands = {id: replace(one, free=[*one.free]) for id, one in self._hands.items()}
        return other

    def with_ready(self, card: Card, usual: Usual) -> Plan:
        """Gives the card its time, and says when it is then ready."""
        plan = self.planned(card)
        if plan.ends is None:
            return plan
        return replace(plan, ready=_ready(card, plan.ends, usual, self.hours))

    def planned(self, card: Card) -> Plan:
        """Gives the card its time; nothing where nobody can know when it goes on."""
        since = self.goes_on(card)
        if since is None:
            return Plan()
        named = at_it(card)
        if not named:
            return self._whoever(card, since, minutes_left(card, self.hours, self.now))
        given = [id for id in named if self._is_here(id)]
        if not given:
            return Plan()
        each = minutes_left(card, self.hours, self.now, len(given))
        taken = [plan for id in given if (plan := self._take(id, since, each))]
        if len(taken) < len(given):
            return Plan()
        last = max(taken, key=lambda plan: plan.ends or self.now)
        return replace(last, begins=min(plan.begins for plan in taken if plan.begins))

    def goes_on(self, card: Card) -> datetime | None:
        """From when on it can be worked on; None: nobody knows."""
        if card.needs_consent:
            return None
        if _waits_for_parts(card, self.now):
            expected = card.parts_expected_at
            return expected if expected and expected > self.now else None
        if card.lane == "stopped":
            return self.now if card.stop_reason in OWN_STOPS else None
        return self.now

    def _is_here(self, id: str) -> bool:
        person = self.directory.person(id)
        return person is not None and person.active

    def _take(self, id: str, since: datetime, minutes: float) -> Plan | None:
        hands = self._of(id)
        if not (slots := hands.slots(since, minutes)):
            return None
        hands.take(slots)
        return Plan(slots[0][1], slots[-1][2], team=hands.person.team)

    def _whoever(self, card: Card, since: datetime, minutes: float) -> Plan:
        """Whoever of those who can would be done first; of those who would be done together, who
        knows most of what is asked."""
        offers = [(s[-1][2], id, s) for id in self._able(card)
                  if (s := self._of(id).slots(since, minutes))]  # fmt: skip
        if not offers:
            return Plan()
        ends, id, slots = min(offers, key=lambda offer: offer[0])
        hands = self._of(id)
        hands.take(slots)
        return Plan(slots[0][1], ends, team=hands.person.team)

    def _able(self, card: Card) -> list[str]:
        """Who knows most of what is asked comes first: the team it was given to; else who is here
        and knows some of it; else everybody. Skills are suggested, never forced (SPEC §11)."""
        knows = {id: len(matching(card.requests, card.kind, self.directory.people[id].skills))
                 for id in self._everybody}  # fmt: skip
        by_skill = sorted(knows, key=lambda id: (-knows[id], id))
        mates = {p.id for p in self.directory.members(card.team)}
        skilled = [id for id in by_skill
                   if knows[id] and not self.directory.is_absent(id, self.today)]  # fmt: skip
        return [id for id in by_skill if id in mates] or skilled or by_skill

    def _of(self, id: str) -> _Hands:
        if id not in self._hands:
            self._hands[id] = _Hands(self.directory.people[id], self)
        return self._hands[id]


def _waits_for_parts(card: Card, now: datetime) -> bool:
    """Stopped for them, or not to be begun without them. What was worked on when their time came
    goes on: they have come, or it goes without."""
    if card.lane == "stopped":
        return card.stop_reason == "parts"
    expected = card.parts_expected_at
    if card.lane == "working" or expected is None:
        return False
    return expected > now or not card.work_has_begun


# --- what comes after the work ---------------------------------------------------------------


def _ready(card: Card, ends: datetime, usual: Usual, hours: Hours) -> datetime:
    wash = usual["washing"] if card.wash else 0
    return hours.after(ends, usual["checking"] + wash + usual["settling"])


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
