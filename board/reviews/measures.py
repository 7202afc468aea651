"""Knows how countermeasures 有效对策 are decided, carried out, done and escalated (SPEC §10)."""

from board.card import Card
from board.commands import DispatchCard
from board.event import Happening
from board.events.reviews import (
    CountermeasureAdded,
    CountermeasureEscalated,
    CountermeasureFinished,
)
from board.facts import Facts
from board.people import Person
from board.refusal import Refused
from board.review_commands import (
    AddCountermeasure,
    EscalateCountermeasure,
    FinishCountermeasure,
    SettleCountermeasure,
)
from board.reviews.deeds import settled_by
from board.reviews.named import active, measure, under_way
from board.rules.rule import decide, rule
from board.shop_commands import SetOvertime

PRESENT_KINDS = ("reassign", "add_people")  # carried out by giving the car out


@rule("add_countermeasure")
def add_countermeasure(
    card: Card | None, args: AddCountermeasure, who: Person, facts: Facts
) -> list[Happening]:
    """What is itself a command is carried out with it, in one transaction, by the same rules and
    rights; the rest is its owner's duty."""
    review = under_way(args.review, facts)
    owner = active(args.owner, facts)
    if args.due_at <= facts.now:
        raise Refused("due_in_past")
    if args.kind == "new_promise":
        _check_promise(owner, card, facts)
    carried_out = _carried_out(args, card, who, facts)
    return [*carried_out, Happening(review.id, CountermeasureAdded(
        countermeasure=f"{review.id}.{len(review.countermeasures) + 1}", kind=args.kind,
        owner=args.owner, due_at=args.due_at, card=card.id if card else None,
        carried_out=bool(carried_out), team=args.team, technicians=list(args.technicians),
        until=args.until, note=args.note or None,
    ))]  # fmt: skip


def _check_promise(owner: Person, card: Card | None, facts: Facts) -> None:
    """改交车时间 becomes an advisor's duty: it needs a car, and the customer's word (SPEC §5)."""
    if card is None:
        raise Refused("which_car")
    if not owner.has("advisor"):
        advisors = [p.id for p in facts.directory.with_role("advisor")]
        raise Refused("advisor_promises", people=[card.advisor] if card.advisor else advisors)


def _carried_out(
    args: AddCountermeasure, card: Card | None, who: Person, facts: Facts
) -> list[Happening]:
    if args.kind == "overtime" and args.until is not None:
        if args.team is None:
            raise Refused("which_team")
        day = facts.hours.day(facts.now)
        overtime = SetOvertime(team=args.team, day=day, until=args.until)
        return decide("set_overtime", facts.shop, overtime, who, facts)
    if args.kind in PRESENT_KINDS and args.technicians:
        if card is None:
            raise Refused("which_car")
        return decide("dispatch_card", card, _given_out(args, card, facts), who, facts)
    if args.technicians or args.until:
        raise Refused("not_this_kind", kind=args.kind)
    return []


def _given_out(args: AddCountermeasure, card: Card, facts: Facts) -> DispatchCard:
    """改派 gives the car to others, 加人 to more of its team; both leave it in its place."""
    people, team = list(args.technicians), args.team
    if args.kind == "add_people":
        people, team = list(dict.fromkeys([*card.technicians, *people])), card.team or team
    theirs = facts.directory.person(args.technicians[0])
    team = team or (theirs.team if theirs else None) or card.team or ""
    return DispatchCard(team=team, technicians=people)


@rule("finish_countermeasure")
def finish_countermeasure(
    card: Card | None, args: FinishCountermeasure, who: Person, facts: Facts
) -> list[Happening]:
    review, one = measure(args.countermeasure, facts)
    if one.finished_at:
        raise Refused("countermeasure_done", person=one.finished_by)
    if who.id != one.owner and not (one.escalated_at and who.has("foreman")):
        raise Refused("not_the_owner", person=one.owner, people=[one.owner])
    done = CountermeasureFinished(countermeasure=one.id, how="done", note=args.note or None)
    return [Happening(review.id, done)]


@rule("escalate_countermeasure")
def escalate_countermeasure(
    card: Card | None, args: EscalateCountermeasure, who: Person, facts: Facts
) -> list[Happening]:
    """The clock's: its own time has passed undone."""
    review, one = measure(args.countermeasure, facts)
    if one.finished_at or one.escalated_at or one.due_at > facts.now:
        raise Refused("duty_not_owed")
    return [Happening(review.id, CountermeasureEscalated(countermeasure=one.id))]


@rule("settle_countermeasure")
def settle_countermeasure(
    card: Card | None, args: SettleCountermeasure, who: Person, facts: Facts
) -> list[Happening]:
    """The clock's: what it asked for has happened, or its car has left the board."""
    review, one = measure(args.countermeasure, facts)
    about = facts.card(one.card) if one.card else None
    how = settled_by(one, about, facts) if about else None
    if one.finished_at or how is None:
        raise Refused("duty_not_owed")
    return [Happening(review.id, CountermeasureFinished(countermeasure=one.id, how=how))]
