"""Knows the walls of a shop: screens that hang, each with its own view, teams, language, size and
secret link (rules.md §11). The secret itself is no part of it; `link` is the id of the one that
counts.
"""

from dataclasses import dataclass

from board.commands.shop import Language, Stack, WallStack, WallView
from board.shop.default_settings import Settings


@dataclass(frozen=True)
class Wall:
    """One screen: `teams` empty = all; size in inches, distance in metres; `link` None = withdrawn.
    `stack` says how the rows of 进度 are stacked, `shop` = as the shop has it."""

    id: str
    name: str
    view: WallView = "progress"
    teams: tuple[str, ...] = ()
    language: Language = "zh-CN"
    inches: int = 65
    metres: int = 5
    stack: WallStack = "shop"
    link: str | None = None

    def stacked(self, settings: Settings) -> Stack:
        return settings.wall_stack if self.stack == "shop" else self.stack
