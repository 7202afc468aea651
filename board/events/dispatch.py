"""Knows the facts that give work out and order it, and the ways back and out (SPEC §3)."""

from typing import Literal

from board.commands import BackTo, Flag
from board.events.definition import CardFact, private


class CardDispatched(CardFact):
    """`lane`: where the card hangs now; `own_rank`: the place the foreman gave it there."""

    team: str
    technicians: list[str]
    lane: str
    own_rank: str | None = None
    bay: str | None = private(default=None)


class CardPrioritised(CardFact):
    """A place of its own (`own_rank`), or a flag put `on` or taken off."""

    own_rank: str | None = None
    flag: Flag | None = None
    on: bool | None = None
    reason: str = private()


class CardPutBack(CardFact):
    lane: BackTo
    ended: list[str]
    reason: str = private()


class CardCancelled(CardFact):
    """To the bill where work had begun (未修), else off the board."""

    lane: Literal["settling", "cancelled"]
    ended: list[str]
    reason: str = private()


class CardReopened(CardFact):
    lane: Literal["ready", "waiting", "booked"]
    reason: str = private()


class CommandUndone(CardFact):
    """The fold leaves out what the command of this number did."""

    command: int
