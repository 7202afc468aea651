"""Knows the check of the bill by the cashier (rules.md §8; document 000: 结算员实施核查)."""

from board.card.card import Card
from board.commands.delivery import CheckBill, ReturnBill
from board.commands.facts import Facts
from board.commands.refusal import Refused
from board.events.delivery import BillChecked, BillReturned
from board.events.event import Happening
from board.people.people import Person
from board.planning.preset_range import highest_price
from board.rules.rule import rule
from board.shop.default_settings import Settings


@rule("check_bill", "settling")
def check_bill(card: Card, args: CheckBill, who: Person, facts: Facts) -> list[Happening]:
    if card.bill == "checked":
        raise Refused("bill_checked_already")
    _compare(card, args, facts)
    checked = BillChecked(price_fen=args.price_fen, difference=args.difference or None)
    return [Happening(card.id, checked)]


def _compare(card: Card, args: CheckBill, facts: Facts) -> None:
    """Another sum than the agreed one is explained; above it and the preset range no explanation
    is enough: the customer agrees first, which raises the price (rules.md §8)."""
    agreed, bill = card.price_fen, args.price_fen
    demand_agreed(card, bill, facts.settings)
    if agreed is not None and bill != agreed and not args.difference:
        raise Refused("difference_unexplained", bill_fen=bill, agreed_fen=agreed)


def demand_agreed(card: Card, bill: int | None, settings: Settings) -> None:
    """Raises Refused where a bill, in fen, is above what was agreed and the preset range: also
    when less was agreed after it was checked."""
    agreed = card.price_fen
    if agreed is None or bill is None:
        return
    most = max(agreed, highest_price(card, settings) or 0)
    if bill > most:
        see = {"people": [card.advisor]} if card.advisor else {}
        raise Refused("above_agreed", bill_fen=bill, agreed_fen=agreed, most_fen=most, **see)


@rule("return_bill", "settling")
def return_bill(card: Card, args: ReturnBill, who: Person, facts: Facts) -> list[Happening]:
    """Back to the advisor with the reason; the card stays in 结账核查."""
    return [Happening(card.id, BillReturned(reason=args.reason))]
