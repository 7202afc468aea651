"""Knows how events become a review: it is the fold of its events, nothing else (DESIGN §2)."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date
from typing import Any

from board.event import Event, instant
from board.folding.applying import ERASED, private
from board.reviews.review import Countermeasure, Raised, Review, TeamLoad

Applier = Callable[[Review, Event], None]
_TIMES = ("since", "promise_at", "forecast_at", "parts_expected_at", "ready_at")


def fold_review(events: Iterable[Event]) -> Review | None:
    review: Review | None = None
    for event in events:
        review = apply_review(review, event)
    return review


def apply_review(review: Review | None, event: Event) -> Review:
    """The review after one more event; the one handed in is changed and returned."""
    if review is None:
        d = event.data
        at, due_at = instant(d["at"]), instant(d["due_at"])
        assert event.review and at and due_at
        review = Review(event.review, d["session"], date.fromisoformat(d["day"]), at, due_at)
    _APPLIERS[event.type](review, event)
    return review


def _expected(review: Review, event: Event) -> None:
    pass  # that it is there says that its time has come


def _missed(review: Review, event: Event) -> None:
    review.missed_at = event.occurred_at


def _explained(review: Review, event: Event) -> None:
    review.missed_reason = str(private(event, "reason", ERASED))
    review.explained_by = event.who


def _opened(review: Review, event: Event) -> None:
    d = event.data
    review.opened_at, review.opened_by, review.board_seq = event.occurred_at, event.who, d["board"]
    review.on_shift = list(d["on_shift"])
    review.raised = [_raised(one) for one in d["exceptions"]]
    review.loads = [_load(one) for one in d["loads"]]


def _raised(values: dict[str, Any]) -> Raised:
    return Raised(**values | {name: instant(values.get(name)) for name in _TIMES})


def _load(values: dict[str, Any]) -> TeamLoad:
    return TeamLoad(**{f.name: values[f.name] for f in fields(TeamLoad)})


def _attended(review: Review, event: Event) -> None:
    review.attendance = list(event.data["people"])


def _turned(review: Review, event: Event) -> None:
    review.part, review.car = event.data["part"], event.data["car"]


def _decided(review: Review, event: Event) -> None:
    d, due_at = event.data, instant(event.data["due_at"])
    assert due_at is not None
    note = private(event, "note")
    one = Countermeasure(
        id=d["countermeasure"], kind=d["kind"], owner=d["owner"], due_at=due_at, by=event.who,
        at=event.occurred_at, card=d["card"], note=str(note) if note else None,
        technicians=list(d["technicians"]), team=d["team"], until=d["until"],
    )  # fmt: skip
    if d["carried_out"]:
        _end(one, event, "carried_out")
    review.countermeasures.append(one)


def _finished(review: Review, event: Event) -> None:
    one = _measure(review, event)
    _end(one, event, event.data["how"])
    note = private(event, "note")
    one.finish_note = str(note) if note else None


def _end(one: Countermeasure, event: Event, how: str) -> None:
    one.finished_at, one.finished_by, one.how = event.occurred_at, event.who, how


def _escalated(review: Review, event: Event) -> None:
    _measure(review, event).escalated_at = event.occurred_at


def _measure(review: Review, event: Event) -> Countermeasure:
    one = review.countermeasure(event.data["countermeasure"])
    assert one is not None
    return one


def _closed(review: Review, event: Event) -> None:
    review.closed_at, review.closed_by = event.occurred_at, event.who
    review.loads_after = [_load(one) for one in event.data["loads"]]
    review.stood = [_raised(one) for one in event.data["stood"]]


def _left(review: Review, event: Event) -> None:
    _closed(review, event)
    review.closed_by, review.left_open = None, list(event.data["undecided"])


_APPLIERS: dict[str, Applier] = {
    "review_expected": _expected,
    "review_missed": _missed,
    "missed_review_explained": _explained,
    "review_opened": _opened,
    "attendance_marked": _attended,
    "review_turned": _turned,
    "countermeasure_added": _decided,
    "countermeasure_finished": _finished,
    "countermeasure_escalated": _escalated,
    "review_closed": _closed,
    "review_left": _left,
}
