"""Knows what keeps a review from being closed, delays that nobody has done anything about, and
from when one that nobody closed is held no more."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from board.card.card import Card
from board.reviews.agenda import DELAYED
from board.reviews.review import Raised, Review
from board.reviews.sittings import over_at
from board.shop.hours import Hours

A_MEETING = timedelta(hours=1)  # one that was opened late may go on into the time of the next


def undecided(
    review: Review, cards: Iterable[Card], waiting: Iterable[Review], now: datetime
) -> list[str]:
    """Ids of the cars that were overdue or late at the opening, are still to be got ready, and have
    neither a new time nor a countermeasure: one of this review, or an earlier one whose time has
    not passed. A car that stands ready has its time."""
    here = {card.id: card for card in cards}
    promised = {
        one.card for earlier in waiting for one in earlier.open_countermeasures if one.due_at > now
    }
    return [
        one.card for one in review.raised
        if one.kind in DELAYED
        and one.card in here and here[one.card].lane != "ready"
        and not has_new_time(one, here[one.card])
        and not review.about(one.card) and one.card not in promised
    ]  # fmt: skip


def has_new_time(one: Raised, card: Card) -> bool:
    """Whether another promise stands than at the opening."""
    return card.promise_number != one.promise and card.promise_at != one.promise_at


def given_up_at(review: Review, hours: Hours) -> datetime:
    """From when an open review is taken for one that nobody closed."""
    over = over_at(review.session, review.day, hours)
    return max(over, review.opened_at + A_MEETING) if review.opened_at else over
