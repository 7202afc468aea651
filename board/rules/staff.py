"""Knows the rules of people and teams: who is in the shop, absent, standing in (SPEC §1)."""

import re
from collections.abc import Iterable

from board.event import Happening
from board.events.shop import (
    AbsenceMarked,
    PersonAdded,
    PersonChanged,
    PinChanged,
    StandInNamed,
    TeamAdded,
    TeamChanged,
)
from board.facts import Facts
from board.people import ROLES, Person
from board.refusal import Forbidden, Refused
from board.rules.rule import rule
from board.shop import Shop
from board.shop_commands import (
    AddPerson,
    AddTeam,
    ChangePerson,
    ChangePin,
    ChangeTeam,
    MarkAbsent,
    NameStandIn,
)

# What a staff code is made of: it stands in addresses.
_STAFF_CODE = re.compile(r"[\w.-]+")


@rule("add_team")
def add_team(shop: Shop, args: AddTeam, who: Person, facts: Facts) -> list[Happening]:
    if args.team in shop.teams or args.name in {t.name for t in shop.teams.values()}:
        raise Refused("team_exists", team=args.team)
    return [Happening(None, TeamAdded(team=args.team, name=args.name))]


@rule("change_team")
def change_team(shop: Shop, args: ChangeTeam, who: Person, facts: Facts) -> list[Happening]:
    if args.team not in shop.teams:
        raise Refused("unknown_team", team=args.team)
    if args.name in {t.name for t in shop.teams.values() if t.id != args.team}:
        raise Refused("team_exists", team=args.team)
    return [Happening(None, TeamChanged(team=args.team, name=args.name))]


@rule("add_person")
def add_person(shop: Shop, args: AddPerson, who: Person, facts: Facts) -> list[Happening]:
    if args.person in shop.people:
        raise Refused("person_exists", code=args.person)
    if not _STAFF_CODE.fullmatch(args.person):
        raise Refused("staff_code")
    _check_person(args.roles, args.team, shop)
    _check_admin("add_person", args.roles, who)
    return [Happening(None, PersonAdded(
        person=args.person, name=args.name, roles=args.roles, team=args.team, skills=args.skills
    ))]  # fmt: skip


@rule("change_person")
def change_person(shop: Shop, args: ChangePerson, who: Person, facts: Facts) -> list[Happening]:
    if args.person not in shop.people:
        raise Refused("unknown_person", person=args.person)
    _check_person(args.roles, args.team, shop)
    _check_admin("change_person", args.roles, who)
    _check_admin("change_person", shop.people[args.person].roles, who)
    if _is_last_admin(shop, args):
        raise Refused("last_admin", person=args.person)
    return [Happening(None, PersonChanged(
        person=args.person, name=args.name or None, roles=args.roles, team=args.team,
        skills=args.skills, active=args.active,
    ))]  # fmt: skip


def _check_admin(command: str, roles: Iterable[str] | None, who: Person) -> None:
    """Only an administrator makes or changes an administrator."""
    if "admin" in (roles or ()) and not who.has("admin"):
        raise Forbidden(command, ("admin",))


def _check_person(roles: Iterable[str] | None, team: str | None, shop: Shop) -> None:
    if unknown := [role for role in roles or () if role not in ROLES]:
        raise Refused("unknown_role", role=unknown[0])
    if team and team not in shop.teams:
        raise Refused("unknown_team", team=team)


def _is_last_admin(shop: Shop, args: ChangePerson) -> bool:
    """Whether the change would leave nobody who can run the shop."""
    stays = args.active is not False and (args.roles is None or "admin" in args.roles)
    admins = [p.id for p in shop.directory.with_role("admin")]
    return not stays and admins == [args.person]


@rule("mark_absent")
def mark_absent(shop: Shop, args: MarkAbsent, who: Person, facts: Facts) -> list[Happening]:
    if args.person not in shop.people:
        raise Refused("unknown_person", person=args.person)
    marked = AbsenceMarked(person=args.person, day=args.day, absent=args.absent)
    return [Happening(None, marked)]


@rule("name_stand_in")
def name_stand_in(shop: Shop, args: NameStandIn, who: Person, facts: Facts) -> list[Happening]:
    """One a day. Whoever is away that day cannot stand in."""
    person = shop.people.get(args.person) if args.person else None
    if args.person and (person is None or not person.active):
        raise Refused("unknown_person", person=args.person)
    if person and shop.directory.is_absent(person.id, args.day):
        raise Refused("stand_in_absent", person=person.id)
    return [Happening(None, StandInNamed(person=args.person, day=args.day))]


@rule("change_pin")
def change_pin(shop: Shop, args: ChangePin, who: Person, facts: Facts) -> list[Happening]:
    return [Happening(None, PinChanged(person=who.id))]
