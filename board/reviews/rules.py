"""Knows what every command of a review makes happen, or why not (SPEC §10)."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any, Protocol

from board.card import Card
from board.commands import DispatchCard
from board.event import Happening, stamp
from board.people import Person
from board.refusal import Refused
from board.review_commands import AddCountermeasure
from board.reviews.agenda import agenda, exception_of, raised
from board.reviews.closing import given_up_at, undecided
from board.reviews.deeds import OfDeeds, settled_by
from board.reviews.loads import on_shift, team_loads
from board.reviews.review import DUE, MISSED, OPEN, Countermeasure, Review, review_of
from board.reviews.sessions import EARLY, Sitting, sittings
from board.rights import demand
from board.rules import decide
from board.shop import Shop, decide_shop
from board.shop_commands import SetOvertime

PRESENT_KINDS = ("reassign", "add_people")  # carried out by giving the car out


class AtReview(OfDeeds, Protocol):
    """The facts of the shop, and those that reviews ask for besides."""

    shop: Shop
    seq: int

    def review(self, id: str) -> Review | None:
        """A review of this shop."""

    def waiting_reviews(self) -> list[Review]:
        """Reviews that still ask something of somebody, the oldest first."""

    def in_lanes(self) -> list[Card]:
        """Every card on the board."""


Decide = Callable[[Any, Card | None, Person, AtReview], list[Happening]]
_RULES: dict[str, Decide] = {}


def decide_review(
    name: str, args: object, card: Card | None, who: Person, facts: AtReview
) -> list[Happening]:
    """What a command makes happen; raises Forbidden or Refused. `card`: the car it is about."""
    demand(name, who)
    return _RULES[name](args, card, who, facts)


def _rule(name: str) -> Callable[[Decide], Decide]:
    def register(decide: Decide) -> Decide:
        _RULES[name] = decide
        return decide

    return register


def _of(review: str, type: str, private: dict | None = None, **data: object) -> Happening:
    return Happening(type, None, data, private or {}, review=review)


def _known(id: str, facts: AtReview) -> Review:
    if (review := facts.review(id)) is None:
        raise Refused("unknown_review")
    return review


def _under_way(id: str, facts: AtReview) -> Review:
    review = _known(id, facts)
    if review.state != OPEN:
        raise Refused("review_not_open", review=id, session=review.session)
    return review


# --- opening and leading -----------------------------------------------------------------------


@_rule("open_review")
def open_review(args: Any, card: Card | None, who: Person, facts: AtReview) -> list[Happening]:
    """早晨/中午/下午: from half an hour before its time until the next one's; one at a time. The
    board is frozen here, by its number, and the agenda by value."""
    sitting = _sitting(args.session, facts)
    left = _left(facts)
    if (known := facts.review(sitting.id)) and known.state not in (DUE, MISSED):
        raise Refused("review_was_held", review=sitting.id, session=args.session)
    if facts.now < sitting.at - EARLY:
        raise Refused("review_too_early", session=args.session, at=stamp(sitting.at - EARLY))
    if facts.now >= sitting.over_at:
        raise Refused("review_is_over", session=args.session)
    cards = facts.in_lanes()
    found = agenda(cards, facts.hours, facts.now, _decided(facts))
    loads = team_loads(cards, facts.directory, facts.hours, facts.now)
    return [*left, _of(
        sitting.id, "review_opened", **_when(sitting), board=facts.seq,
        on_shift=on_shift(facts.directory, facts.hours, facts.now),
        exceptions=[_plain(one) for one in found], loads=[_plain(one) for one in loads],
    )]  # fmt: skip


def _decided(facts: AtReview) -> list[Countermeasure]:
    return [one for review in facts.waiting_reviews() for one in review.open_countermeasures]


def _left(facts: AtReview) -> list[Happening]:
    """Reviews that nobody closed until the next one's time: its opening ends them, and their late
    cars without an answer are written down."""
    still_open = [review for review in facts.waiting_reviews() if review.state == OPEN]
    for one in still_open:
        if facts.now < given_up_at(one, facts.hours):
            raise Refused("review_is_open", review=one.id, session=one.session)
    return [_of(one.id, "review_left", **_as_it_ends(one, facts), undecided=_undecided(one, facts))
            for one in still_open]  # fmt: skip


def _sitting(session: str, facts: AtReview) -> Sitting:
    today = sittings(facts.hours.day(facts.now), facts.hours)
    found = next((one for one in today if one.session == session), None)
    if found is None:
        raise Refused("no_review_today", session=session)
    return found


def _when(one: Sitting) -> dict[str, object]:
    return {"session": one.session, "day": one.day.isoformat(), "at": stamp(one.at),
            "due_at": stamp(one.due_at)}  # fmt: skip


def _plain(one: object) -> dict[str, object]:
    """By value, as events hold it."""
    values = asdict(one)  # type: ignore[call-overload]
    return {k: stamp(v) if isinstance(v, datetime) else v for k, v in values.items()}


@_rule("mark_attendance")
def mark_attendance(args: Any, card: Card | None, who: Person, facts: AtReview) -> list[Happening]:
    review = _under_way(args.review, facts)
    for id in args.people:
        _active(id, facts)
    people = list(dict.fromkeys(args.people))
    return [_of(review.id, "attendance_marked", people=people)]


@_rule("turn_review")
def turn_review(args: Any, card: Card | None, who: Person, facts: AtReview) -> list[Happening]:
    review = _under_way(args.review, facts)
    if card is not None and review.exception(card.id) is None:
        raise Refused("not_on_agenda", card=card.id)
    return [_of(review.id, "review_turned", part=args.part, car=card.id if card else None)]


def _active(id: str, facts: AtReview) -> Person:
    person = facts.directory.person(id)
    if person is None or not person.active:
        raise Refused("unknown_person", person=id)
    return person


# --- countermeasures ---------------------------------------------------------------------------


@_rule("add_countermeasure")
def add_countermeasure(
    args: AddCountermeasure, card: Card | None, who: Person, facts: AtReview
) -> list[Happening]:
    """有效对策. What is itself a command is carried out with it, in one transaction, by the same
    rules and rights; the rest is its owner's duty."""
    review = _under_way(args.review, facts)
    owner = _active(args.owner, facts)
    if args.due_at <= facts.now:
        raise Refused("due_in_past")
    if args.kind == "new_promise":
        _check_promise(owner, card, facts)
    carried_out = _carried_out(args, card, who, facts)
    id = f"{review.id}.{len(review.countermeasures) + 1}"
    data: dict[str, object] = {
        "countermeasure": id, "kind": args.kind, "owner": args.owner, "due_at": stamp(args.due_at),
        "card": card.id if card else None, "carried_out": bool(carried_out),
        "team": args.team, "technicians": list(args.technicians),
        "until": args.until.isoformat("minutes") if args.until else None,
    }  # fmt: skip
    private = {"note": args.note} if args.note else {}
    return [*carried_out, _of(review.id, "countermeasure_added", private, **data)]


