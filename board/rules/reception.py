"""Knows how a car comes in: due today, arrived, not come, received (document 000, 001, 003)."""

from dataclasses import replace

from board.card.card import Card
from board.card.photos import named
from board.commands.booking import CheckIn
from board.commands.facts import Facts
from board.commands.refusal import Refused
from board.events.booking import CarArrived, CardCheckedIn, DueConfirmed, NoShowMarked
from board.events.event import Happening
from board.people.people import Person
from board.planning.doubts import alone, despite
from board.rules.rule import rule


@rule("confirm_due", "booked", alone=True)
def confirm_due(card: Card, args: object, who: Person, facts: Facts) -> list[Happening]:
    """作业预约 → 作业管理 on the appointment day (document 000)."""
    if card.appointment_at and facts.hours.day(card.appointment_at) > facts.hours.day(facts.now):
        raise Refused("not_today", at=card.appointment_at)
    return [Happening(card.id, DueConfirmed())]


@rule("arrive", "booked", "due", "no_show", alone=True)
def arrive(card: Card, args: object, who: Person, facts: Facts) -> list[Happening]:
    return [Happening(card.id, CarArrived())]


@rule("mark_no_show", "due", alone=True)
def mark_no_show(card: Card, args: object, who: Person, facts: Facts) -> list[Happening]:
    if card.appointment_at and facts.now < card.appointment_at:
        raise Refused("too_early", at=card.appointment_at)
    return [Happening(card.id, NoShowMarked())]


@rule("check_in", "arrived", "due")
def check_in(card: Card, args: CheckIn, who: Person, facts: Facts) -> list[Happening]:
    """The order is signed and the promise made; from `due` it includes the arrival."""
    if args.promise_at <= facts.now:
        raise Refused("promise_in_past")
    seen, hours = args.walk_round, facts.hours
    earliest = alone(card, args.planned_minutes, hours, facts.now)
    against = despite(args.promise_at, earliest, hours)
    if args.confirmed and against is None:
        against = "before_earliest"
    return [Happening(card.id, CardCheckedIn(
        promise_at=args.promise_at, price_fen=args.price_fen, keys_tag=args.keys_tag,
        planned_minutes=args.planned_minutes, odometer=args.odometer,
        advisor=who.id if card.advisor is None else None, despite=against,
        walk_round=replace(seen, photos=named(seen.photos)) if seen else None,
    ))]  # fmt: skip
