"""Knows how events check, wash, bill and hand over a car."""

from datetime import datetime

from board.card.card import Card
from board.card.values import Check, Told
from board.events.delivery import (
    BillChecked,
    BillReturned,
    CarHandedOver,
    CheckSigned,
    CustomerTold,
    MovedToReady,
    WashFinished,
    WashStarted,
)
from board.events.event import Event
from board.folding.applying import enter, mark, on, void_checks


@on(CheckSigned)
def _check_signed(card: Card, event: Event[CheckSigned]) -> None:
    fact, at = event.fact, event.occurred_at
    card.checks.append(
        Check(fact.level, event.who, fact.passed, at, list(fact.items), list(fact.faults),
              fact.road_test_km)
    )  # fmt: skip
    if not fact.passed:
        void_checks(card)
        card.failed_at, card.intervals_before_failure = at, len(card.intervals)
        mark(card, "redo")
        enter(card, "queued", at)
    elif fact.level == "final":
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


@on(WashStarted)
def _wash_started(card: Card, event: Event[WashStarted]) -> None:
    card.wash_started_at = card.state_since = event.occurred_at


@on(WashFinished)
def _washed(card: Card, event: Event[WashFinished]) -> None:
    card.washed_at = event.occurred_at
    card.parking = event.fact.parking or card.parking
    card.bill = "open"
    enter(card, "settling", event.occurred_at)


@on(BillChecked)
def _bill_checked(card: Card, event: Event[BillChecked]) -> None:
    card.bill, card.bill_price_fen = "checked", event.fact.price_fen
    card.bill_reason = None
    card.state_since = event.occurred_at


@on(BillReturned)
def _bill_returned(card: Card, event: Event[BillReturned]) -> None:
    card.bill, card.bill_reason = "returned", event.fact.reason
    card.state_since = event.occurred_at


@on(MovedToReady)
def _ready(card: Card, event: Event[MovedToReady]) -> None:
    card.ready_at = event.occurred_at
    card.parking = event.fact.parking or card.parking
    enter(card, "ready", event.occurred_at)


@on(CarHandedOver)
def _handed(card: Card, event: Event[CarHandedOver]) -> None:
    card.finished_at = event.occurred_at
    enter(card, "cancelled" if card.unrepaired else "delivered", event.occurred_at)


@on(CustomerTold)
def _told(card: Card, event: Event[CustomerTold]) -> None:
    fact = event.fact
    card.told.append(
        Told(fact.about, fact.channel, fact.outcome, event.who, event.occurred_at, fact.promise,
             fact.spoke_to, fact.note, fact.call_again_at)
    )  # fmt: skip
