"""Knows what the advisor says of an add-on (SPEC §6.2): added cost and added delay, from the
forecast of the car as it would be after a yes."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime

from app.forecasting import forecast_trials
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


def consent(card: Card, add_on: AddOn, reading: Reading) -> Consent | None:
    """None while the add-on has no offer."""
    return consents([(card, add_on)], reading)[add_on.id]


def consents(asked: Sequence[tuple[Card, AddOn]], reading: Reading) -> dict[str, Consent | None]:
    """What a yes to each would mean, by the add-on's id, with all other cars as they stand."""
    found: dict[str, Consent | None] = {add_on.id: None for _, add_on in asked}
    offered = [(card, add_on, add_on.offers[-1]) for card, add_on in asked if add_on.offers]
    if not offered:
        return found
    trials = [after_a_yes(card, add_on.id, offer, reading.now) for card, add_on, offer in offered]
    forecasts = forecast_trials(reading, reading.in_lanes(), trials)
    for (_, add_on, offer), forecast in zip(offered, forecasts, strict=True):
        ready_at = forecast.safe if forecast else None
        found[add_on.id] = Consent(offer.price_fen, offer.minutes, ready_at)
    return found


def after_a_yes(card: Card, id: str, offer: Offer, now: datetime) -> Card:
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
