"""Knows the three-level check 三级检验: who may sign what, in which order (SPEC §7; 000, 001)."""

from board.card import Card
from board.commands import SignCheck
from board.event import Happening
from board.events.delivery import CheckSigned
from board.facts import Facts
from board.people import Person
from board.refusal import Refused
from board.rules.rule import rule


@rule("sign_check", "checking")
def sign_check(card: Card, args: SignCheck, who: Person, facts: Facts) -> list[Happening]:
    """Self, peer, final, by three different people. Failed: the fault is named, the card goes to
    the front of the queue and all three levels are signed anew."""
    if args.level != card.state:
        raise Refused("not_this_level", level=args.level, due=card.state)
    why = who_may_not(card, args.level, who, facts)
    if why:
        raise why
    if not args.passed and not args.faults:
        raise Refused("name_the_fault")
    return [Happening(card.id, CheckSigned(
        level=args.level, passed=args.passed, road_test_km=args.road_test_km,
        items=list(args.items), faults=list(args.faults),
    ))]  # fmt: skip


def who_may_not(card: Card, level: str, who: Person, facts: Facts) -> Refused | None:
    """Why a person may not sign a level of this card, or None."""
    worked = card.worked_since_failure()
    if any(c.person == who.id for c in card.checks if not c.void):
        return Refused("signed_already", level=level, person=who.id)
    if level == "self":
        return None if who.id in worked else Refused("not_the_worker", people=sorted(worked))
    if who.id in worked:
        return Refused("worked_on_it", level=level, person=who.id)
    return _not_peer(card, who, worked, facts) if level == "peer" else _not_inspector(who)


def _not_peer(card: Card, who: Person, worked: set[str], facts: Facts) -> Refused | None:
    """互检: the leader; a technician of the team who did not work on the car where the leader
    did, or is absent, or signed the self check."""
    leader = facts.directory.leader_of(card.team)
    if leader is not None and who.id == leader.id:
        return None
    today = facts.hours.day(facts.now)
    self_check = card.signed("self")
    leader_cannot = (
        leader is None
        or leader.id in worked
        or facts.directory.is_absent(leader.id, today)
        or (self_check is not None and self_check.person == leader.id)
    )
    if leader_cannot and who.team == card.team and who.works_on_cars:
        return None
    if leader_cannot:
        return Refused("peer_of_the_team", team=card.team)
    return Refused("leader_signs", person=leader and leader.id)


def _not_inspector(who: Person) -> Refused | None:
    return None if who.has("inspector") else Refused("inspector_signs", role="inspector")
