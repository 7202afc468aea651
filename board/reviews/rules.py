"""Knows how a review is opened, led, closed, missed and explained, or why not (rules.md §10); what
is decided in it is in board/reviews/measures.py."""

from typing import TypedDict

from board.card.card import Card
from board.commands.facts import Facts
from board.commands.refusal import Refused
from board.commands.reviews import (
    CloseReview,
    ExpectReview,
    ExplainMissedReview,
    MarkAttendance,
    MissReview,
    OpenReview,
    TurnReview,
)
from board.events.event import Happening, stamp
from board.events.reviews import (
    AttendanceMarked,
    MissedReviewExplained,
    ReviewClosed,
    ReviewExpected,
    ReviewLeft,
    ReviewMissed,
    ReviewOpened,
    ReviewTurned,
)
from board.people.people import Person
from board.reviews.agenda import agenda, exception_of, raised
from board.reviews.closing import given_up_at, undecided
from board.reviews.loads import on_shift, team_loads
from board.reviews.named import active, known, under_way
from board.reviews.review import DUE, MISSED, OPEN, Countermeasure, Raised, Review, TeamLoad
from board.reviews.sittings import EARLY, Sitting, sittings
from board.rules.rule import rule


@rule("open_review")
def open_review(card: Card | None, args: OpenReview, who: Person, facts: Facts) -> list[Happening]:
    """早晨/中午/下午: from half an hour before its time until the next one's; one at a time. The
    board is frozen here, by its number, and the agenda by value."""
    sitting = _sitting(args.session, facts)
    left = _left(facts)
    if (before := facts.review(sitting.id)) and before.state not in (DUE, MISSED):
        raise Refused("review_was_held", review=sitting.id, session=args.session)
    if facts.now < sitting.at - EARLY:
        raise Refused("review_too_early", session=args.session, at=stamp(sitting.at - EARLY))
    if facts.now >= sitting.over_at:
        raise Refused("review_is_over", session=args.session)
    cards = facts.in_lanes()
    return [*left, Happening(sitting.id, ReviewOpened(
        session=sitting.session, day=sitting.day, at=sitting.at, due_at=sitting.due_at,
        board=facts.seq, on_shift=on_shift(facts.directory, facts.hours, facts.now),
        exceptions=agenda(cards, facts.hours, facts.now, _decided(facts)),
        loads=team_loads(cards, facts.directory, facts.hours, facts.now),
    ))]  # fmt: skip


def _decided(facts: Facts) -> list[Countermeasure]:
    return [one for review in facts.waiting_reviews() for one in review.open_countermeasures]


def _left(facts: Facts) -> list[Happening]:
    """Reviews that nobody closed until the next one's time: its opening ends them, and their late
    cars without an answer are written down."""
    still_open = [review for review in facts.waiting_reviews() if review.state == OPEN]
    for one in still_open:
        if facts.now < given_up_at(one, facts.hours):
            raise Refused("review_is_open", review=one.id, session=one.session)
    return [
        Happening(one.id, ReviewLeft(**_as_it_ends(one, facts), undecided=_undecided(one, facts)))
        for one in still_open
    ]


def _sitting(session: str, facts: Facts) -> Sitting:
    today = sittings(facts.hours.day(facts.now), facts.hours)
    found = next((one for one in today if one.session == session), None)
    if found is None:
        raise Refused("no_review_today", session=session)
    return found


@rule("mark_attendance")
def mark_attendance(
    card: Card | None, args: MarkAttendance, who: Person, facts: Facts
) -> list[Happening]:
    review = under_way(args.review, facts)
    for id in args.people:
        active(id, facts)
    return [Happening(review.id, AttendanceMarked(people=list(dict.fromkeys(args.people))))]


@rule("turn_review")
def turn_review(card: Card | None, args: TurnReview, who: Person, facts: Facts) -> list[Happening]:
    review = under_way(args.review, facts)
    if card is not None and review.exception(card.id) is None:
        raise Refused("not_on_agenda", card=card.id)
    return [Happening(review.id, ReviewTurned(part=args.part, car=card.id if card else None))]


@rule("close_review")
def close_review(
    card: Card | None, args: CloseReview, who: Person, facts: Facts
) -> list[Happening]:
    """发现延误则必须调整 (document 000): not while a delayed car has neither a new time nor a
    countermeasure. How the cars and the teams stand then is kept beside how they stood."""
    review = under_way(args.review, facts)
    if left := _undecided(review, facts):
        raise Refused("delays_open", cards=left, n=len(left))
    return [Happening(review.id, ReviewClosed(**_as_it_ends(review, facts)))]


def _undecided(review: Review, facts: Facts) -> list[str]:
    return undecided(review, facts.in_lanes(), facts.waiting_reviews(), facts.now)


class _Ending(TypedDict):
    loads: list[TeamLoad]
    stood: list[Raised]


def _as_it_ends(review: Review, facts: Facts) -> _Ending:
    """The teams, and the cars of the agenda that are still here, as they stand now."""
    cards, of_agenda = facts.in_lanes(), {one.card for one in review.raised}
    decided = _decided(facts)
    stood = [raised(c, exception_of(c, facts.hours, facts.now, decided) or "none", c.state_since,
                    None, facts.now) for c in cards if c.id in of_agenda]  # fmt: skip
    loads = team_loads(cards, facts.directory, facts.hours, facts.now)
    return {"loads": loads, "stood": stood}


@rule("explain_missed_review")
def explain_missed_review(
    card: Card | None, args: ExplainMissedReview, who: Person, facts: Facts
) -> list[Happening]:
    review = known(args.review, facts)
    if review.state != MISSED:
        raise Refused("review_not_missed", session=review.session)
    return [Happening(review.id, MissedReviewExplained(reason=args.reason))]


# --- the clock's -------------------------------------------------------------------------------


@rule("expect_review")
def expect_review(
    card: Card | None, args: ExpectReview, who: Person, facts: Facts
) -> list[Happening]:
    """The foreman's duty opens (rules.md §9)."""
    found = next((s for s in sittings(args.day, facts.hours) if s.session == args.session), None)
    if found is None or found.at > facts.now or facts.review(found.id):
        raise Refused("duty_not_owed")
    return [Happening(found.id, ReviewExpected(
        session=found.session, day=found.day, at=found.at, due_at=found.due_at
    ))]  # fmt: skip


@rule("miss_review")
def miss_review(card: Card | None, args: MissReview, who: Person, facts: Facts) -> list[Happening]:
    """Not held by its time and the grace: recorded, and the manager's to know (rules.md §9)."""
    review = known(args.review, facts)
    if review.state != DUE or review.due_at > facts.now:
        raise Refused("duty_not_owed")
    return [Happening(review.id, ReviewMissed())]
