"""Knows how events report, offer and answer add-ons, and what the answer does to the card."""

from board.card.card import Card
from board.card.values import AddOn, Offer, Promise
from board.events.add_ons import AddOnAnswered, AddOnPriced, AddOnReported, WorkshopInformed
from board.events.event import Event
from board.folding.applying import end, enter, on, void_checks
from board.folding.promises import promised


@on(AddOnReported)
def _reported(card: Card, event: Event[AddOnReported]) -> None:
    fact, at = event.fact, event.occurred_at
    add_on = AddOn(
        fact.add_on, fact.what, fact.urgency, event.who, at, fact.can_go_on, fact.parts,
        fact.minutes, fact.price_fen, photos=list(fact.photos),
    )  # fmt: skip
    if fact.offer is not None and fact.price_fen is not None:
        offer = Offer(fact.offer, fact.price_fen, fact.minutes or 0, event.who, at)
        add_on.offers.append(offer)
    card.add_ons.append(add_on)
    for interval in fact.ended or ():
        end(card, interval, at, "consent")
    if fact.stops:
        _stop(card, event)


def _stop(card: Card, event: Event[AddOnReported]) -> None:
    """The car waits for the customer; what was signed before is signed anew after the work."""
    void_checks(card)
    enter(card, "stopped", event.occurred_at)
    card.stop_reason = "consent"


@on(AddOnPriced)
def _priced(card: Card, event: Event[AddOnPriced]) -> None:
    fact = event.fact
    offer = Offer(fact.offer, fact.price_fen, fact.minutes, event.who, event.occurred_at)
    _add_on(card, fact.add_on).offers.append(offer)


@on(AddOnAnswered)
def _answered(card: Card, event: Event[AddOnAnswered]) -> None:
    fact = event.fact
    add_on = _add_on(card, fact.add_on)
    if fact.answer == "unreachable":
        add_on.tries.append(event.occurred_at)
        return
    add_on.answer, add_on.offer, add_on.channel = fact.answer, fact.offer, fact.channel
    add_on.answered_by, add_on.answered_at = event.who, event.occurred_at
    add_on.spoke_to = fact.spoke_to
    if fact.answer == "accepted":
        _agreed(card, add_on, event)
    elif fact.promise_at:  # as it could be recorded once; who says no agrees to nothing
        _promised(card, event, card.price_fen, add_on.what, added_fen=0, keeps_time=True)
    _goes_on(card, add_on, event)


def _agreed(card: Card, add_on: AddOn, event: Event[AddOnAnswered]) -> None:
    fact = event.fact
    add_on.minutes, add_on.price_fen = fact.minutes, fact.price_fen
    price = (card.price_fen or 0) + fact.price_fen
    _promised(card, event, price, add_on.what, fact.price_fen, keeps_time=fact.promise_at is None)


def _promised(
    card: Card, event: Event[AddOnAnswered], price_fen: int | None, reason: str, added_fen: int,
    keeps_time: bool,
) -> None:  # fmt: skip
    """One more version of the promise; an answer that names no time leaves the time as it is."""
    fact = event.fact
    promise = Promise(
        fact.promise_at or card.promise_at, price_fen, event.who, event.occurred_at, reason,
        channel=fact.channel, spoke_to=fact.spoke_to, added_fen=added_fen, keeps_time=keeps_time,
        despite=fact.despite,
    )  # fmt: skip
    promised(card, promise)


def _goes_on(card: Card, add_on: AddOn, event: Event[AddOnAnswered]) -> None:
    """Back to the queue: a car that waited, when nothing is unanswered; and one whose work was
    thought to be finished, for what is to be done now."""
    waited = card.stop_reason == "consent" and not card.open_add_ons
    more_work = card.lane == "checking" and add_on.answer == "accepted"
    if more_work:
        void_checks(card)
    if waited or more_work:
        enter(card, "queued", event.occurred_at)


@on(WorkshopInformed)
def _informed(card: Card, event: Event[WorkshopInformed]) -> None:
    add_on = _add_on(card, event.fact.add_on)
    add_on.informed, add_on.informed_at = event.fact.person, event.occurred_at


def _add_on(card: Card, id: str) -> AddOn:
    found = card.add_on(id)
    assert found is not None
    return found
