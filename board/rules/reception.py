"""Knows how a car comes in: due today, arrived, not come, received (seeds 000, 001, 003)."""

from dataclasses import asdict

from board.card import Card
from board.commands import CheckIn
from board.event import Happening, stamp
from board.facts import Facts
from board.people import Person
from board.photos import named
from board.refusal import Refused
from board.rules.rule import rule


@rule("confirm_due", "booked", alone=True)
def confirm_due(card: Card, args: object, who: Person, facts: Facts) -> list[Happening]:
    """作业预约 → 作业管理 on the appointment day (seeds 000)."""
    if card.appointment_at and facts.hours.day(card.appointment_at) > facts.hours.day(facts.now):
        raise Refused("not_today", at=card.appointment_at)
    return [Happening("due_confirmed", card.id)]


@rule("arrive", "booked", "due", "no_show", alone=True)
def arrive(card: Card, args: object, who: Person, facts: Facts) -> list[Happening]:
    return [Happening("car_arrived", card.id)]


@rule("mark_no_show", "due", alone=True)
def mark_no_show(card: Card, args: object, who: Person, facts: Facts) -> list[Happening]:
    if card.appointment_at and facts.now < card.appointment_at:
        raise Refused("too_early", at=card.appointment_at)
    return [Happening("no_show_marked", card.id)]


@rule("check_in", "arrived", "due")
def check_in(card: Card, args: CheckIn, who: Person, facts: Facts) -> list[Happening]:
    """The order is signed and the promise made; from `due` it includes the arrival."""
    if args.promise_at <= facts.now:
        raise Refused("promise_in_past")
    data = {
        "promise_at": stamp(args.promise_at),
        "price_fen": args.price_fen,
        "planned_minutes": args.planned_minutes,
    }
    if args.odometer is not None:
        data["odometer"] = args.odometer
    if card.advisor is None:
        data["advisor"] = who.id
    private: dict[str, object] = {}
    if args.walk_round:
        photos = named(args.walk_round.photos)
        private["walk_round"] = asdict(args.walk_round) | {"photos": photos}
    if args.keys_tag is not None:
        private["keys_tag"] = args.keys_tag
    return [Happening("card_checked_in", card.id, data, private)]
