"""Knows the commands about deadlines and the answer to the enquiry (rules.md §4, §9)."""

from board.commands.choices import DutyKind, DutyOutcome
from board.commands.definition import command
from board.commands.fields import number, text


@command
class AnswerEnquiry:
    on_time: bool
    minutes_left: int | None = number(0, 6000, default=None)
    reason: str | None = text(default=None)


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
