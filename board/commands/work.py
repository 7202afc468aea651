"""Knows the commands that give work out, begin it, stop it and end it (rules.md §4)."""

from dataclasses import field
from datetime import datetime

from board.commands.choices import BackTo, Flag, PauseReason
from board.commands.definition import command
from board.commands.fields import listed, number, text


@command
class DispatchCard:
    team: str = text(40)
    technicians: list[str] = listed(20, each=40, default_factory=list)
    bay: str | None = text(20, default=None)
    before: str | None = text(40, default=None)


@command
class PrioritiseCard:
    reason: str = text()
    flag: Flag | None = None
    on: bool | None = None
    before: str | None = text(40, default=None)


@command
class PutBack:
    lane: BackTo
    reason: str = text()


@command
class StartWork:
    technician: str | None = text(40, default=None)
    switch: bool = False


@command
class PauseWork:
    reason: PauseReason
    note: str | None = text(default=None)
    parts_expected_at: datetime | None = None
    technician: str | None = text(40, default=None)


@command
class ResumeWork:
    technician: str | None = text(40, default=None)
    switch: bool = False


@command
class HandWorkOver:
    to: str = text(40)
    technician: str | None = text(40, default=None)


@command
class CorrectInterval:
    interval: str = text(40)
    start: datetime | None = field(default=None, metadata={"alias": "from"})
    to: datetime | None = None
    reason: str = text()


@command
class FinishWork:
    """`confirmed`: really, although one's own work began only seconds ago."""

    technician: str | None = text(40, default=None)
    cause: str | None = text(default=None)
    work_done: str | None = text(default=None)
    result: str | None = text(default=None)
    confirmed: bool = False


@command
class ReportDelay:
    minutes: int = number(1, 6000)
    reason: str = text()


@command
class ExpectParts:
    expected_at: datetime
    note: str | None = text(default=None)


@command
class PartsArrived:
    note: str | None = text(default=None)


@command
class AddNote:
    text: str = text(1000)
