"""Knows how much each team has to do and how much of the day is left for it (SPEC §10:
调整维修量)."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from board.card import Card
from board.hours import Hours
from board.people import Directory, Team
from board.planning.work_left import labour_left
from board.reviews.review import TeamLoad

GIVEN_OUT = ("queued", "working", "stopped")


def team_loads(
    cards: Iterable[Card], directory: Directory, hours: Hours, now: datetime
) -> list[TeamLoad]:
    """Every team that works on cars, then what is given to nobody yet."""
    at_hand: dict[str | None, list[Card]] = {}
    for card in cards:
        if card.lane in GIVEN_OUT or card.lane == "waiting":
            team = card.team if card.lane in GIVEN_OUT else None
            at_hand.setdefault(team, []).append(card)
    loads = [
        _load(team, at_hand.get(team.id, ()), directory, hours, now)
        for team in directory.teams.values()
        if any(person.works_on_cars for person in directory.members(team.id))
    ]
    return [*loads, _work(None, 0, 0, at_hand.get(None, ()), hours, now)]


def on_shift(directory: Directory, hours: Hours, now: datetime) -> list[str]:
    """Everybody who works on cars and is there today, by team: whom a review gathers (000:
    召集全体修理工)."""
    today = hours.day(now)
    people = [p for p in directory.people.values() if p.active and p.works_on_cars]
    there = [p for p in people if not directory.is_absent(p.id, today)]
    return [p.id for p in sorted(there, key=lambda p: (p.team or "~", not p.has("leader"), p.id))]


def _load(
    team: Team, cards: Iterable[Card], directory: Directory, hours: Hours, now: datetime
) -> TeamLoad:
    today = hours.day(now)
    midnight = hours.at(today + timedelta(days=1), time.min)
    here = [p for p in directory.members(team.id)
            if p.works_on_cars and not directory.is_absent(p.id, today)]  # fmt: skip
    left = hours.between(now, midnight, team.id) * len(here)
    return _work(team.id, len(here), round(left), cards, hours, now)


def _work(
    team: str | None, people: int, left: int, cards: Iterable[Card], hours: Hours, now: datetime
) -> TeamLoad:
    today, work, wanted = hours.day(now), 0.0, 0.0
    for card in cards:
        minutes = labour_left(card, hours, now)
        work += minutes
        if card.promise_at is None or hours.day(card.promise_at) <= today:
            wanted += minutes
    return TeamLoad(team, people, round(work), round(wanted), left)
