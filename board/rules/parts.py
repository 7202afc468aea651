"""Knows when parts come and what their coming does (document 000: 备件到货的待修车优先)."""

from board.card.card import Card
from board.commands.facts import Facts
from board.commands.refusal import Refused
from board.commands.work import ExpectParts, PartsArrived
from board.events import parts
from board.events.event import Happening
from board.people.people import Person
from board.rules.rule import rule


@rule("expect_parts", "arrived", "waiting", "queued", "working", "stopped")
def expect_parts(card: Card, args: ExpectParts, who: Person, facts: Facts) -> list[Happening]:
    if args.expected_at <= facts.now:
        raise Refused("expected_in_past")
    expected = parts.PartsExpected(expected_at=args.expected_at, note=args.note or None)
    return [Happening(card.id, expected)]


@rule("parts_arrived", "arrived", "waiting", "queued", "working", "stopped")
def parts_arrived(card: Card, args: PartsArrived, who: Person, facts: Facts) -> list[Happening]:
    """A car stopped for parts goes back to the queue, to its front, if no answer is waited for."""
    queues = card.lane == "stopped" and card.stop_reason == "parts" and not card.needs_consent
    return [Happening(card.id, parts.PartsArrived(queues=queues, note=args.note or None))]
