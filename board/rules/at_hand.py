"""Knows which one car a technician thinks of now: what their home shows large, with its action
(rules.md §4)."""

from board.card.card import Card
from board.card.values import Interval
from board.commands.facts import Facts
from board.people.people import Person
from board.rules.checks import who_may_not
from board.rules.rule import possible

# Stopped for what the technician does not have in hand.
MISSING = ("parts", "bay", "support", "outside", "consent")
BEGIN = ("start_work", "resume_work")
TO_SIGN, CAN_BEGIN, PAUSED_BY_ME, THE_REST = range(4)
LANES = ("checking", "queued", "working", "stopped")


def at_hand(me: Person, facts: Facts) -> Card | None:
    """The car one works on; else that of one's own self check; else the next of one's own that can
    be begun, also beside a colleague; else the one last paused by oneself; else any other of one's
    own. A car without its bay or its parts never goes before one that can be begun."""
    if running := facts.running(me.id):
        return facts.card(running)
    mine = [c for c in facts.in_lanes(*LANES) if me.id in c.technicians]
    found = [c for c in mine if c.lane != "checking" or _to_sign(c, me, facts)]
    return min(found, key=lambda c: _place(c, me, facts), default=None)


def _place(card: Card, me: Person, facts: Facts) -> tuple[int, float, str]:
    """(group, the latest pause first, rank)."""
    if card.lane == "checking":
        return TO_SIGN, 0, card.rank
    last = _last(card, me)
    paused = last.to if last and last.ended_by != "handed_over" else None
    if _misses_something(card, me, facts):
        return THE_REST, 1, card.rank
    if paused and card.lane != "queued":
        return PAUSED_BY_ME, -paused.timestamp(), card.rank
    return (THE_REST if card.lane == "stopped" else CAN_BEGIN), 0, card.rank


def _to_sign(card: Card, me: Person, facts: Facts) -> bool:
    return card.state == "self" and who_may_not(card, "self", me, facts) is None


def _last(card: Card, me: Person) -> Interval | None:
    return next((i for i in reversed(card.intervals) if i.technician == me.id), None)


def _misses_something(card: Card, me: Person, facts: Facts) -> bool:
    if card.lane == "stopped" and card.stop_reason in MISSING:
        return True
    found = possible(card, me, facts, BEGIN)
    return card.parts_expected_at is not None or all(no for no in found.values())
