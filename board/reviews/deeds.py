"""Knows when a countermeasure is done by what happened to its car, and nobody need say so."""

from datetime import datetime, timedelta

from board.card import Card
from board.reviews.review import Countermeasure


def settled_by(one: Countermeasure, card: Card, undo_seconds: int, now: datetime) -> str | None:
    """`deed` where what it asked for has happened since, `left` where the car is gone; what may
    still be taken back does not count yet."""
    final = now - timedelta(seconds=undo_seconds)
    if not card.on_board:
        return "left" if (card.finished_at or card.lane_since or now) <= final else None
    at, sure = _deed(one, card)
    if at is None or at < one.at:
        return None
    return "deed" if sure or at <= final else None


def _deed(one: Countermeasure, card: Card) -> tuple[datetime | None, bool]:
    """When it happened, and whether it stands for good."""
    if one.kind == "new_promise" and card.promises:
        latest = card.promises[-1]
        return latest.made_at, not latest.within_range
    if one.kind == "chase_parts" and card.stop_reason != "parts" and not card.parts_expected_at:
        return card.state_since, False
    return None, False
