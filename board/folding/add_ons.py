"""Knows how events report, offer and answer add-ons, and what the answer does to the card."""

from board.card import Card
from board.event import Event
from board.folding.applying import ERASED, end, enter, on, private, void_checks
from board.folding.promises import promised
from board.parts_of_a_card import AddOn, Offer


@on("add_on_reported")
def _reported(card: Card, event: Event) -> None:
    d, at = event.data, event.occurred_at
    parts = private(event, "parts")
    add_on = AddOn(
        d["add_on"], str(private(event, "what", ERASED)), d["urgency"], event.who, at,
        d["can_go_on"], str(parts) if parts else None, d.get("minutes"), d.get("price_fen"),
        photos=list(d.get("photos", ())),
    )  # fmt: skip
    if "offer" in d:
        _offer(add_on, d["offer"], d["price_fen"], add_on.minutes or 0, event)
    card.add_ons.append(add_on)
    for interval in d.get("ended", ()):
        end(card, interval, at, "consent")
    if d.get("stops"):
        _stop(card, event)


def _stop(card: Card, event: Event) -> None:
    """The car waits for the customer; what was signed before is signed anew after the work."""
    void_checks(card)
    enter(card, "stopped", event.occurred_at)
    card.stop_reason = "consent"


def _offer(add_on: AddOn, id: str, price_fen: int, minutes: int, event: Event) -> None:
    add_on.offers.append(Offer(id, price_fen, minutes, event.who, event.occurred_at))


@on("add_on_priced")
def _priced(card: Card, event: Event) -> None:
    d = event.data
    _offer(_add_on(card, event), d["offer"], d["price_fen"], d["minutes"], event)


@on("add_on_answered")
def _answered(card: Card, event: Event) -> None:
    d, add_on = event.data, _add_on(card, event)
    if d["answer"] == "unreachable":
        add_on.tries.append(event.occurred_at)
        return
    spoke_to = private(event, "spoke_to")
    add_on.answer, add_on.offer, add_on.channel = d["answer"], d["offer"], d["channel"]
    add_on.answered_by, add_on.answered_at = event.who, event.occurred_at
    add_on.spoke_to = str(spoke_to) if spoke_to else None
    if add_on.answer == "accepted":
        _agreed(card, add_on, event)
    elif "promise_at" in d:  # as it could be recorded once; who says no agrees to nothing
        promised(card, event, card.price_fen, add_on.what, added_fen=0, keeps_time=True)
    _goes_on(card, add_on, event)


def _agreed(card: Card, add_on: AddOn, event: Event) -> None:
    add_on.minutes, add_on.price_fen = event.data["minutes"], event.data["price_fen"]
    added, keeps_time = add_on.price_fen, "promise_at" not in event.data
    promised(card, event, (card.price_fen or 0) + added, add_on.what, added, keeps_time)


def _goes_on(card: Card, add_on: AddOn, event: Event) -> None:
    """Back to the queue: a car that waited, when nothing is unanswered; and one whose work was
    thought to be finished, for what is to be done now."""
    waited = card.stop_reason == "consent" and not card.open_add_ons
    more_work = card.lane == "checking" and add_on.answer == "accepted"
    if more_work:
        void_checks(card)
    if waited or more_work:
        enter(card, "queued", event.occurred_at)


@on("workshop_informed")
def _informed(card: Card, event: Event) -> None:
    add_on = _add_on(card, event)
    add_on.informed, add_on.informed_at = event.data["person"], event.occurred_at


def _add_on(card: Card, event: Event) -> AddOn:
    found = card.add_on(event.data["add_on"])
    assert found is not None
    return found
