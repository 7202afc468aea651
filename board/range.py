"""Knows the preset range 预定的范围 (SPEC §5; seeds 000): how far time and price may move, counted
from the last promise the customer agreed to, before the customer has to be called."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from board.card import Card
from board.parts_of_a_card import Promise
from board.settings import Settings


@dataclass(frozen=True)
class Range:
    """The latest time and the highest price, in fen, that need no call."""

    until: datetime
    price_fen: int

    def covers(self, at: datetime, price_fen: int) -> bool:
        return at <= self.until and price_fen <= self.price_fen


def last_agreed(card: Card) -> Promise | None:
    """The promise the customer knows: the latest that was not made within the range."""
    return next((p for p in reversed(card.promises) if not p.within_range), None)


def preset_range(card: Card, settings: Settings) -> Range | None:
    """None where the customer has agreed to no time or no price yet: nothing to count from."""
    agreed = last_agreed(card)
    if agreed is None or agreed.at is None or agreed.price_fen is None:
        return None
    more = agreed.price_fen * settings.range_percent // 100
    return Range(
        agreed.at + timedelta(minutes=settings.range_minutes),
        agreed.price_fen + min(more, settings.range_most_fen),
    )
