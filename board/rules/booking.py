"""Knows how a card is made, corrected and moved to another day (seeds 000: the card is made as
soon as the appointment is accepted)."""

from datetime import datetime

from board.card import Card
from board.commands import BookCard, CardDetails, EditCard, OpenCard, RescheduleCard
from board.event import Happening
from board.events.booking import CardBooked, CardEdited, CardOpened, CardRescheduled
from board.facts import Facts
from board.fields import given
from board.lanes import AGREED, BEFORE_ARRIVAL, ON_BOARD
from board.people import Person
from board.refusal import Refused
from board.rules.rule import rule


def _check_details(args: CardDetails | EditCard, facts: Facts, card: Card | None = None) -> None:
    order_no, advisor = args.order_no, args.advisor
    holder = facts.holder_of_order(order_no) if order_no else None
    if holder is not None and (card is None or holder != card.code):
        raise Refused("order_no_taken", order_no=order_no, code=holder)
    if advisor:
        person = facts.directory.person(advisor)
        if person is None or not person.has("advisor"):
            raise Refused("unknown_advisor", person=advisor)


@rule("book_card")
def book_card(card: None, args: BookCard, who: Person, facts: Facts) -> list[Happening]:
    if args.promise_at and args.promise_at <= args.appointment_at:
        raise Refused("promise_before_appointment")
    past = facts.hours.day(args.appointment_at) < facts.hours.day(facts.now)
    if past and not who.has("setup"):  # a list of days gone by may still be read in
        raise Refused("appointment_in_past")
    _check_details(args, facts)
    return [Happening(facts.new_id(), CardBooked(**given(args), code=facts.new_code()))]


@rule("open_card")
def open_card(card: None, args: OpenCard, who: Person, facts: Facts) -> list[Happening]:
    if args.promise_at and args.promise_at <= facts.now:
        raise Refused("promise_in_past")
    _check_details(args, facts)
    values = given(args)
    if who.has("advisor"):
        values.setdefault("advisor", who.id)
    return [Happening(facts.new_id(), CardOpened(**values, code=facts.new_code()))]


@rule("edit_card", *ON_BOARD, "no_show")
def edit_card(card: Card, args: EditCard, who: Person, facts: Facts) -> list[Happening]:
    values = given(args)
    if not values:
        raise Refused("nothing_to_change")
    _check_agreed(card, args)
    _check_new_promise(card, args.promise_at, facts)
    _check_details(args, facts, card)
    if args.promise_at == card.promise_at:
        values.pop("promise_at", None)
    return [Happening(card.id, CardEdited(**values))]


def _check_agreed(card: Card, args: EditCard) -> None:
    """After check-in what was agreed changes only by a new promise (SPEC §4)."""
    for name in ("promise_at", "price_fen", "requests"):
        value = getattr(args, name)
        if card.lane in AGREED and value is not None and value != getattr(card, name):
            raise Refused("use_repromise")


def _check_new_promise(card: Card, promise_at: datetime | None, facts: Facts) -> None:
    if promise_at is None or promise_at == card.promise_at:
        return
    if promise_at <= facts.now:
        raise Refused("promise_in_past")
    if card.before_arrival and card.appointment_at and promise_at <= card.appointment_at:
        raise Refused("promise_before_appointment")


@rule("reschedule_card", *BEFORE_ARRIVAL)
def reschedule_card(card: Card, args: RescheduleCard, who: Person, facts: Facts) -> list[Happening]:
    """To another time; a promise before the new appointment can't stand and is taken back."""
    if facts.hours.day(args.appointment_at) < facts.hours.day(facts.now):
        raise Refused("appointment_in_past")
    too_early = card.promise_at is not None and card.promise_at <= args.appointment_at
    return [Happening(card.id, CardRescheduled(
        appointment_at=args.appointment_at, promise_taken_back=too_early, reason=args.reason
    ))]  # fmt: skip
