"""Knows the facts of deadlines (SPEC §9): opened, escalated by the clock, ended by their owner."""

from datetime import datetime
from typing import ClassVar

from board.commands import DutyKind, DutyOutcome
from board.events.definition import CardFact, private


class DutyOpened(CardFact):
    """`about`: the promise or the add-on it is about, or since when the car is ready."""

    quiet: ClassVar[bool] = True
    duty: str
    kind: DutyKind
    due_at: datetime
    about: str | None = None


class DutyEscalated(CardFact):
    quiet: ClassVar[bool] = True
    duty: str


class DutyFinished(CardFact):
    duty: str
    outcome: DutyOutcome
    note: str | None = private(default=None)


class EnquiryAnswered(CardFact):
    """The technician's answer to 进度询问."""

    on_time: bool
    minutes_left: int | None = None
    reason: str | None = private(default=None)
