"""Knows who does what when: everybody who works on cars, with the time that is still free, and how
a car is given some of it."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from board.card.card import Card
from board.people.people import Directory, Person
from board.planning.skills import matching
from board.planning.work_left import at_it, minutes_left
from board.shop.hours import Hours

MOST_DAYS = 120


# Stops that end when the person is free; the others end when nobody knows, but for parts.
OWN_STOPS = ("off_shift", "overnight", "other_job")


Usual = Mapping[str, float]


@dataclass(frozen=True)
class Plan:
    """From when to when a car will be worked on, by whose team, and when it is then ready,
    unrounded."""

    begins: datetime | None = None
    ends: datetime | None = None
    ready: datetime | None = None
    team: str | None = None


@dataclass
class Hands:
    """One person's free time from now on, laid out a day at a time."""

    person: Person
    crew: "Crew"
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


class Crew:
    """Everybody who works on cars, each with the time that is still free."""

    def __init__(self, directory: Directory, hours: Hours, now: datetime) -> None:
        self.directory, self.hours, self.now = directory, hours, now
        self.today: date = hours.day(now)
        self._hands: dict[str, Hands] = {}
        people = directory.people.values()
        self._everybody = sorted(p.id for p in people if p.active and p.works_on_cars)

    def copy(self) -> "Crew":
        """The same people with the same free time, to be given out apart."""
        other = copy(self)
        other._hands = {id: replace(one, free=[*one.free]) for id, one in self._hands.items()}
        return other

    def with_ready(self, card: Card, usual: Usual) -> Plan:
        """Gives the card its time, and says when it is then ready."""
        plan = self.planned(card)
        if plan.ends is None:
            return plan
        return replace(plan, ready=ready_after(card, plan.ends, usual, self.hours))

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
        and knows some of it; else everybody. Skills are suggested, never forced (rules.md §11)."""
        knows = {id: len(matching(card.requests, card.kind, self.directory.people[id].skills))
                 for id in self._everybody}  # fmt: skip
        by_skill = sorted(knows, key=lambda id: (-knows[id], id))
        mates = {p.id for p in self.directory.members(card.team)}
        skilled = [id for id in by_skill
                   if knows[id] and not self.directory.is_absent(id, self.today)]  # fmt: skip
        return [id for id in by_skill if id in mates] or skilled or by_skill

    def _of(self, id: str) -> Hands:
        if id not in self._hands:
            self._hands[id] = Hands(self.directory.people[id], self)
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


def ready_after(card: Card, ends: datetime, usual: Usual, hours: Hours) -> datetime:
    wash = usual["washing"] if card.wash else 0
    return hours.after(ends, usual["checking"] + wash + usual["settling"])
