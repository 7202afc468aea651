"""Knows the commands about promises and what customers are told (rules.md §4, §5)."""

from dataclasses import dataclass
from datetime import datetime

from board.commands.choices import About, Channel, Outcome
from board.commands.definition import command
from board.commands.fields import fen, text


@dataclass(frozen=True, kw_only=True)
class Consent:
    """How the customer agreed, and who said so."""

    channel: Channel
    spoke_to: str = text(60)


@command
class Repromise:
    """A new version of the promise: agreed to by the customer, or within the preset range."""

    promise_at: datetime
    price_fen: int = fen()
    reason: str = text()
    consent: Consent | None = None
    within_range: bool = False


@command
class TellCustomer:
    """`promise`: the time that was said, about a delay the new one the customer agreed to;
    `call_again_at`: until when they will hear again."""

    about: About
    channel: Channel
    outcome: Outcome
    promise: datetime | None = None
    spoke_to: str | None = text(60, default=None)
    note: str | None = text(default=None)
    call_again_at: datetime | None = None
