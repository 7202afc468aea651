"""Knows the tone of a card: how it stands against its promise (SPEC §5)."""

from datetime import datetime

from board.card import Card

ON_TIME, TIGHT, LATE, OVERDUE, UNKNOWN = "on_time", "tight", "late", "overdue", "unknown"


def tone(card: Card, now: datetime) -> str:
    """`overdue` after the promise; before it, by what the forecast says. A car that was ready in
    time stays so, however late the customer comes for it."""
    if card.promise_at is None or not card.on_board:
        return UNKNOWN
    if card.lane == "ready" and card.ready_at:
        return ON_TIME if card.ready_at <= card.promise_at else OVERDUE
    if now > card.promise_at:
        return OVERDUE
    forecast = card.forecast
    if forecast is None or forecast.likely is None or forecast.safe is None:
        return UNKNOWN
    if forecast.likely > card.promise_at:
        return LATE
    return TIGHT if forecast.safe > card.promise_at else ON_TIME


def turns_overdue_at(card: Card) -> datetime | None:
    """When the clock alone will change the tone, or None."""
    if not card.on_board or card.lane == "ready":
        return None
    return card.promise_at
