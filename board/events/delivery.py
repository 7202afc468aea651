"""Knows the facts of a car's way out: checks, wash, bill, told, handed over."""

from datetime import datetime

from board.commands.choices import About, Channel, Level, Outcome
from board.events.definition import CardFact, private


class CheckSigned(CardFact):
    """`faults` are what it failed for."""

    level: Level
    passed: bool
    road_test_km: int | None = None
    items: list[str] = private(default_factory=list)
    faults: list[str] = private(default_factory=list)


class WashStarted(CardFact):
    pass


class WashFinished(CardFact):
    parking: str | None = private(default=None)


class BillChecked(CardFact):
    """`difference`: why it is another sum than was agreed."""

    price_fen: int
    difference: str | None = private(default=None)


class BillReturned(CardFact):
    reason: str = private()


class MovedToReady(CardFact):
    """`left_open`: the customer's word about findings that nobody answered."""

    parking: str | None = private(default=None)
    left_open: str | None = private(default=None)


class CarHandedOver(CardFact):
    left_open: str | None = private(default=None)


class CustomerTold(CardFact):
    """`promise`: the time that was said; `call_again_at`: when they hear again."""

    about: About
    channel: Channel
    outcome: Outcome
    promise: datetime | None = None
    call_again_at: datetime | None = None
    spoke_to: str | None = private(default=None)
    note: str | None = private(default=None)
