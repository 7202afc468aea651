"""Knows what reviews come to over weeks: held on time, exceptions by kind, countermeasures finished
in time, late promises turned around (SPEC §10)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from board.reviews.review import HELD, OPEN, Raised, Review


@dataclass
class Week:
    """One week, from its Monday on. `turned` of `late`: promises forecast late at a review by which
    the car was ready all the same; each once, however many reviews found it late."""

    monday: date
    reviews: int = 0
    on_time: int = 0
    late_held: int = 0
    missed: int = 0
    exceptions: Counter[str] = field(default_factory=Counter)
    countermeasures: int = 0
    in_time: int = 0
    late: int = 0
    turned: int = 0


def weeks(
    reviews: Iterable[Review], ready: Mapping[str, datetime | None], now: datetime
) -> list[Week]:
    """The latest week first. `reviews` from the oldest on; `ready`: when cars of the agendas were
    ready, by card; only those that are, or whose promise has passed, count as turned around or
    not."""
    found: dict[date, Week] = {}
    counted: set[tuple[str, datetime | None]] = set()
    for review in reviews:
        monday = review.day - timedelta(days=review.day.weekday())
        week = found.setdefault(monday, Week(monday))
        _count(week, review, now)
        for one in review.raised:
            if one.kind == "late" and (one.card, one.promise_at) not in counted:
                counted.add((one.card, one.promise_at))
                _turn(week, one, ready, now)
    return [found[monday] for monday in sorted(found, reverse=True)]


def _count(week: Week, review: Review, now: datetime) -> None:
    if review.state in (HELD, OPEN):
        week.on_time += review.held_on_time
        week.late_held += not review.held_on_time
    elif review.missed_at:
        week.missed += 1
    else:
        return  # still to be held in time
    week.reviews += 1
    week.exceptions.update(one.kind for one in review.raised)
    settled = [m for m in review.countermeasures if m.finished_at or m.due_at <= now]
    week.countermeasures += len(settled)
    week.in_time += sum(m.in_time for m in settled)


def _turn(week: Week, one: Raised, ready: Mapping[str, datetime | None], now: datetime) -> None:
    at = ready.get(one.card)
    if one.card in ready and one.promise_at and (at or one.promise_at <= now):
        week.late += 1
        week.turned += at is not None and at <= one.promise_at
