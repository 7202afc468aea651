"""Knows the shop itself as the fold of its own events: people, teams, absences, settings, and with
board/access.py, board/walls.py and board/days.py devices, tokens, walls, single days. Secrets
(PINs, texts of tokens and links) are no part of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, time
from functools import cached_property

from board import access, days, demo_day, walls
from board.access import Device, Token
from board.event import Event, Happening
from board.hours import Day, Hours
from board.people import ROLES, Directory, Person, Team
from board.refusal import Forbidden, Refused
from board.rights import demand
from board.settings import DEFAULTS, Settings, as_data, changed, demand_sense
from board.shop_commands import ChangeSettings
from board.walls import Wall

# What a staff code is made of: it stands in addresses.
_STAFF_CODE = re.compile(r"[\w.-]+")


@dataclass
class Shop:
    """Everything of a shop that is not a card."""

    people: dict[str, Person] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    absences: list[tuple[str, date]] = field(default_factory=list)
    stand_ins: dict[date, str] = field(default_factory=dict)
    settings: Settings = DEFAULTS
    devices: dict[str, Device] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    walls: dict[str, Wall] = field(default_factory=dict)
    demo_day: date | None = None
    days: dict[date, Day] = field(default_factory=dict)
    overtimes: list[tuple[str, date, time]] = field(default_factory=list)
    # The public calendar, handed in: no part of the fold.
    public: Mapping[date, bool] = field(default_factory=dict, compare=False, repr=False)

    @property
    def directory(self) -> Directory:
        return Directory(self.people, self.teams, frozenset(self.absences), self.stand_ins)

    @cached_property
    def hours(self) -> Hours:
        """The shop's whole calendar, laid out once for each state of the shop."""
        overtime = {(team, day): until for team, day, until in self.overtimes}
        public = self.public if self.settings.public_holidays else {}
        return Hours(self.settings, self.days, overtime, public)


def founded(timezone: str) -> Shop:
    """A shop before its first event. No event tells its time zone: that is the installation's,
    chosen when its database was made, and every fold of its events begins with it."""
    return Shop(settings=Settings(timezone=timezone))


def decide_shop(name: str, args: object, who: Person, shop: Shop, new_id: str) -> list[Happening]:
    """What a command about the shop makes happen; raises Forbidden or Refused."""
    demand(name, who)
    return _RULES[name](args, who, shop, new_id)


def apply_shop(shop: Shop, event: Event) -> Shop:
    """The shop after one more event; the shop handed in stays as it was."""
    return _FOLDS[event.type](shop, event.data, event.private or {})


def _check_admin(command: str, roles, who: Person) -> None:
    """Only an administrator makes or changes an administrator."""
    if "admin" in (roles or ()) and not who.has("admin"):
        raise Forbidden(command, ("admin",))


def _check_person(roles, team, shop: Shop) -> None:
    if unknown := [role for role in roles or () if role not in ROLES]:
        raise Refused("unknown_role", role=unknown[0])
    if team and team not in shop.teams:
        raise Refused("unknown_team", team=team)


def _add_team(args, who, shop, new_id):
    if args.team in shop.teams or args.name in {t.name for t in shop.teams.values()}:
        raise Refused("team_exists", team=args.team)
    return [Happening("team_added", None, {"team": args.team, "name": args.name})]


def _change_team(args, who, shop, new_id):
    if args.team not in shop.teams:
        raise Refused("unknown_team", team=args.team)
    if args.name in {t.name for t in shop.teams.values() if t.id != args.team}:
        raise Refused("team_exists", team=args.team)
    return [Happening("team_changed", None, {"team": args.team, "name": args.name})]


def _add_person(args, who, shop, new_id):
    if args.person in shop.people:
        raise Refused("person_exists", code=args.person)
    if not _STAFF_CODE.fullmatch(args.person):
        raise Refused("staff_code")
    _check_person(args.roles, args.team, shop)
    _check_admin("add_person", args.roles, who)
    data = {"person": args.person, "roles": args.roles, "team": args.team, "skills": args.skills}
    return [Happening("person_added", None, data, {"name": args.name})]


def _is_last_admin(shop: Shop, args) -> bool:
    """Whether the change would leave nobody who can run the shop."""
    stays = args.active is not False and (args.roles is None or "admin" in args.roles)
    admins = [p.id for p in shop.directory.with_role("admin")]
    return not stays and admins == [args.person]


