"""Knows how the foreman (or a leader inside the team) gives work out and orders it
(document 000: 作业指示的主要负责人是车间主管)."""

from board.card.between import between
from board.card.card import Card
from board.card.lanes import ON_BOARD
from board.commands.facts import Facts
from board.commands.refusal import Forbidden, Refused
from board.commands.work import DispatchCard, PrioritiseCard
from board.events.dispatch import CardDispatched, CardPrioritised
from board.events.event import Happening
from board.people.people import Person
from board.people.rights import ADVISOR_FLAGS, may, scope_of
from board.rules.rule import rule


@rule("dispatch_card", "waiting", "queued", "working", "stopped")
def dispatch_card(card: Card, args: DispatchCard, who: Person, facts: Facts) -> list[Happening]:
    """From `waiting` to `queued`; later it re-assigns (改派) and leaves the lane as it is."""
    _check_team(card, args, who, facts)
    _check_bay(card, args, facts)
    lane = "queued" if card.lane == "waiting" else card.lane
    rank = None if args.before is None else rank_before(card, args.before, lane, facts)
    return [Happening(card.id, CardDispatched(
        team=args.team, technicians=list(args.technicians), lane=lane, own_rank=rank, bay=args.bay
    ))]  # fmt: skip


def _check_team(card: Card, args: DispatchCard, who: Person, facts: Facts) -> None:
    if args.team not in facts.directory.teams:
        raise Refused("unknown_team", team=args.team)
    if scope_of("dispatch_card", who, card) != "any" and args.team != who.team:
        raise Forbidden("dispatch_card", ("foreman",))
    if not any(p.works_on_cars for p in facts.directory.members(args.team)):
        raise Refused("nobody_works_there", team=args.team)
    today = facts.hours.day(facts.now)
    for id in args.technicians:
        person = facts.directory.person(id)
        if person is None or not person.active or not person.works_on_cars:
            raise Refused("unknown_technician", person=id)
        if person.team != args.team:
            raise Refused("not_in_team", person=id, team=args.team)
        if facts.directory.is_absent(id, today):
            raise Refused("absent", person=id)
    if len(set(args.technicians)) < len(args.technicians):
        raise Refused("technician_twice")
    for running in card.running:
        if running.technician not in args.technicians:
            raise Refused("still_working", person=running.technician)


def _check_bay(card: Card, args: DispatchCard, facts: Facts) -> None:
    """A car being worked on moves only into a bay in which no other car is worked on."""
    if card.lane != "working" or args.bay is None:
        return
    holder = facts.holder_of_bay(args.bay)
    if holder not in (None, card.id):
        raise Refused("bay_taken", bay=args.bay, card=holder)


def rank_before(card: Card, before: str, lane: str, facts: Facts) -> str:
    """The rank that hangs `card` in `lane` just before another card."""
    ranks = [(rank, id) for rank, id in facts.lane(lane) if id != card.id]
    place = next((n for n, (_, id) in enumerate(ranks) if id == before), None)
    if place is None:
        raise Refused("not_in_lane", lane=lane)
    high = ranks[place][0]
    # Two cars can share a place (an undo brings one back): look below both.
    low = max((rank for rank, _ in ranks[:place] if rank < high), default="")
    return between(low, high)


@rule("prioritise_card", *ON_BOARD)
def prioritise_card(card: Card, args: PrioritiseCard, who: Person, facts: Facts) -> list[Happening]:
    if args.before is not None:
        if args.flag is not None:
            raise Refused("flag_or_place")
        _demand_foreman(who)
        rank = rank_before(card, args.before, card.lane, facts)
        return [Happening(card.id, CardPrioritised(own_rank=rank, reason=args.reason))]
    if args.flag is None or args.on is None:
        raise Refused("flag_or_place")
    if args.flag not in ADVISOR_FLAGS:
        _demand_foreman(who)
    marked = CardPrioritised(flag=args.flag, on=args.on, reason=args.reason)
    return [Happening(card.id, marked)]


def _demand_foreman(who: Person) -> None:
    if not who.has("foreman") or not may("prioritise_card", who):
        raise Forbidden("prioritise_card", ("foreman",))
