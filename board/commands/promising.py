"""Knows the commands about findings, customers' answers, promises and deadlines (rules.md §4)."""

from dataclasses import dataclass
from datetime import datetime

from board.commands.choices import (
    About,
    Answer,
    Channel,
    DutyKind,
    DutyOutcome,
    Outcome,
    RecordKind,
    Urgency,
)
from board.commands.definition import command
from board.commands.fields import fen, listed, minutes, number, text


@command
class ReportAddOn:
    what: str = text()
    urgency: Urgency
    can_go_on: bool
    parts: str | None = text(default=None)
    minutes: int | None = minutes(default=None)
    price_fen: int | None = fen(default=None)
    photos: list[str] = listed(9, each=80, default_factory=list)


@command
class PriceAddOn:
    add_on: str = text(40)
    price_fen: int = fen()
    minutes: int = minutes()


@command
class AnswerAddOn:
    """`offer` is the one that was read out; no `promise_at`: the promise stays."""

    add_on: str = text(40)
    offer: str = text(60)
    answer: Answer
    channel: Channel
    spoke_to: str | None = text(60, default=None)
    promise_at: datetime | None = None


@command
class InformWorkshop:
    add_on: str = text(40)
    person: str = text(40)


@command
class AttachPhoto:
    photo: str = text(80)
    add_on: str | None = text(40, default=None)


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
class AnswerEnquiry:
    on_time: bool
    minutes_left: int | None = number(0, 6000, default=None)
    reason: str | None = text(default=None)


@command
class RaiseRecord:
    kind: RecordKind
    note: str = text(1000)
    photos: list[str] = listed(9, each=80, default_factory=list)


@command
class FinishDuty:
    duty: str = text(100)
    outcome: DutyOutcome
    note: str | None = text(default=None)


@command
class OpenDuty:
    """The clock's: a deadline begins to count down."""

    kind: DutyKind
    about: str | None = text(60, default=None)


@command
class EscalateDuty:
    """The clock's: a deadline has passed undone."""

    duty: str = text(100)


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
