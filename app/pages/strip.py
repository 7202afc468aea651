"""Knows the strip under every view of a wall: when the next review is, and what was decided and is
not done yet (rules.md §10)."""

from dataclasses import dataclass

from app import context
from app.pages.review_shown import Earlier, open_decisions
from app.pages.reviews import next_review
from board.reviews.review import DUE, MISSED, OPEN, Review
from board.reviews.sittings import Sitting

AHEAD = "ahead"


@dataclass(frozen=True)
class Strip:
    """The review that is held, due, or missed and unexplained today, and the next one; open
    decisions by their time."""

    under_way: Review | None
    due: Review | None
    missed: Review | None
    next: Sitting | None
    decisions: list[Earlier]

    @property
    def state(self) -> str:
        """What the strip tells of first."""
        if self.under_way:
            return OPEN
        return DUE if self.due else MISSED if self.missed else AHEAD

    @property
    def leads_to(self) -> str:
        """The path that a touch on it opens."""
        return f"/reviews/{self.under_way.id}" if self.under_way else "/reviews"


def strip() -> Strip:
    view = context.read_session()
    waiting, today = view.waiting_reviews(), view.hours.day(view.now)
    missed = [r for r in waiting if r.state == MISSED and r.day == today]
    return Strip(
        view.review_under_way(),
        next((r for r in waiting if r.state == DUE), None),
        missed[-1] if missed else None,
        next_review(view),
        open_decisions(view),
    )
