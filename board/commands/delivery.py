"""Knows the commands of checks, wash, bill and hand-over, and of the ways back (rules.md §4)."""

from board.commands.choices import Level
from board.commands.definition import command
from board.commands.fields import fen, listed, number, text


@command
class SignCheck:
    level: Level
    passed: bool
    items: list[str] = listed(40, default_factory=list)
    faults: list[str] = listed(20, default_factory=list)
    road_test_km: int | None = number(0, 500, default=None)
    pin: str | None = text(20, default=None)


@command
class StartWash:
    pass


@command
class FinishWash:
    parking: str | None = text(20, default=None)


@command
class CheckBill:
    price_fen: int = fen()
    difference: str | None = text(default=None)


@command
class ReturnBill:
    reason: str = text()


@command
class MoveToReady:
    """`left_open`: the customer's word, or the reason, about an add-on that nobody answered."""

    parking: str | None = text(20, default=None)
    left_open: str | None = text(default=None)


@command
class HandOver:
    """`left_open`: the customer's word about an add-on that stays open (rules.md §8)."""

    left_open: str | None = text(default=None)


@command
class Undo:
    pass


@command
class ReopenCard:
    reason: str = text()
