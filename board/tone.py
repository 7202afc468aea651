"""Knows the tone of a card: how it stands against its promise (SPEC §5)."""

from datetime import datetime

from board.card import Card

OVERDUE, UNKNOWN = "overdue", "unknown"


def tone(card: Card, now: datetime) -> str:
    """`overdue` after the promise, else `unknown` (the forecast brings the others). A car that
    was ready in time stays so, however late the customer comes for it."""
    if card.promise_at is None or not card.on_board:
        return UNKNOWN
    reached = card.ready_at if card.lane == "ready" and card.ready_at else now
    return OVERDUE if reached > card.promise_at else UNKNOWN


def turns_overdue_at(card: Card) -> datetime | None:
    """When the clock alone will change the tone, or None."""
    if not card.on_board or card.lane == "ready":
        return None
    return card.promise_at
