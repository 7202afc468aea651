"""Knows the facts of the screens that hang; `link` is the id of the secret link that counts."""

from board.events.definition import ShopFact
from board.shop_commands import Language, WallStack, WallView


class WallAdded(ShopFact):
    wall: str
    link: str
    name: str
    view: WallView
    teams: list[str]
    language: Language
    inches: int
    metres: int
    stack: WallStack


class WallChanged(ShopFact):
    """None: it stays as it was."""

    wall: str
    name: str | None = None
    view: WallView | None = None
    teams: list[str] | None = None
    language: Language | None = None
    inches: int | None = None
    metres: int | None = None
    stack: WallStack | None = None


class WallLinkMade(ShopFact):
    wall: str
    link: str


class WallWithdrawn(ShopFact):
    wall: str
