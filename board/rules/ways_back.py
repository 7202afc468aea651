"""Knows the ways back and out: put back, cancel, reopen (SPEC §3)."""

from board.card import Card
from board.commands import CancelCard, PutBack, ReopenCard
from board.event import Happening
from board.events.dispatch import CardCancelled, CardPutBack, CardReopened
from board.facts import Facts
from board.lanes import is_earlier
from board.people import Person
from board.refusal import Refused
from board.rules.rule import rule


@rule("put_back", "queued", "working", "stopped", "checking", "washing", "settling", "ready")
def put_back(card: Card, args: PutBack, who: Person, facts: Facts) -> list[Happening]:
    """To an earlier lane; open intervals end; signatures, wash and bill from there on are void."""
    if not is_earlier(args.lane, card.lane):
        raise Refused("not_earlier", lane=args.lane)
    if card.unrepaired and args.lane in ("checking", "washing"):
        raise Refused("unrepaired", lane=args.lane)
    if args.lane == "checking" and not card.work_has_begun:
        raise Refused("never_worked", lane=args.lane)
    if args.lane == "washing" and not card.wash:
        raise Refused("no_wash_wanted")
    ended = [i.id for i in card.running]
    return [Happening(card.id, CardPutBack(lane=args.lane, ended=ended, reason=args.reason))]


@rule(
    "cancel_card", "booked", "due", "arrived", "waiting", "queued", "working", "stopped",
    "checking", "washing", "no_show",
)  # fmt: skip
def cancel_card(card: Card, args: CancelCard, who: Person, facts: Facts) -> list[Happening]:
    """A car on which work has begun leaves only through the bill, flagged 未修."""
    return [Happening(card.id, CardCancelled(
        lane="settling" if card.work_has_begun else "cancelled",
        ended=[i.id for i in card.running], reason=args.reason,
    ))]  # fmt: skip


@rule("reopen_card", "delivered", "cancelled")
def reopen_card(card: Card, args: ReopenCard, who: Person, facts: Facts) -> list[Happening]:
    """A cancelled card comes back only if no other card has got its order number since."""
    if card.lane == "delivered":
        return [Happening(card.id, CardReopened(lane="ready", reason=args.reason))]
    holder = facts.holder_of_order(card.order_no) if card.order_no else None
    if holder is not None:
        raise Refused("order_no_taken", order_no=card.order_no, code=holder)
    back = CardReopened(lane="waiting" if card.arrived_at else "booked", reason=args.reason)
    return [Happening(card.id, back)]
