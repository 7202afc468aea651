"""Knows how duties open, escalate and end: most end by the deed itself (SPEC §9)."""

from board.card import Card
from board.event import Event


def settle(card: Card, event: Event) -> None:
    """After every event: duties that the deed has done, or that are no longer owed, end."""
