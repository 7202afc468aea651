"""Knows the commands of the three daily reviews and their arguments (SPEC §4, §10)."""

from datetime import date, datetime, time
from typing import Literal, dataclass_transform, get_args

from board.fields import listed, text
from board.registry import T, registered

Session = Literal["morning", "noon", "afternoon"]
Part = Literal["earlier", "load", "exceptions", "attendance", "effect", "close"]
MeasureKind = Literal[
    "reassign", "add_people", "overtime", "new_promise", "chase_parts", "outsource", "other"
]

SESSIONS = get_args(Session)
PARTS = get_args(Part)
MEASURE_KINDS = get_args(MeasureKind)

REVIEW_COMMANDS: dict[str, type] = {}
# What the clock notes of reviews: that one is due or was missed, that a
# countermeasure is overdue, or that what it asked for has happened.
CLOCKS_OWN_REVIEWS = (
    "expect_review", "miss_review", "escalate_countermeasure", "settle_countermeasure",
)  # fmt: skip
# Whose argument may be a card, as the commands on cards have it: with the version looked at where
# something is done to the card.
ABOUT_A_CARD = ("add_countermeasure", "turn_review")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(listed, text))
def _command(cls: T) -> T:
    return registered(cls, REVIEW_COMMANDS)


@_command
class OpenReview:
    session: Session


@_command
class MarkAttendance:
    """Everybody who stands at the board; whoever is left out is not there."""

    review: str = text(40)
    people: list[str] = listed(200, each=40)


@_command
class TurnReview:
    """What tablet and wall show now: a part of the review, or one of its exceptions."""

    review: str = text(40)
    part: Part


@_command
class AddCountermeasure:
    """有效对策: what, who and until when. With `technicians` a reassignment or more people is
    carried out at once, with `team` and `until` overtime is."""

    review: str = text(40)
    kind: MeasureKind
    owner: str = text(40)
    due_at: datetime
    note: str | None = text(default=None)
    team: str | None = text(40, default=None)
    technicians: list[str] = listed(20, each=40, default_factory=list)
    until: time | None = None


@_command
class CloseReview:
    review: str = text(40)


@_command
class ExplainMissedReview:
    review: str = text(40)
    reason: str = text()


@_command
class FinishCountermeasure:
    countermeasure: str = text(60)
    note: str | None = text(default=None)


@_command
class ExpectReview:
    """The clock's: the time of a review has come."""

    session: Session
    day: date


@_command
class MissReview:
    """The clock's: its time and the grace after it have passed unheld."""

    review: str = text(40)


@_command
class EscalateCountermeasure:
    """The clock's: a countermeasure's own time has passed undone."""

    countermeasure: str = text(60)


@_command
class SettleCountermeasure:
    """The clock's: what it asked for has happened, or its car has left the board."""

    countermeasure: str = text(60)
