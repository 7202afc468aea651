"""Knows what the ids in the commands of a review name, and refuses what they must not."""

from board.facts import Facts
from board.people import Person
from board.refusal import Refused
from board.reviews.review import OPEN, Countermeasure, Review, review_of


def known(id: str, facts: Facts) -> Review:
    if (review := facts.review(id)) is None:
        raise Refused("unknown_review")
    return review


def under_way(id: str, facts: Facts) -> Review:
    """The review, which is to be open."""
    review = known(id, facts)
    if review.state != OPEN:
        raise Refused("review_not_open", review=id, session=review.session)
    return review


def active(id: str, facts: Facts) -> Person:
    """The person, who is to work here."""
    person = facts.directory.person(id)
    if person is None or not person.active:
        raise Refused("unknown_person", person=id)
    return person


def measure(id: str, facts: Facts) -> tuple[Review, Countermeasure]:
    """A countermeasure and the review it was decided in."""
    review = facts.review(review_of(id))
    one = review.countermeasure(id) if review else None
    if review is None or one is None:
        raise Refused("unknown_countermeasure")
    return review, one
