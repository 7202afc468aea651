"""Knows how events become a review: it is the fold of its events, nothing else (DESIGN §2)."""

from board.event import Event
from board.events import Fact
from board.events.reviews import (
    AttendanceMarked,
    CountermeasureAdded,
    CountermeasureEscalated,
    CountermeasureFinished,
    MissedReviewExplained,
    ReviewClosed,
    ReviewEnded,
    ReviewExpected,
    ReviewLeft,
    ReviewMissed,
    ReviewNamed,
    ReviewOpened,
    ReviewTurned,
)
from board.folding.applying import on
from board.reviews.review import Countermeasure, Review


def begun(event: Event[ReviewNamed]) -> Review:
    """The review as its first event names it."""
    fact = event.fact
    return Review(event.review or "", fact.session, fact.day, fact.at, fact.due_at)


@on(ReviewExpected)
def _expected(review: Review, event: Event[ReviewExpected]) -> None:
    """That it is there says that its time has come."""


@on(ReviewMissed)
def _missed(review: Review, event: Event[ReviewMissed]) -> None:
    review.missed_at = event.occurred_at


@on(MissedReviewExplained)
def _explained(review: Review, event: Event[MissedReviewExplained]) -> None:
    review.missed_reason, review.explained_by = event.fact.reason, event.who


@on(ReviewOpened)
def _opened(review: Review, event: Event[ReviewOpened]) -> None:
    fact = event.fact
    review.opened_at, review.opened_by = event.occurred_at, event.who
    review.board_seq, review.on_shift = fact.board, list(fact.on_shift)
    review.raised, review.loads = list(fact.exceptions), list(fact.loads)


@on(AttendanceMarked)
def _attended(review: Review, event: Event[AttendanceMarked]) -> None:
    review.attendance = list(event.fact.people)


@on(ReviewTurned)
def _turned(review: Review, event: Event[ReviewTurned]) -> None:
    review.part, review.car = event.fact.part, event.fact.car


@on(CountermeasureAdded)
def _decided(review: Review, event: Event[CountermeasureAdded]) -> None:
    fact = event.fact
    one = Countermeasure(
        id=fact.countermeasure, kind=fact.kind, owner=fact.owner, due_at=fact.due_at, by=event.who,
        at=event.occurred_at, card=fact.card, note=fact.note, technicians=list(fact.technicians),
        team=fact.team, until=fact.until.isoformat("minutes") if fact.until else None,
    )  # fmt: skip
    if fact.carried_out:
        _end(one, event, "carried_out")
    review.countermeasures.append(one)


@on(CountermeasureFinished)
def _finished(review: Review, event: Event[CountermeasureFinished]) -> None:
    one = _measure(review, event.fact.countermeasure)
    _end(one, event, event.fact.how)
    one.finish_note = event.fact.note


def _end(one: Countermeasure, event: Event[Fact], how: str) -> None:
    one.finished_at, one.finished_by, one.how = event.occurred_at, event.who, how


@on(CountermeasureEscalated)
def _escalated(review: Review, event: Event[CountermeasureEscalated]) -> None:
    _measure(review, event.fact.countermeasure).escalated_at = event.occurred_at


def _measure(review: Review, id: str) -> Countermeasure:
    one = review.countermeasure(id)
    assert one is not None
    return one


@on(ReviewClosed)
def _closed(review: Review, event: Event[ReviewClosed]) -> None:
    _ended(review, event)
    review.closed_by = event.who


@on(ReviewLeft)
def _left(review: Review, event: Event[ReviewLeft]) -> None:
    """Nobody closed it: the next one's opening did."""
    _ended(review, event)
    review.left_open = list(event.fact.undecided)


def _ended(review: Review, event: Event[ReviewEnded]) -> None:
    review.closed_at = event.occurred_at
    review.loads_after, review.stood = list(event.fact.loads), list(event.fact.stood)
