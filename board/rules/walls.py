"""Knows the rules of the screens that hang (SPEC §11): each has a name of its own and one link."""

from collections.abc import Iterable

from board.event import Happening
from board.events.walls import WallAdded, WallChanged, WallLinkMade, WallWithdrawn
from board.facts import Facts
from board.fields import given
from board.people import Person
from board.refusal import Refused
from board.rules.rule import rule
from board.shop import Shop
from board.shop_commands import AddWall, ChangeWall, RenewWall, WithdrawWall
from board.walls import Wall


@rule("add_wall")
def add_wall(shop: Shop, args: AddWall, who: Person, facts: Facts) -> list[Happening]:
    _demand(shop, args.name, args.teams)
    id = facts.new_id()
    return [Happening(None, WallAdded(
        wall=id, link=id, name=args.name, view=args.view, teams=args.teams,
        language=args.language, inches=args.inches, metres=args.metres, stack=args.stack,
    ))]  # fmt: skip


@rule("change_wall")
def change_wall(shop: Shop, args: ChangeWall, who: Person, facts: Facts) -> list[Happening]:
    wall, values = _hanging(args.wall, shop), given(args)
    if set(values) == {"wall"}:
        raise Refused("nothing_to_change")
    _demand(shop, args.name, args.teams or (), but=wall.id)
    return [Happening(None, WallChanged(**values))]


@rule("renew_wall")
def renew_wall(shop: Shop, args: RenewWall, who: Person, facts: Facts) -> list[Happening]:
    """A new link; whatever shows the old one goes dark."""
    if args.wall not in shop.walls:
        raise Refused("unknown_wall")
    return [Happening(None, WallLinkMade(wall=args.wall, link=facts.new_id()))]


@rule("withdraw_wall")
def withdraw_wall(shop: Shop, args: WithdrawWall, who: Person, facts: Facts) -> list[Happening]:
    return [Happening(None, WallWithdrawn(wall=_hanging(args.wall, shop).id))]


def _hanging(id: str, shop: Shop) -> Wall:
    wall = shop.walls.get(id)
    if wall is None or wall.link is None:
        raise Refused("unknown_wall")
    return wall


def _demand(shop: Shop, name: str | None, teams: Iterable[str], but: str | None = None) -> None:
    """A name nobody else has, and teams that there are."""
    if name and any(w.name == name and w.id != but for w in shop.walls.values()):
        raise Refused("wall_exists", name=name)
    if unknown := [team for team in teams if team not in shop.teams]:
        raise Refused("unknown_team", team=unknown[0])
