"""Knows the facts of parts that cars wait for."""

from datetime import datetime

from board.events.definition import CardFact, private


class PartsExpected(CardFact):
    expected_at: datetime
    note: str | None = private(default=None)


class PartsArrived(CardFact):
    """`queues`: the car stopped for them and can go on."""

    queues: bool
    note: str | None = private(default=None)
