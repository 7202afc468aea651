"""Knows how a car becomes ready, how the customer is told, and the hand-over (SPEC §8)."""

from board.card import Card
from board.commands import MoveToReady, TellCustomer
from board.event import Happening
from board.events.delivery import CarHandedOver, CustomerTold, MovedToReady
from board.facts import Facts
from board.lanes import ON_BOARD
from board.people import Person
from board.refusal import Refused
from board.rules.rule import rule


@rule("move_to_ready", "settling", alone=True)
def move_to_ready(card: Card, args: MoveToReady, who: Person, facts: Facts) -> list[Happening]:
    """结账核查 → 等待交车, by the advisor once the bill is checked (seeds 000)."""
    if card.bill != "checked":
        raise Refused("bill_not_checked")
    return [Happening(card.id, MovedToReady(parking=args.parking or None))]


@rule("hand_over", "ready", alone=True)
def hand_over(card: Card, args: object, who: Person, facts: Facts) -> list[Happening]:
    return [Happening(card.id, CarHandedOver())]


@rule("tell_customer", *ON_BOARD, "no_show")
def tell_customer(card: Card, args: TellCustomer, who: Person, facts: Facts) -> list[Happening]:
    if args.about == "ready" and card.lane != "ready":
        raise Refused("not_ready")
    return [Happening(card.id, CustomerTold(
        about=args.about, channel=args.channel, outcome=args.outcome, promise=args.promise,
        spoke_to=args.spoke_to or None, note=args.note or None,
    ))]  # fmt: skip
