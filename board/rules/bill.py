"""Knows the check of the bill by the cashier (SPEC §8; seeds 000: 结算员实施核查)."""

from board.card import Card
from board.commands import CheckBill, ReturnBill
from board.event import Happening
from board.events.delivery import BillChecked, BillReturned
from board.facts import Facts
from board.people import Person
from board.refusal import Refused
from board.rules.rule import rule


@rule("check_bill", "settling")
def check_bill(card: Card, args: CheckBill, who: Person, facts: Facts) -> list[Happening]:
    if card.bill == "checked":
        raise Refused("bill_checked_already")
    checked = BillChecked(price_fen=args.price_fen, difference=args.difference or None)
    return [Happening(card.id, checked)]


@rule("return_bill", "settling")
def return_bill(card: Card, args: ReturnBill, who: Person, facts: Facts) -> list[Happening]:
    """Back to the advisor with the reason; the card stays in 结账核查."""
    return [Happening(card.id, BillReturned(reason=args.reason))]
