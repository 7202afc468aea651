"""Knows how the promise changes after check-in (rules.md §5; document 000:
完工时间、价格变更须客户同意)."""

from board.card.card import Card
from board.card.lanes import AGREED
from board.commands.facts import Facts
from board.commands.promises import Repromise
from board.commands.refusal import Refused
from board.events.event import Happening, stamp
from board.events.promises import PromiseChanged
from board.people.people import Person
from board.planning.doubts import despite, forecast_with
from board.planning.preset_range import preset_range
from board.rules.rule import rule


@rule("repromise", *AGREED)
def repromise(card: Card, args: Repromise, who: Person, facts: Facts) -> list[Happening]:
    """Agreed to by the customer, or within the range, which needs no call."""
    if args.promise_at <= facts.now:
        raise Refused("promise_in_past")
    if (args.promise_at, args.price_fen) == (card.promise_at, card.price_fen):
        raise Refused("nothing_to_change")
    consent = args.consent
    if consent is None:
        if not args.within_range:
            raise Refused("not_agreed")
        _check_range(card, args, facts)
    return [Happening(card.id, PromiseChanged(
        promise_at=args.promise_at, price_fen=args.price_fen, reason=args.reason,
        channel=consent.channel if consent else None, within_range=consent is None,
        spoke_to=consent.spoke_to if consent else None,
        despite=despite(args.promise_at, forecast_with(card, 0, facts.hours), facts.hours),
    ))]  # fmt: skip


def _check_range(card: Card, args: Repromise, facts: Facts) -> None:
    room = preset_range(card, facts.settings)
    if room is None:
        raise Refused("not_agreed")
    if not room.covers(args.promise_at, args.price_fen):
        raise Refused("out_of_range", at=stamp(room.until), fen=room.price_fen)
