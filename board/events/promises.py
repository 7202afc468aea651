"""Knows the fact that a promise changed after check-in (SPEC §5)."""

from datetime import datetime

from board.commands import Channel
from board.events.definition import CardFact, private


class PromiseChanged(CardFact):
    """Agreed to over `channel` by whom the advisor spoke to, or within the range."""

    promise_at: datetime
    price_fen: int
    channel: Channel | None = None
    within_range: bool = False
    reason: str = private()
    spoke_to: str | None = private(default=None)
