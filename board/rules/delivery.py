"""Knows how a car becomes ready, how the customer is told, and the hand-over (SPEC §8)."""

from board.card import Card
from board.commands import MoveToReady, TellCustomer
from board.event import Happening, stamp
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
    private = {"parking": args.parking} if args.parking else {}
    return [Happening("moved_to_ready", card.id, {}, private)]


@rule("hand_over", "ready", alone=True)
def hand_over(card: Card, args: object, who: Person, facts: Facts) -> list[Happening]:
    return [Happening("car_handed_over", card.id)]


@rule("tell_customer", *ON_BOARD, "no_show")
def tell_customer(card: Card, args: TellCustomer, who: Person, facts: Facts) -> list[Happening]:
    if args.about == "ready" and card.lane != "ready":
        raise Refused("not_ready")
    data: dict[str, object] = {
        "about": args.about, "channel": args.channel, "outcome": args.outcome
    }  # fmt: skip
    if args.promise:
        data["promise"] = stamp(args.promise)
    private = {k: v for k in ("spoke_to", "note") if (v := getattr(args, k))}
    return [Happening("customer_told", card.id, data, private)]
