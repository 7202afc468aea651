"""Knows what reviews come to over weeks: held on time, exceptions by kind, countermeasures finished
in time, late promises turned around (SPEC §10)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from board.reviews.review import HELD, OPEN, Review


@dataclass
class Week:
    """One week, from its Monday on. `turned` of `late`: cars forecast late at a review that were
    ready by the promise that stood then."""

    monday: date
    reviews: int = 0
    on_time: int = 0
    late_held: int = 0
    missed: int = 0
    exceptions: Counter = field(default_factory=Counter)
    countermeasures: int = 0
    in_time: int = 0
    late: int = 0
    turned: int = 0


def weeks(
    reviews: Iterable[Review], ready: Mapping[str, datetime | None], now: datetime
) -> list[Week]:
    """The latest week first. `ready`: when cars of the agendas were ready, by card; only those that
    are, or whose promise has passed, count as turned around or not."""
    found: dict[date, Week] = {}
    for review in reviews:
        monday = review.day - timedelta(days=review.day.weekday())
        _count(found.setdefault(monday, Week(monday)), review, ready, now)
    return [found[monday] for monday in sorted(found, reverse=True)]


def _count(week: Week, review: Review, ready: Mapping[str, datetime | None], now: datetime) -> None:
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
    for one in review.raised:
        if one.kind == "late" and one.promise_at and one.card in ready:
            at = ready[one.card]
            if at or one.promise_at <= now:
                week.late += 1
                week.turned += at is not None and at <= one.promise_at
