"""Knows the facts of work on a car: who began, stopped and ended, and what was said of it."""

from datetime import datetime

from board.commands import PauseReason
from board.events.definition import CardFact, private, written


class WorkBegun(CardFact, shared=True):
    """Somebody's time on the car runs from now on, under the id `interval`."""

    interval: str
    technician: str


class WorkStarted(WorkBegun):
    pass


class WorkResumed(WorkBegun):
    pass


class WorkPaused(CardFact):
    """`ended` are the intervals that ended, now or (by the clock) at `ended_at`; `stops`: nobody
    works on the car any more."""

    ended: list[str]
    reason: PauseReason
    stops: bool
    ended_at: datetime | None = None
    parts_expected_at: datetime | None = None
    note: str | None = private(default=None)


class WorkHandedOver(CardFact):
    """One's interval `ended` and the other's begins."""

    ended: str
    giver: str = written("from")
    to: str
    interval: str


class IntervalCorrected(CardFact):
    """`to` None: it still runs."""

    interval: str
    technician: str
    start: datetime
    to: datetime | None
    reason: str = private()


class WorkFinished(CardFact):
    """`done`: it was the last one at work, so the car goes to its check."""

    ended: list[str]
    technician: str
    done: bool
    cause: str | None = private(default=None)
    work_done: str | None = private(default=None)
    result: str | None = private(default=None)


class DelayReported(CardFact):
    minutes: int
    reason: str = private()


class NoteAdded(CardFact):
    text: str = private()
