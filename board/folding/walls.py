"""Knows how events change the walls of a shop and which link of each counts."""

from dataclasses import fields, replace
from typing import Any

from board.event import Event
from board.events.walls import WallAdded, WallChanged, WallLinkMade, WallWithdrawn
from board.folding.applying import on
from board.shop import Shop
from board.walls import Wall


@on(WallAdded)
def _added(shop: Shop, event: Event[WallAdded]) -> None:
    fact = event.fact
    _keep(shop, Wall(
        fact.wall, fact.name, fact.view, tuple(fact.teams), fact.language, fact.inches,
        fact.metres, fact.stack, fact.link,
    ))  # fmt: skip


@on(WallChanged)
def _changed(shop: Shop, event: Event[WallChanged]) -> None:
    fact = event.fact
    given = {f.name: getattr(fact, f.name) for f in fields(fact) if f.name != "wall"}
    new: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    if fact.teams is not None:
        new["teams"] = tuple(fact.teams)
    _keep(shop, replace(shop.walls[fact.wall], **new))


@on(WallLinkMade)
def _link_made(shop: Shop, event: Event[WallLinkMade]) -> None:
    _keep(shop, replace(shop.walls[event.fact.wall], link=event.fact.link))


@on(WallWithdrawn)
def _withdrawn(shop: Shop, event: Event[WallWithdrawn]) -> None:
    _keep(shop, replace(shop.walls[event.fact.wall], link=None))


def _keep(shop: Shop, wall: Wall) -> None:
    shop.walls = shop.walls | {wall.id: wall}
