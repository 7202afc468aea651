"""Knows how events give work out, order it, and bring a card back or out."""

from board.card import Card
from board.event import Event
from board.folding.applying import ERASED, end, enter, mark, on, private, void_checks


@on("card_cancelled")
def _cancelled(card: Card, event: Event) -> None:
    for interval in event.data["ended"]:
        end(card, interval, event.occurred_at, "cancelled")
    card.cancel_reason = private(event, "reason", ERASED)
    if event.data["lane"] == "settling":
        mark(card, "unrepaired")
        card.bill = "open"
    else:
        card.finished_at = event.occurred_at
    enter(card, event.data["lane"], event.occurred_at)


@on("card_dispatched")
def _dispatched(card: Card, event: Event) -> None:
    d = event.data
    card.team, card.technicians = d["team"], list(d["technicians"])
    card.bay = private(event, "bay", card.bay)
    if d["lane"] != card.lane:
        enter(card, d["lane"], event.occurred_at)
    card.own_rank = d.get("own_rank", card.own_rank)


@on("card_prioritised")
def _prioritised(card: Card, event: Event) -> None:
    d = event.data
    if "own_rank" in d:
        card.own_rank = d["own_rank"]
    if d.get("flag") == "waiting_on_site":
        card.waiting_on_site = d["on"]
    elif "flag" in d:
        mark(card, d["flag"], d["on"])


@on("card_put_back")
def _put_back(card: Card, event: Event) -> None:
    lane, at = event.data["lane"], event.occurred_at
    for interval in event.data["ended"]:
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


@on("card_reopened")
def _reopened(card: Card, event: Event) -> None:
    card.finished_at = None
    lane = event.data["lane"]
    if lane != "ready":
        card.ready_at, card.bill, card.cancel_reason = None, None, None
        card.bill_price_fen = card.bill_reason = None
        mark(card, "unrepaired", False)
        void_checks(card)
        card.wash_started_at = card.washed_at = None
    if lane == "waiting":
        card.team, card.technicians, card.bay = None, [], None
    enter(card, lane, event.occurred_at)


@on("command_undone")
def _undone(card: Card, event: Event) -> None:
    """The fold itself has left the named command out; only version and time move here."""
