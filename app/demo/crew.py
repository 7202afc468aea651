"""Knows who is there today, who does what, and what each technician has in hand."""

from collections.abc import Iterable
from functools import cached_property

from app.api.people import Person
from app.demo.dice import Chance
from board.card.tile import Tile
from board.planning.skills import matching

BODY = ("钣金", "喷漆")


class Crew:
    """`people` as the API lists them."""

    def __init__(self, people: list[Person], chance: Chance, bays: tuple[str, ...] = ()) -> None:
        self.people = {p["id"]: p for p in people}
        self.chance, self.bays = chance, bays

    def with_role(self, *roles: str) -> list[str]:
        """Ids of those present with one of the roles: the first role that anybody has."""
        for role in roles:
            if found := [p["id"] for p in self.present if role in p["roles"]]:
                return found
        return []

    def one(self, name: str, *roles: str) -> str | None:
        """Whose a card is among those with a role; the same as long as the same are present."""
        found = self.with_role(*roles)
        return self.chance.pick(name, f"whose:{roles[0]}", found) if found else None

    @cached_property
    def present(self) -> list[Person]:
        return [p for p in self.people.values() if p["present"]]

    @cached_property
    def technicians(self) -> list[Person]:
        """Those who work on cars; an inspector keeps free for the final check."""
        return [p for p in self.present if works(p) and "inspector" not in p["roles"]]

    @cached_property
    def skills(self) -> list[str]:
        """What anybody here is good at."""
        return list(dict.fromkeys(s for p in self.people.values() for s in p["skills"]))

    def is_here(self, person: str) -> bool:
        return person in self.people and self.people[person]["present"]

    def leader_of(self, team: str | None) -> str | None:
        return next(
            (p["id"] for p in self.people.values() if team and p["team"] == team
             and "leader" in p["roles"]), None
        )  # fmt: skip

    def mates(self, team: str | None) -> list[str]:
        return [p["id"] for p in self.present if p["team"] == team and works(p)]

    def bay_of(self, technician: str) -> str:
        """Each technician has a place of their own."""
        place = [p["id"] for p in self.people.values() if works(p)].index(technician)
        return self.bays[place % len(self.bays)] if self.bays else str(place + 1)

    def unfit(self, person: Person, tile: Tile) -> int:
        """Minutes of load that a missing skill weighs when work is given out."""
        asks = (*tile["requests"], tile["model"])
        wanted = matching(asks, tile["kind"], self.skills)
        fits = any(skill in wanted for skill in person["skills"])
        strange = set(person["skills"]) and set(person["skills"]) <= set(BODY)
        if strange != (tile["kind"] == "body"):
            return 240
        return (0 if fits else 60 if wanted else 0) + (25 if "leader" in person["roles"] else 0)


def works(person: Person) -> bool:
    return "technician" in person["roles"] or "leader" in person["roles"]


def running(tile: Tile) -> list[str]:
    """Who works on the car now."""
    return [i["technician"] for i in tile["intervals"] if i["to"] is None]


def assigned(tile: Tile) -> list[str]:
    return [t["id"] for t in tile["technicians"]]


def busy(tiles: Iterable[Tile]) -> dict[str, Tile]:
    """The car each technician works on now."""
    return {person: tile for tile in tiles for person in running(tile)}
