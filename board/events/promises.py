"""Knows the fact that a promise changed after check-in (rules.md §5)."""

from datetime import datetime

from board.commands.choices import Channel, Despite
from board.events.definition import CardFact, private


class PromiseChanged(CardFact):
    """Agreed to over `channel` by whom the advisor spoke to, or within the range."""

    promise_at: datetime
    price_fen: int
    channel: Channel | None = None
    within_range: bool = False
    despite: Despite | None = None
    reason: str = private()
    spoke_to: str | None = private(default=None)
