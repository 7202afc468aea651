"""Knows the walls of a shop: screens that hang, each with its own view, teams, language, size and
secret link (SPEC §11). The secret itself is no part of it; `link` is the id of the one that counts.
"""

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Literal

from board.event import Happening
from board.people import Person
from board.refusal import Refused
from board.settings import Settings, Stack
from board.shop_commands import AddWall, ChangeWall, RenewWall, WallStack, WallView, WithdrawWall

if TYPE_CHECKING:
    from board.shop import Shop


@dataclass(frozen=True)
class Wall:
    """One screen: `teams` empty = all; size in inches, distance in metres; `link` None = withdrawn.
    `stack` says how the rows of 进度 are stacked, `shop` = as the shop has it."""

    id: str
    name: str
    view: WallView = "progress"
    teams: tuple[str, ...] = ()
    language: Literal["zh-CN", "en"] = "zh-CN"
    inches: int = 65
    metres: int = 5
    stack: WallStack = "shop"
    link: str | None = None

    def stacked(self, settings: Settings) -> Stack:
        return settings.wall_stack if self.stack == "shop" else self.stack


def add_wall(args: AddWall, who: Person, shop: "Shop", new_id: str) -> list[Happening]:
    _demand(shop, args.name, args.teams)
    data = {f.name: getattr(args, f.name) for f in fields(args)}
    return [Happening("wall_added", None, {"wall": new_id, "link": new_id} | data)]


def change_wall(args: ChangeWall, who: Person, shop: "Shop", new_id: str) -> list[Happening]:
    wall = _hanging(args.wall, shop)
    given = {f.name: getattr(args, f.name) for f in fields(args) if f.name != "wall"}
    data = {name: value for name, value in given.items() if value is not None}
    if not data:
        raise Refused("nothing_to_change")
    _demand(shop, data.get("name"), data.get("teams", ()), but=wall.id)
    return [Happening("wall_changed", None, {"wall": wall.id} | data)]


def renew_wall(args: RenewWall, who: Person, shop: "Shop", new_id: str) -> list[Happening]:
    """A new link; whatever shows the old one goes dark."""
    if args.wall not in shop.walls:
        raise Refused("unknown_wall")
    return [Happening("wall_link_made", None, {"wall": args.wall, "link": new_id})]


def withdraw_wall(args: WithdrawWall, who: Person, shop: "Shop", new_id: str) -> list[Happening]:
    return [Happening("wall_withdrawn", None, {"wall": _hanging(args.wall, shop).id})]


def _hanging(id: str, shop: "Shop") -> Wall:
    wall = shop.walls.get(id)
    if wall is None or wall.link is None:
        raise Refused("unknown_wall")
    return wall


def _demand(shop: "Shop", name: str | None, teams, but: str | None = None) -> None:
    """A name nobody else has, and teams that there are."""
    if name and any(w.name == name and w.id != but for w in shop.walls.values()):
        raise Refused("wall_exists", name=name)
    if unknown := [team for team in teams if team not in shop.teams]:
        raise Refused("unknown_team", team=unknown[0])


def _added(shop: "Shop", d: dict, p: dict) -> "Shop":
    values = {k: v for k, v in d.items() if k != "wall"} | {"teams": tuple(d["teams"])}
    return _kept(shop, Wall(id=d["wall"], **values))


def _changed(shop: "Shop", d: dict, p: dict) -> "Shop":
    values = {k: v for k, v in d.items() if k != "wall"}
    if "teams" in values:
        values["teams"] = tuple(values["teams"])
    return _kept(shop, replace(shop.walls[d["wall"]], **values))


def _link_made(shop: "Shop", d: dict, p: dict) -> "Shop":
    return _kept(shop, replace(shop.walls[d["wall"]], link=d["link"]))


def _withdrawn(shop: "Shop", d: dict, p: dict) -> "Shop":
    return _kept(shop, replace(shop.walls[d["wall"]], link=None))


def _kept(shop: "Shop", wall: Wall) -> "Shop":
    return replace(shop, walls=shop.walls | {wall.id: wall})


RULES = {
    "add_wall": add_wall,
    "change_wall": change_wall,
    "renew_wall": renew_wall,
    "withdraw_wall": withdraw_wall,
}
FOLDS = {
    "wall_added": _added,
    "wall_changed": _changed,
    "wall_link_made": _link_made,
    "wall_withdrawn": _withdrawn,
}
