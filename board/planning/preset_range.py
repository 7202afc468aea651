"""Knows the preset range 预定的范围 (rules.md §5; document 000): how far time and price may move,
counted from the last promise the customer agreed to, before the customer has to be called."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from board.card.card import Card
from board.shop.default_settings import Settings


@dataclass(frozen=True)
class Range:
    """The latest time and the highest price, in fen, that need no call."""

    until: datetime
    price_fen: int

    def covers(self, at: datetime, price_fen: int) -> bool:
        return at <= self.until and price_fen <= self.price_fen


@dataclass(frozen=True)
class Agreed:
    """The time and the price, in fen, that the customer last agreed to; None: to none yet."""

    at: datetime | None = None
    price_fen: int | None = None


def last_agreed(card: Card) -> Agreed:
    """What was promised within the range does not count. A yes to an add-on agrees to what that
    costs besides, and to a time only where one was said."""
    at, fen = None, None
    for promise in card.promises:
        if promise.within_range:
            continue
        at = at if promise.keeps_time else promise.at
        added = promise.added_fen
        fen = promise.price_fen if added is None else (fen or 0) + added
    return Agreed(at, fen)


def preset_range(card: Card, settings: Settings) -> Range | None:
    """None where the customer has agreed to no time or no price yet: nothing to count from."""
    at, highest = last_agreed(card).at, highest_price(card, settings)
    if at is None or highest is None:
        return None
    return Range(at + timedelta(minutes=settings.range_minutes), highest)


def highest_price(card: Card, settings: Settings) -> int | None:
    """The highest price, in fen, that needs no call; None where none was agreed to yet."""
    agreed = last_agreed(card).price_fen
    if agreed is None:
        return None
    return agreed + min(agreed * settings.range_percent // 100, settings.range_most_fen)
