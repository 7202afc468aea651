"""Knows that a shop is a demo: which day is being played there. A real shop has no such day, and
nobody's role can give it one: only the demo's own clock does."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from board.event import Happening
from board.people import Person
from board.shop_commands import BeginDemoDay

if TYPE_CHECKING:
    from board.shop import Shop


def begin_demo_day(args: BeginDemoDay, who: Person, shop: "Shop", new_id: str) -> list[Happening]:
    return [Happening("demo_day_begun", None, {"day": args.day.isoformat()})]


def _begun(shop: "Shop", d: dict, p: dict) -> "Shop":
    return replace(shop, demo_day=date.fromisoformat(d["day"]))


RULES = {"begin_demo_day": begin_demo_day}
FOLDS = {"demo_day_begun": _begun}
