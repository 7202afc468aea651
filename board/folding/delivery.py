"""Knows how events check, wash, bill and hand over a car."""

from datetime import datetime

from board.card import Card
from board.event import Event, instant
from board.folding.applying import ERASED, enter, mark, on, private, void_checks
from board.parts_of_a_card import Check, Told


@on("check_signed")
def _check_signed(card: Card, event: Event) -> None:
    d, at = event.data, event.occurred_at
    items, faults = private(event, "items") or [], private(event, "faults") or []
    card.checks.append(
        Check(d["level"], event.who, d["passed"], at, list(items), list(faults),
              d.get("road_test_km"))
    )  # fmt: skip
    if not d["passed"]:
        void_checks(card)
        card.failed_at, card.intervals_before_failure = at, len(card.intervals)
        mark(card, "redo")
        enter(card, "queued", at)
    elif d["level"] == "final":
        mark(card, "redo", False)
        _to_wash_or_bill(card, at)
    else:
        card.state_since = at


def _to_wash_or_bill(card: Card, at: datetime) -> None:
    if card.wash:
        card.wash_started_at = card.washed_at = None
        enter(card, "washing", at)
    else:
        card.bill = "open"
        enter(card, "settling", at)


@on("wash_started")
def _wash_started(card: Card, event: Event) -> None:
    card.wash_started_at = card.state_since = event.occurred_at


@on("wash_finished")
def _washed(card: Card, event: Event) -> None:
    card.washed_at = event.occurred_at
    card.parking = private(event, "parking") or card.parking
    card.bill = "open"
    enter(card, "settling", event.occurred_at)


@on("bill_checked")
def _bill_checked(card: Card, event: Event) -> None:
    card.bill, card.bill_price_fen = "checked", event.data["price_fen"]
    card.bill_reason = None
    card.state_since = event.occurred_at


@on("bill_returned")
def _bill_returned(card: Card, event: Event) -> None:
    card.bill, card.bill_reason = "returned", str(private(event, "reason", ERASED))
    card.state_since = event.occurred_at


@on("moved_to_ready")
def _ready(card: Card, event: Event) -> None:
    card.ready_at = event.occurred_at
    card.parking = private(event, "parking") or card.parking
    enter(card, "ready", event.occurred_at)


@on("car_handed_over")
def _handed(card: Card, event: Event) -> None:
    card.finished_at = event.occurred_at
    enter(card, "cancelled" if card.unrepaired else "delivered", event.occurred_at)


@on("customer_told")
def _told(card: Card, event: Event) -> None:
    d = event.data
    card.told.append(
        Told(d["about"], d["channel"], d["outcome"], event.who, event.occurred_at,
             instant(d.get("promise")), private(event, "spoke_to"), private(event, "note"))
    )  # fmt: skip
