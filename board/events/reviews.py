"""Knows the facts of the three daily reviews (SPEC §10); cars and teams by value, as they stood."""

from datetime import date, datetime, time
from typing import Literal

from board.events.definition import ReviewFact, private
from board.review_commands import MeasureKind, Part, Session
from board.reviews.review import Raised, TeamLoad


class ReviewNamed(ReviewFact, shared=True):
    """When it is held, and until when it counts as held in time."""

    session: Session
    day: date
    at: datetime
    due_at: datetime


class ReviewExpected(ReviewNamed):
    """Its time has come."""


class ReviewMissed(ReviewFact):
    pass


class MissedReviewExplained(ReviewFact):
    reason: str = private()


class ReviewOpened(ReviewNamed):
    """`board`: the number of the change at which the board was frozen."""

    board: int
    on_shift: list[str]
    exceptions: list[Raised]
    loads: list[TeamLoad]


class AttendanceMarked(ReviewFact):
    people: list[str]


class ReviewTurned(ReviewFact):
    part: Part
    car: str | None


class CountermeasureAdded(ReviewFact):
    """`carried_out`: at once, by a command of its own beside it."""

    countermeasure: str
    kind: MeasureKind
    owner: str
    due_at: datetime
    card: str | None
    carried_out: bool
    team: str | None
    technicians: list[str]
    until: time | None
    note: str | None = private(default=None)


class CountermeasureFinished(ReviewFact):
    countermeasure: str
    how: Literal["done", "deed", "left"]
    note: str | None = private(default=None)


class CountermeasureEscalated(ReviewFact):
    countermeasure: str


class ReviewEnded(ReviewFact, shared=True):
    """How the teams and the cars of the agenda stood then."""

    loads: list[TeamLoad]
    stood: list[Raised]


class ReviewClosed(ReviewEnded):
    pass


class ReviewLeft(ReviewEnded):
    """Nobody closed it; `undecided` are the late cars left without an answer."""

    undecided: list[str]
