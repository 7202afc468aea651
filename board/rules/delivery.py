"""Knows how a car becomes ready, how the customer is told, and the hand-over (SPEC §8)."""

from board.card import Card
from board.commands import HandOver, MoveToReady, TellCustomer
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
    _ask_what_stays_open(card, "move_to_ready", args.left_open)
    private = {k: v for k in ("parking", "left_open") if (v := getattr(args, k))}
    return [Happening("moved_to_ready", card.id, {}, private)]


@rule("hand_over", "ready", alone=True)
def hand_over(card: Card, args: HandOver, who: Person, facts: Facts) -> list[Happening]:
    """Every add-on answered, or the customer's word about what stays open (SPEC §8)."""
    _ask_what_stays_open(card, "hand_over", args.left_open)
    private = {"left_open": args.left_open} if args.left_open else {}
    return [Happening("car_handed_over", card.id, {}, private)]


def _ask_what_stays_open(card: Card, command: str, word: str | None) -> None:
    """No car leaves over a finding that nobody answered and nothing is said about (SPEC §3)."""
    if card.to_ask and not word:
        see = {"people": [card.advisor]} if card.advisor else {}
        raise Refused("add_on_unanswered", add_on=card.to_ask[0].id, command=command, **see)


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
