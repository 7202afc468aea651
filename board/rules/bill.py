"""Knows the check of the bill by the cashier (SPEC §8; seeds 000: 结算员实施核查)."""

from board.card import Card
from board.commands import CheckBill, ReturnBill
from board.event import Happening
from board.events.delivery import BillChecked, BillReturned
from board.facts import Facts
from board.people import Person
from board.range import highest_price
from board.refusal import Refused
from board.rules.rule import rule


@rule("check_bill", "settling")
def check_bill(card: Card, args: CheckBill, who: Person, facts: Facts) -> list[Happening]:
    if card.bill == "checked":
        raise Refused("bill_checked_already")
    _compare(card, args, facts)
    checked = BillChecked(price_fen=args.price_fen, difference=args.difference or None)
    return [Happening(card.id, checked)]


def _compare(card: Card, args: CheckBill, facts: Facts) -> None:
    """Another sum than the agreed one is explained; above it and the preset range no explanation
    is enough: the customer agrees first, which raises the price (SPEC §8)."""
    agreed, bill = card.price_fen, args.price_fen
    if agreed is None or bill == agreed:
        return
    most = max(agreed, highest_price(card, facts.settings) or 0)
    if bill > most:
        see = {"people": [card.advisor]} if card.advisor else {}
        raise Refused("above_agreed", bill_fen=bill, agreed_fen=agreed, most_fen=most, **see)
    if not args.difference:
        raise Refused("difference_unexplained", bill_fen=bill, agreed_fen=agreed)


@rule("return_bill", "settling")
def return_bill(card: Card, args: ReturnBill, who: Person, facts: Facts) -> list[Happening]:
    """Back to the advisor with the reason; the card stays in 结账核查."""
    return [Happening(card.id, BillReturned(reason=args.reason))]
