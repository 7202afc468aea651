"""Knows who works in the shop: people, their roles, teams and absences (SPEC §1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

ROLES = (
    "advisor", "foreman", "leader", "technician", "inspector", "washer",
    "cashier", "parts", "reception", "care", "manager", "admin",
)  # fmt: skip


@dataclass(frozen=True)
class Person:
    """Somebody of the shop; `id` is the staff code, `team` a team's id or None."""

    id: str
    name: str
    roles: tuple[str, ...] = ()
    team: str | None = None
    skills: tuple[str, ...] = ()
    active: bool = True

    def has(self, *roles: str) -> bool:
        return any(role in self.roles for role in roles)

    @property
    def works_on_cars(self) -> bool:
        return self.has("technician", "leader")


@dataclass(frozen=True)
class Team:
    id: str
    name: str


@dataclass(frozen=True)
class Directory:
    """Everybody of one shop, its teams, and who is absent on which day."""

    people: dict[str, Person] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    absences: frozenset[tuple[str, date]] = frozenset()
    stand_ins: Mapping[date, str] = field(default_factory=dict)

    def acting_on(self, day: date) -> "Directory":
        """Everybody with the roles they have on a day: the foreman's stand-in of that day has the
        foreman's rights besides their own (SPEC §1)."""
        named = self.person(self.stand_ins.get(day))
        if named is None or named.has("foreman"):
            return self
        acting = replace(named, roles=(*named.roles, "foreman"))
        return replace(self, people={**self.people, named.id: acting})

    def person(self, id: str | None) -> Person | None:
        return self.people.get(id) if id else None

    def name_of(self, id: str | None) -> str | None:
        person = self.person(id)
        return person.name if person else None

    def members(self, team: str | None) -> list[Person]:
        return [p for p in self.people.values() if team and p.team == team and p.active]

    def leader_of(self, team: str | None) -> Person | None:
        return next((p for p in self.members(team) if p.has("leader")), None)

    def with_role(self, *roles: str) -> list[Person]:
        return [p for p in self.people.values() if p.active and p.has(*roles)]

    @cached_property
    def skills(self) -> list[str]:
        """What the people who work on cars can do, each skill once."""
        hands = (p for p in self.people.values() if p.active and p.works_on_cars)
        return sorted({skill for person in hands for skill in person.skills})

    def is_absent(self, person: str, day: date) -> bool:
        return (person, day) in self.absences
