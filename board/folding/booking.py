"""Knows how events make a card, correct it and bring the car in."""

from copy import copy
from datetime import datetime

from board.card.card import Card
from board.card.values import Promise
from board.events import Fact
from board.events.booking import (
    CarArrived,
    CardBooked,
    CardCheckedIn,
    CardEdited,
    CardMade,
    CardOpened,
    CardRescheduled,
    DueConfirmed,
    NoShowMarked,
)
from board.events.event import Event
from board.folding.applying import enter, on

# What a correction may say of a card, beside its promise; an empty text takes it away.
CORRECTED = (
    "customer", "vehicle", "kind", "planned_minutes", "price_fen", "advisor", "order_no", "wash",
    "waiting_on_site", "old_parts",
)  # fmt: skip


def created(event: Event[CardMade]) -> Card:
    """The card as it was made, not yet in a lane."""
    fact = event.fact
    return Card(
        id=event.card or "",
        code=fact.code,
        customer=copy(fact.customer),
        vehicle=copy(fact.vehicle),
        requests=list(fact.requests),
        kind=fact.kind,
        planned_minutes=fact.planned_minutes,
        price_fen=fact.price_fen,
        appointment_at=fact.appointment_at,
        advisor=fact.advisor or None,
        order_no=fact.order_no or None,
        wash=fact.wash,
        waiting_on_site=fact.waiting_on_site,
        old_parts=fact.old_parts,
        remark=fact.remark,
        made_at=event.occurred_at,
        lane="",
    )


@on(CardBooked)
def _booked(card: Card, event: Event[CardBooked]) -> None:
    _first_promise(card, event)
    enter(card, "booked", event.occurred_at)


@on(CardOpened)
def _opened(card: Card, event: Event[CardOpened]) -> None:
    _first_promise(card, event)
    card.arrived_at = event.occurred_at
    enter(card, "arrived", event.occurred_at)


def _first_promise(card: Card, event: Event[CardMade]) -> None:
    if event.fact.promise_at:
        _promise(card, event.fact.promise_at, event)


@on(CardEdited)
def _edited(card: Card, event: Event[CardEdited]) -> None:
    fact = event.fact
    for name in CORRECTED:
        if (value := getattr(fact, name)) is not None:
            setattr(card, name, None if value == "" else copy(value))
    if fact.requests is not None:
        card.requests = list(fact.requests)
    if fact.remark is not None:
        card.remark = fact.remark
    if fact.promise_at:
        _promise(card, fact.promise_at, event)


def _promise(
    card: Card, at: datetime | None, event: Event[Fact], reason: str | None = None
) -> None:
    """One more version of the promise, at the price that stands on the card."""
    card.promises.append(Promise(at, card.price_fen, event.who, event.occurred_at, reason))


@on(CardRescheduled)
def _rescheduled(card: Card, event: Event[CardRescheduled]) -> None:
    card.appointment_at = event.fact.appointment_at
    card.own_rank = None
    if event.fact.promise_taken_back:
        _promise(card, None, event, None if event.erased else event.fact.reason)
    enter(card, "booked", event.occurred_at)


@on(DueConfirmed)
def _due(card: Card, event: Event[DueConfirmed]) -> None:
    enter(card, "due", event.occurred_at)


@on(CarArrived)
def _arrived(card: Card, event: Event[CarArrived]) -> None:
    card.arrived_at = event.occurred_at
    enter(card, "arrived", event.occurred_at)


@on(NoShowMarked)
def _no_show(card: Card, event: Event[NoShowMarked]) -> None:
    enter(card, "no_show", event.occurred_at)


@on(CardCheckedIn)
def _checked_in(card: Card, event: Event[CardCheckedIn]) -> None:
    fact = event.fact
    card.arrived_at = card.arrived_at or event.occurred_at
    card.planned_minutes, card.price_fen = fact.planned_minutes, fact.price_fen
    card.keys_tag = fact.keys_tag or card.keys_tag
    if fact.odometer is not None:
        card.vehicle.odometer = fact.odometer
    card.walk_round = copy(fact.walk_round) or card.walk_round
    card.advisor = fact.advisor or card.advisor
    _promise(card, fact.promise_at, event)
    card.promises[-1].despite = fact.despite
    enter(card, "waiting", event.occurred_at)
