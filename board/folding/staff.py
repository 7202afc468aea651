"""Knows how events change the shop's people, teams and settings. The shop handed in is a copy; what
it holds is shared with the one before it, so each part that changes is made anew."""

from dataclasses import replace

from board.events.event import Event
from board.events.shop import (
    AbsenceMarked,
    PersonAdded,
    PersonChanged,
    PinChanged,
    SettingsChanged,
    StandInNamed,
    TeamAdded,
    TeamChanged,
    TeamNamed,
)
from board.folding.applying import on
from board.people.people import Person, Team
from board.shop.default_settings import changed
from board.shop.shop import Shop


@on(TeamAdded, TeamChanged)
def _team_named(shop: Shop, event: Event[TeamNamed]) -> None:
    team = Team(event.fact.team, event.fact.name)
    shop.teams = shop.teams | {team.id: team}


@on(PersonAdded)
def _person_added(shop: Shop, event: Event[PersonAdded]) -> None:
    fact = event.fact
    name = fact.person if event.erased else fact.name
    _keep(shop, Person(fact.person, name, tuple(fact.roles), fact.team, tuple(fact.skills)))


@on(PersonChanged)
def _person_changed(shop: Shop, event: Event[PersonChanged]) -> None:
    fact, person = event.fact, shop.people[event.fact.person]
    if fact.roles is not None:
        person = replace(person, roles=tuple(fact.roles))
    if fact.skills is not None:
        person = replace(person, skills=tuple(fact.skills))
    if fact.team is not None:
        person = replace(person, team=fact.team or None)
    if fact.active is not None:
        person = replace(person, active=fact.active)
    if fact.name is not None:
        person = replace(person, name=fact.name)
    _keep(shop, person)


def _keep(shop: Shop, person: Person) -> None:
    shop.people = shop.people | {person.id: person}


@on(AbsenceMarked)
def _absence_marked(shop: Shop, event: Event[AbsenceMarked]) -> None:
    entry = (event.fact.person, event.fact.day)
    others = [a for a in shop.absences if a != entry]
    shop.absences = [*others, entry] if event.fact.absent else others


@on(StandInNamed)
def _stand_in_named(shop: Shop, event: Event[StandInNamed]) -> None:
    fact = event.fact
    others = {day: person for day, person in shop.stand_ins.items() if day != fact.day}
    shop.stand_ins = others | ({fact.day: fact.person} if fact.person else {})


@on(PinChanged)
def _pin_changed(shop: Shop, event: Event[PinChanged]) -> None:
    """The PIN itself is no part of the shop."""


@on(SettingsChanged)
def _settings_changed(shop: Shop, event: Event[SettingsChanged]) -> None:
    shop.settings = changed(shop.settings, event.fact)
