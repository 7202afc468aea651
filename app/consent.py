"""Knows what the advisor says of an add-on (SPEC §6.2): added cost and added delay, from the
forecast where there is one, and the two lines for WeChat."""

from dataclasses import dataclass
from datetime import datetime

from app.store import Reading
from board.card import Card
from board.parts_of_a_card import AddOn
from board.promising import later


@dataclass(frozen=True)
class Consent:
    """What a yes to the latest offer would mean; `ready_at` None where nobody can know."""

    price_fen: int
    minutes: int
    ready_at: datetime | None

    def puts_off(self, card: Card) -> bool:
        """Whether the promise would have to move."""
        at = card.promise_at
        return bool(self.ready_at and (at is None or self.ready_at > at))


def consent(card: Card, add_on: AddOn, reading: Reading) -> Consent | None:
    """None while the add-on has no offer."""
    if not add_on.offers:
        return None
    offer = add_on.offers[-1]
    return Consent(offer.price_fen, offer.minutes, _ready_at(card, offer.minutes, reading))


def _ready_at(card: Card, minutes: int, reading: Reading) -> datetime | None:
    """A car that waits for this very answer has no forecast: then its promise counts."""
    base = card.forecast.safe if card.forecast and card.forecast.safe else card.promise_at
    return later(max(base, reading.now), minutes, reading.hours) if base else None
