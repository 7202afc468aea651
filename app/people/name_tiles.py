"""Knows how people find their own name: by team, and those without a team by role."""

from dataclasses import dataclass

from board.people.people import ROLES, Directory, Person


@dataclass(frozen=True)
class Group:
    """A tile that opens onto names: `kind` is `team` or `role`, `name` a team's own name."""

    kind: str
    id: str
    name: str | None
    people: tuple[Person, ...]


def groups(directory: Directory) -> list[Group]:
    """Teams in their order, then roles; empty ones left out."""
    teams = [_team(directory, id) for id in directory.teams]
    roles = [_role(directory, role) for role in ROLES]
    return [group for group in teams + roles if group.people]


def group(directory: Directory, kind: str, id: str) -> Group | None:
    return next((g for g in groups(directory) if (g.kind, g.id) == (kind, id)), None)


def group_of(directory: Directory, person: Person | None) -> Group | None:
    """Where somebody's own tile lies."""
    return next((g for g in groups(directory) if person in g.people), None)


def _team(directory: Directory, id: str) -> Group:
    return Group("team", id, directory.teams[id].name, tuple(directory.members(id)))


def _role(directory: Directory, role: str) -> Group:
    people = (p for p in directory.people.values() if p.active and p.team is None)
    return Group("role", role, None, tuple(p for p in people if p.roles[:1] == (role,)))
