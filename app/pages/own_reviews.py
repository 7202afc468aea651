"""Knows what of reviews is somebody's own, as their home shows it (rules.md §9)."""

from dataclasses import dataclass

from app import context
from app.pages.review_shown import Earlier, open_decisions
from app.storage import reviews
from board.people.people import Person
from board.reviews.review import DUE, OPEN, Review


@dataclass(frozen=True)
class OwnReviews:
    """Reviews to hold or to explain, how many more there are (`rest`), and countermeasures."""

    reviews: list[Review]
    rest: int
    decisions: list[Earlier]


def own_reviews(me: Person) -> OwnReviews | None:
    """The review due, under way or missed without a reason, to who leads it (a missed one is the
    manager's too), and one's countermeasures; overdue ones are the foreman's as well. None where
    there is none of it."""
    view = context.read_session()
    leads, waiting = me.has("foreman"), view.waiting_reviews()
    to_hold = [r for r in waiting if r.state in (DUE, OPEN)] if leads else []
    missed = reviews.unexplained(waiting) if me.has("foreman", "manager") else []
    decisions = [e for e in open_decisions(view)
                 if e.one.owner == me.id or (e.one.escalated_at and leads)]  # fmt: skip
    if not to_hold and not missed and not decisions:
        return None
    most = reviews.MOST_MISSED
    return OwnReviews(to_hold + missed[:most], len(missed[most:]), decisions)
