"""Knows how a card is made, corrected and moved to another day (seeds 000: the card is made as
soon as the appointment is accepted)."""

from dataclasses import asdict
from datetime import datetime

from board.card import Card
from board.commands import BookCard, EditCard, OpenCard, RescheduleCard, given
from board.event import Happening, stamp
from board.facts import Facts
from board.lanes import AGREED, BEFORE_ARRIVAL, ON_BOARD
from board.people import Person
from board.refusal import Refused
from board.rules.rule import rule

PRIVATE = ("customer", "vehicle", "requests", "remark")
TIMES = ("appointment_at", "promise_at")


def _split(args: object) -> tuple[dict, dict]:
    """Arguments → what goes into the event and what is kept beside it."""
    values = given(args)
    private = {k: values.pop(k) for k in PRIVATE if k in values}
    for name in ("customer", "vehicle"):
        if name in private:
            private[name] = asdict(private[name])  # type: ignore[call-overload]
    for name in TIMES:
        if name in values:
            values[name] = stamp(values[name])  # type: ignore[arg-type]
    return values, private


def _check_details(args: object, facts: Facts, card: Card | None = None) -> None:
    order_no = getattr(args, "order_no", None)
    holder = facts.holder_of_order(order_no) if order_no else None
    if holder is not None and (card is None or holder != card.code):
        raise Refused("order_no_taken", order_no=order_no, code=holder)
    advisor = getattr(args, "advisor", None)
    if advisor:
        person = facts.directory.person(advisor)
        if person is None or not person.has("advisor"):
            raise Refused("unknown_advisor", person=advisor)


def _make(type: str, args: object, who: Person, facts: Facts) -> list[Happening]:
    _check_details(args, facts)
    data, private = _split(args)
    if "advisor" not in data and type == "card_opened" and who.has("advisor"):
        data["advisor"] = who.id
    return [Happening(type, facts.new_id(), data | {"code": facts.new_code()}, private)]


@rule("book_card")
def book_card(card: None, args: BookCard, who: Person, facts: Facts) -> list[Happening]:
    if args.promise_at and args.promise_at <= args.appointment_at:
        raise Refused("promise_before_appointment")
    past = facts.hours.day(args.appointment_at) < facts.hours.day(facts.now)
    if past and not who.has("setup"):  # a list of days gone by may still be read in
        raise Refused("appointment_in_past")
    return _make("card_booked", args, who, facts)


@rule("open_card")
def open_card(card: None, args: OpenCard, who: Person, facts: Facts) -> list[Happening]:
    if args.promise_at and args.promise_at <= facts.now:
        raise Refused("promise_in_past")
    return _make("card_opened", args, who, facts)


@rule("edit_card", *ON_BOARD, "no_show")
def edit_card(card: Card, args: EditCard, who: Person, facts: Facts) -> list[Happening]:
    if not given(args):
        raise Refused("nothing_to_change")
    _check_agreed(card, args)
    _check_new_promise(card, args.promise_at, facts)
    _check_details(args, facts, card)
    data, private = _split(args)
    if args.promise_at == card.promise_at:
        data.pop("promise_at", None)
    return [Happening("card_edited", card.id, data, private)]


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
    data = {"appointment_at": stamp(args.appointment_at)}
    if card.promise_at and card.promise_at <= args.appointment_at:
        data["promise_at"] = None
    return [Happening("card_rescheduled", card.id, data, {"reason": args.reason})]
