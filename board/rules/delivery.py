"""Knows how a car becomes ready, how the customer is told, and the hand-over (rules.md §8)."""

from board.card.card import Card
from board.card.lanes import AGREED, ON_BOARD
from board.commands.delivery import HandOver, MoveToReady
from board.commands.facts import Facts
from board.commands.promises import TellCustomer
from board.commands.refusal import Refused
from board.events.delivery import CarHandedOver, CustomerTold, MovedToReady
from board.events.event import Happening
from board.events.promises import PromiseChanged
from board.people.people import Person
from board.planning.doubts import despite, forecast_with
from board.rules.bill import demand_agreed
from board.rules.rule import rule

LATE_IN = tuple(lane for lane in AGREED if lane != "ready")


@rule("move_to_ready", "settling", alone=True)
def move_to_ready(card: Card, args: MoveToReady, who: Person, facts: Facts) -> list[Happening]:
    """结账核查 → 等待交车, by the advisor once the bill is checked (document 000)."""
    if card.bill != "checked":
        raise Refused("bill_not_checked")
    demand_agreed(card, card.bill_price_fen, facts.settings)
    _ask_what_stays_open(card, "move_to_ready", args.left_open)
    moved = MovedToReady(parking=args.parking or None, left_open=args.left_open or None)
    return [Happening(card.id, moved)]


@rule("hand_over", "ready", alone=True)
def hand_over(card: Card, args: HandOver, who: Person, facts: Facts) -> list[Happening]:
    """Every add-on answered, or the customer's word about what stays open; never over a bill above
    what was agreed (rules.md §8)."""
    demand_agreed(card, card.bill_price_fen, facts.settings)
    _ask_what_stays_open(card, "hand_over", args.left_open)
    return [Happening(card.id, CarHandedOver(left_open=args.left_open or None))]


def _ask_what_stays_open(card: Card, command: str, word: str | None) -> None:
    """No car leaves over a finding that nobody answered and nothing is said about (rules.md §3)."""
    if card.to_ask and not word:
        see = {"people": [card.advisor]} if card.advisor else {}
        raise Refused("add_on_unanswered", add_on=card.to_ask[0].id, command=command, **see)


@rule("tell_customer", *ON_BOARD, "no_show")
def tell_customer(card: Card, args: TellCustomer, who: Person, facts: Facts) -> list[Happening]:
    if args.about == "ready" and card.lane != "ready":
        raise Refused("not_ready")
    if args.promise and args.promise <= facts.now:
        raise Refused("promise_in_past")
    if args.call_again_at and args.call_again_at <= facts.now:
        raise Refused("call_again_in_past")
    told = CustomerTold(
        about=args.about, channel=args.channel, outcome=args.outcome, promise=args.promise,
        spoke_to=args.spoke_to or None, note=args.note or None, call_again_at=args.call_again_at,
    )  # fmt: skip
    return [Happening(card.id, fact) for fact in (*_another_time(card, args, facts), told)]


def _another_time(card: Card, args: TellCustomer, facts: Facts) -> list[PromiseChanged]:
    """A late call ends with a new time the customer agreed to, or with what was said and a time to
    call again, never with "told" alone (rules.md §5)."""
    if (args.about, args.outcome) != ("late", "told") or card.lane not in LATE_IN:
        return []
    if args.promise is None or args.promise == card.promise_at or card.price_fen is None:
        if not (args.note and args.call_again_at):
            raise Refused("late_call_open")
        return []
    if not args.spoke_to:
        raise Refused("spoke_to_missing")
    reason = args.note or next((d.reason for d in reversed(card.delays)), "")
    return [PromiseChanged(
        promise_at=args.promise, price_fen=card.price_fen, channel=args.channel,
        reason=reason, spoke_to=args.spoke_to,
        despite=despite(args.promise, forecast_with(card, 0, facts.hours), facts.hours),
    )]  # fmt: skip
