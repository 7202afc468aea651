"""Knows how events give work out, order it, and bring a card back or out."""

from board.card import Card
from board.event import Event
from board.events.dispatch import (
    CardCancelled,
    CardDispatched,
    CardPrioritised,
    CardPutBack,
    CardReopened,
    CommandUndone,
)
from board.folding.applying import end, enter, mark, on, void_checks


@on(CardCancelled)
def _cancelled(card: Card, event: Event[CardCancelled]) -> None:
    fact = event.fact
    for interval in fact.ended:
        end(card, interval, event.occurred_at, "cancelled")
    card.cancel_reason = fact.reason
    if fact.lane == "settling":
        mark(card, "unrepaired")
        card.bill = "open"
    else:
        card.finished_at = event.occurred_at
    enter(card, fact.lane, event.occurred_at)


@on(CardDispatched)
def _dispatched(card: Card, event: Event[CardDispatched]) -> None:
    fact = event.fact
    card.team, card.technicians = fact.team, list(fact.technicians)
    card.bay = fact.bay or card.bay
    if fact.lane != card.lane:
        enter(card, fact.lane, event.occurred_at)
    card.own_rank = fact.own_rank or card.own_rank


@on(CardPrioritised)
def _prioritised(card: Card, event: Event[CardPrioritised]) -> None:
    fact = event.fact
    card.own_rank = fact.own_rank or card.own_rank
    if fact.flag == "waiting_on_site":
        card.waiting_on_site = bool(fact.on)
    elif fact.flag is not None:
        mark(card, fact.flag, bool(fact.on))


@on(CardPutBack)
def _put_back(card: Card, event: Event[CardPutBack]) -> None:
    lane, at = event.fact.lane, event.occurred_at
    for interval in event.fact.ended:
        end(card, interval, at, "put_back")
    if lane == "waiting":
        card.team, card.technicians, card.bay = None, [], None
    if lane in ("waiting", "queued"):
        mark(card, "unrepaired", False)
        card.cancel_reason = None
    if lane in ("waiting", "queued", "checking"):
        void_checks(card)
    if lane != "settling":
        card.wash_started_at = card.washed_at = None
    card.bill, card.bill_reason, card.bill_price_fen = None, None, None
    card.ready_at = card.finished_at = None
    if lane == "settling":
        card.bill = "open"
    enter(card, lane, at)


@on(CardReopened)
def _reopened(card: Card, event: Event[CardReopened]) -> None:
    card.finished_at = None
    lane = event.fact.lane
    if lane != "ready":
        card.ready_at, card.bill, card.cancel_reason = None, None, None
        card.bill_price_fen = card.bill_reason = None
        mark(card, "unrepaired", False)
        void_checks(card)
        card.wash_started_at = card.washed_at = None
    if lane == "waiting":
        card.team, card.technicians, card.bay = None, [], None
    enter(card, lane, event.occurred_at)


@on(CommandUndone)
def _undone(card: Card, event: Event[CommandUndone]) -> None:
    """The fold itself has left the named command out; only version and time move here."""