def _check_promise(owner: Person, card: Card | None, facts: AtReview) -> None:
    """改交车时间 becomes an advisor's duty: it needs a car, and the customer's word (SPEC §5)."""
    if card is None:
        raise Refused("which_car")
    if not owner.has("advisor"):
        advisors = [p.id for p in facts.directory.with_role("advisor")]
        raise Refused("advisor_promises", people=[card.advisor] if card.advisor else advisors)


def _carried_out(
    args: AddCountermeasure, card: Card | None, who: Person, facts: AtReview
) -> list[Happening]:
    if args.kind == "overtime" and args.until is not None:
        if args.team is None:
            raise Refused("which_team")
        day = facts.hours.day(facts.now)
        overtime = SetOvertime(team=args.team, day=day, until=args.until)
        return decide_shop("set_overtime", overtime, who, facts.shop, facts.new_id())
    if args.kind in PRESENT_KINDS and args.technicians:
        if card is None:
            raise Refused("which_car")
        return decide("dispatch_card", card, _given_out(args, card, facts), who, facts)
    if args.technicians or args.until:
        raise Refused("not_this_kind", kind=args.kind)
    return []


def _given_out(args: AddCountermeasure, card: Card, facts: AtReview) -> DispatchCard:
    """改派 gives the car to others, 加人 to more of its team; both leave it in its place."""
    people, team = list(args.technicians), args.team
    if args.kind == "add_people":
        people, team = list(dict.fromkeys([*card.technicians, *people])), card.team or team
    theirs = facts.directory.person(args.technicians[0])
    team = team or (theirs.team if theirs else None) or card.team or ""
    return DispatchCard(team=team, technicians=people)


