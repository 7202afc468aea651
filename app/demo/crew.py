"""Knows who is there today, who does what, and what each technician has in hand."""

from collections.abc import Iterable
from functools import cached_property

from app.api.people import Person
from app.demo.chance import Chance
from board.card.tile import Tile

# What a car's requests say, and the skill that is meant by it.
MEANT = {
    "刹车": "制动", "减振": "底盘", "异响": "底盘", "动平衡": "底盘", "轮胎": "保养",
    "补胎": "保养", "检查": "保养", "故障灯": "发动机", "抖动": "发动机", "冷车": "发动机",
    "燃油": "发动机", "火花塞": "发动机", "蓄电池": "电器", "发电机": "电器", "车窗": "电器",
    "双擎": "混动", "漆": "喷漆", "翼子板": "钣金",
}  # fmt: skip
KINDS = {"maintenance": ("保养",), "body": ("钣金", "喷漆"), "inspection": ("保养",)}
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
        wanted = skills_wanted(tile)
        fits = sum(skill in wanted for skill in person["skills"])
        strange = set(person["skills"]) and set(person["skills"]) <= set(BODY)
        if strange != (tile["kind"] == "body"):
            return 240
        return (0 if fits else 60 if wanted else 0) + (25 if "leader" in person["roles"] else 0)


def works(person: Person) -> bool:
    return "technician" in person["roles"] or "leader" in person["roles"]


def skills_wanted(tile: Tile) -> set[str]:
    text = " ".join((*tile["requests"], tile["model"]))
    asked = {skill for word, skill in MEANT.items() if word in text}
    asked |= {s for s in ("发动机", "变速箱", "底盘", "制动", "电器", "空调") if s in text}
    return asked | set(KINDS.get(tile["kind"], ()))


def running(tile: Tile) -> list[str]:
    """Who works on the car now."""
    return [i["technician"] for i in tile["intervals"] if i["to"] is None]


def assigned(tile: Tile) -> list[str]:
    return [t["id"] for t in tile["technicians"]]


def busy(tiles: Iterable[Tile]) -> dict[str, Tile]:
    """The car each technician works on now."""
    return {person: tile for tile in tiles for person in running(tile)}
