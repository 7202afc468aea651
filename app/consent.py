"""Knows what the advisor says of an add-on (SPEC §6.2): added cost and added delay, from the
forecast of the car as it would be after a yes."""

from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime

from app.forecasting import forecast_all
from app.store import Reading
from board.card import Card
from board.parts_of_a_card import AddOn, Offer


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


def consent(
    card: Card, add_on: AddOn, reading: Reading, on_board: list[Card] | None = None
) -> Consent | None:
    """None while the add-on has no offer. `on_board`: all cards there, where they are known."""
    if not add_on.offers:
        return None
    offer = add_on.offers[-1]
    agreed = _agreed(card, add_on.id, offer, reading.now)
    board = reading.in_lanes() if on_board is None else on_board
    others = [one for one in board if one.id != card.id]
    found = forecast_all(reading, [*others, agreed])[0].get(card.id)
    return Consent(offer.price_fen, offer.minutes, found.safe if found else None)


def _agreed(card: Card, id: str, offer: Offer, now: datetime) -> Card:
    """The car as it would be after a yes now: this add-on is work, and no answer is waited for."""
    trial = deepcopy(card)
    add_on = trial.add_on(id)
    assert add_on is not None
    add_on.answer, add_on.minutes, add_on.answered_at = "accepted", offer.minutes, now
    for other in trial.add_ons:
        other.answer = other.answer or "refused"
    if trial.stop_reason == "consent" or trial.lane == "checking":
        trial.lane, trial.stop_reason = "queued", None
    return trial