def _change_person(args, who, shop, new_id):
    if args.person not in shop.people:
        raise Refused("unknown_person", person=args.person)
    _check_person(args.roles, args.team, shop)
    _check_admin("change_person", args.roles, who)
    _check_admin("change_person", shop.people[args.person].roles, who)
    if _is_last_admin(shop, args):
        raise Refused("last_admin", person=args.person)
    data = {"person": args.person}
    for name in ("roles", "team", "skills", "active"):
        if getattr(args, name) is not None:
            data[name] = getattr(args, name)
    private = {"name": args.name} if args.name else {}
    return [Happening("person_changed", None, data, private)]


def _mark_absent(args, who, shop, new_id):
    if args.person not in shop.people:
        raise Refused("unknown_person", person=args.person)
    data = {"person": args.person, "day": args.day.isoformat(), "absent": args.absent}
    return [Happening("absence_marked", None, data)]


def _name_stand_in(args, who, shop, new_id):
    """One a day. Whoever is away that day cannot stand in."""
    person = shop.people.get(args.person) if args.person else None
    if args.person and (person is None or not person.active):
        raise Refused("unknown_person", person=args.person)
    if person and shop.directory.is_absent(person.id, args.day):
        raise Refused("stand_in_absent", person=person.id)
    data = {"person": args.person, "day": args.day.isoformat()}
    return [Happening("stand_in_named", None, data)]


def _change_pin(args, who, shop, new_id):
    return [Happening("pin_changed", None, {"person": who.id})]


def _change_settings(args, who, shop, new_id):
    values = {f.name: getattr(args, f.name) for f in fields(ChangeSettings)}
    data = {name: as_data(value) for name, value in values.items() if value is not None}
    if not data:
        raise Refused("nothing_to_change")
    demand_sense(changed(shop.settings, data))
    return [Happening("settings_changed", None, data)]


_RULES = {
    "add_team": _add_team,
    "change_team": _change_team,
    "add_person": _add_person,
    "change_person": _change_person,
    "mark_absent": _mark_absent,
    "name_stand_in": _name_stand_in,
    "change_pin": _change_pin,
    "change_settings": _change_settings,
    **access.RULES,
    **walls.RULES,
    **days.RULES,
    **demo_day.RULES,
}


def _team_added(shop: Shop, d: dict, p: dict) -> Shop:
    return replace(shop, teams=shop.teams | {d["team"]: Team(d["team"], d["name"])})


def _person_added(shop: Shop, d: dict, p: dict) -> Shop:
    person = Person(d["person"], p.get("name", d["person"]), tuple(d["roles"]), d["team"],
                    tuple(d["skills"]))  # fmt: skip
    return replace(shop, people=shop.people | {person.id: person})


def _person_changed(shop: Shop, d: dict, p: dict) -> Shop:
    person = shop.people[d["person"]]
    new = {k: d[k] for k in ("team", "active") if k in d}
    new |= {k: tuple(d[k]) for k in ("roles", "skills") if k in d} | p
    if "team" in new:
        new["team"] = new["team"] or None
    return replace(shop, people=shop.people | {person.id: replace(person, **new)})


def _absence_marked(shop: Shop, d: dict, p: dict) -> Shop:
    entry = (d["person"], date.fromisoformat(d["day"]))
    others = [a for a in shop.absences if a != entry]
    return replace(shop, absences=others + [entry] if d["absent"] else others)


def _stand_in_named(shop: Shop, d: dict, p: dict) -> Shop:
    day = date.fromisoformat(d["day"])
    others = {k: v for k, v in shop.stand_ins.items() if k != day}
    return replace(shop, stand_ins=others | ({day: d["person"]} if d["person"] else {}))


def _settings_changed(shop: Shop, d: dict, p: dict) -> Shop:
    return replace(shop, settings=changed(shop.settings, d))


_FOLDS = {
    "team_added": _team_added,
    "team_changed": _team_added,
    "person_added": _person_added,
    "person_changed": _person_changed,
    "absence_marked": _absence_marked,
    "stand_in_named": _stand_in_named,
    "pin_changed": lambda shop, d, p: shop,
    "settings_changed": _settings_changed,
    **access.FOLDS,
    **walls.FOLDS,
    **days.FOLDS,
    **demo_day.FOLDS,
}
