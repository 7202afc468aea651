"""Knows how the promise changes after check-in (SPEC §5; seeds 000:
完工时间、价格变更须客户同意)."""

from board.card import Card
from board.commands import Repromise
from board.event import Happening, stamp
from board.facts import Facts
from board.lanes import AGREED
from board.people import Person
from board.range import preset_range
from board.refusal import Refused
from board.rules.rule import rule


@rule("repromise", *AGREED)
def repromise(card: Card, args: Repromise, who: Person, facts: Facts) -> list[Happening]:
    """Agreed to by the customer, or within the range, which needs no call."""
    if args.promise_at <= facts.now:
        raise Refused("promise_in_past")
    if (args.promise_at, args.price_fen) == (card.promise_at, card.price_fen):
        raise Refused("nothing_to_change")
    data: dict[str, object] = {"promise_at": stamp(args.promise_at), "price_fen": args.price_fen}
    private = {"reason": args.reason}
    if args.consent:
        data["channel"], private["spoke_to"] = args.consent.channel, args.consent.spoke_to
    elif args.within_range:
        _check_range(card, args, facts)
        data["within_range"] = True
    else:
        raise Refused("not_agreed")
    return [Happening("promise_changed", card.id, data, private)]


def _check_range(card: Card, args: Repromise, facts: Facts) -> None:
    room = preset_range(card, facts.settings)
    if room is None:
        raise Refused("not_agreed")
    if not room.covers(args.promise_at, args.price_fen):
        raise Refused("out_of_range", at=stamp(room.until), fen=room.price_fen)