@_rule("finish_countermeasure")
def finish_countermeasure(
    args: Any, card: Card | None, who: Person, facts: AtReview
) -> list[Happening]:
    review, one = _measure(args.countermeasure, facts)
    if one.finished_at:
        raise Refused("countermeasure_done", person=one.finished_by)
    if who.id != one.owner and not (one.escalated_at and who.has("foreman")):
        raise Refused("not_the_owner", person=one.owner, people=[one.owner])
    private = {"note": args.note} if args.note else {}
    return [_of(review.id, "countermeasure_finished", private, countermeasure=one.id, how="done")]


def _measure(id: str, facts: AtReview) -> tuple[Review, Countermeasure]:
    review = facts.review(review_of(id))
    one = review.countermeasure(id) if review else None
    if review is None or one is None:
        raise Refused("unknown_countermeasure")
    return review, one


# --- closing -----------------------------------------------------------------------------------


@_rule("close_review")
def close_review(args: Any, card: Card | None, who: Person, facts: AtReview) -> list[Happening]:
    """发现延误则必须调整 (seeds 000): not while a delayed car has neither a new time nor a
    countermeasure. How the cars and the teams stand then is kept beside how they stood."""
    review = _under_way(args.review, facts)
    if left := _undecided(review, facts):
        raise Refused("delays_open", cards=left, n=len(left))
    return [_of(review.id, "review_closed", **_as_it_ends(review, facts))]


def _undecided(review: Review, facts: AtReview) -> list[str]:
    return undecided(review, facts.in_lanes(), facts.waiting_reviews(), facts.now)


def _as_it_ends(review: Review, facts: AtReview) -> dict[str, object]:
    """The teams, and the cars of the agenda that are still here, as they stand now."""
    cards, of_agenda = facts.in_lanes(), {one.card for one in review.raised}
    loads = team_loads(cards, facts.directory, facts.hours, facts.now)
    decided = _decided(facts)
    stood = [raised(c, exception_of(c, facts.hours, facts.now, decided) or "none", c.state_since,
                    None, facts.now) for c in cards if c.id in of_agenda]  # fmt: skip
    return {"loads": [_plain(one) for one in loads], "stood": [_plain(one) for one in stood]}


@_rule("explain_missed_review")
def explain_missed_review(
    args: Any, card: Card | None, who: Person, facts: AtReview
) -> list[Happening]:
    review = _known(args.review, facts)
    if review.state != MISSED:
        raise Refused("review_not_missed", session=review.session)
    return [_of(review.id, "missed_review_explained", {"reason": args.reason})]


# --- the clock's -------------------------------------------------------------------------------


@_rule("expect_review")
def expect_review(args: Any, card: Card | None, who: Person, facts: AtReview) -> list[Happening]:
    """The foreman's duty opens (SPEC §9)."""
    found = next((s for s in sittings(args.day, facts.hours) if s.session == args.session), None)
    if found is None or found.at > facts.now or facts.review(found.id):
        raise Refused("duty_not_owed")
    return [_of(found.id, "review_expected", **_when(found))]


@_rule("miss_review")
def miss_review(args: Any, card: Card | None, who: Person, facts: AtReview) -> list[Happening]:
    """Not held by its time and the grace: recorded, and the manager's to know (SPEC §9)."""
    review = _known(args.review, facts)
    if review.state != DUE or review.due_at > facts.now:
        raise Refused("duty_not_owed")
    return [_of(review.id, "review_missed")]


@_rule("escalate_countermeasure")
def escalate_countermeasure(
    args: Any, card: Card | None, who: Person, facts: AtReview
) -> list[Happening]:
    review, one = _measure(args.countermeasure, facts)
    if one.finished_at or one.escalated_at or one.due_at > facts.now:
        raise Refused("duty_not_owed")
    return [_of(review.id, "countermeasure_escalated", countermeasure=one.id)]


@_rule("settle_countermeasure")
def settle_countermeasure(
    args: Any, card: Card | None, who: Person, facts: AtReview
) -> list[Happening]:
    review, one = _measure(args.countermeasure, facts)
    about = facts.card(one.card) if one.card else None
    how = settled_by(one, about, facts) if about else None
    if one.finished_at or how is None:
        raise Refused("duty_not_owed")
    return [_of(review.id, "countermeasure_finished", countermeasure=one.id, how=how)]
