"""Knows the way of an add-on 追加项目 (rules.md §6): reported at once, offered, answered by the
customer, the workshop informed. It is work from the recorded yes on."""

from board.card.card import Card
from board.card.lanes import AGREED
from board.card.photos import named
from board.card.values import AddOn
from board.commands.add_ons import AnswerAddOn, InformWorkshop, PriceAddOn, ReportAddOn
from board.commands.facts import Facts
from board.commands.refusal import Refused
from board.events.add_ons import AddOnAnswered, AddOnPriced, AddOnReported, WorkshopInformed
from board.events.event import Happening
from board.people.people import Person
from board.planning.doubts import despite, forecast_with
from board.rules.rule import rule

REPORTED_IN = ("queued", "working", "stopped", "checking")
# Here a yes can become work at once; from a later lane the car has to be brought back first.
WORK_TO_COME = ("waiting", *REPORTED_IN)
# A car that waits for something else besides keeps that reason.
WAITS_FOR_MORE = ("parts", "bay", "support", "outside")


def to_price(card: Card) -> list[AddOn]:
    return [a for a in card.add_ons if a.answer is None]


def to_answer(card: Card) -> list[AddOn]:
    return [a for a in to_price(card) if a.offers]


def to_inform(card: Card) -> list[AddOn]:
    return [a for a in card.add_ons if a.answer is not None and a.informed_at is None]


@rule("report_add_on", *REPORTED_IN)
def report_add_on(card: Card, args: ReportAddOn, who: Person, facts: Facts) -> list[Happening]:
    """What cannot wait stops the car: whoever works on it stops. A price makes the first offer."""
    id, halts = facts.new_id(), not args.can_go_on
    return [Happening(card.id, AddOnReported(
        add_on=id, urgency=args.urgency, can_go_on=args.can_go_on, minutes=args.minutes,
        price_fen=args.price_fen, offer=None if args.price_fen is None else _offer_id(id, 1),
        photos=named(args.photos), what=args.what, parts=args.parts or None,
        ended=[i.id for i in card.running] if halts else None,
        stops=card.stop_reason not in WAITS_FOR_MORE if halts else None,
    ))]  # fmt: skip


@rule("price_add_on", *AGREED, about=to_price)
def price_add_on(card: Card, args: PriceAddOn, who: Person, facts: Facts) -> list[Happening]:
    """A new offer; the one before it can no longer be answered."""
    add_on = _unanswered(card, args.add_on)
    offer = _offer_id(add_on.id, len(add_on.offers) + 1)
    return [Happening(card.id, AddOnPriced(
        add_on=add_on.id, offer=offer, price_fen=args.price_fen, minutes=args.minutes
    ))]  # fmt: skip


@rule("answer_add_on", *AGREED, about=to_answer)
def answer_add_on(card: Card, args: AnswerAddOn, who: Person, facts: Facts) -> list[Happening]:
    """Bound to the offer that was read out. Who could not be reached is called again. Only a yes
    brings a new time with it: else the promise is changed by `repromise`."""
    add_on = _unanswered(card, args.add_on)
    if not add_on.offers:
        raise Refused("not_priced")
    offer = add_on.offers[-1]
    if args.offer != offer.id:
        raise Refused("offer_outdated")
    _check_answer(card, args, facts)
    earliest = forecast_with(card, offer.minutes, facts.hours)
    return [Happening(card.id, AddOnAnswered(
        add_on=add_on.id, offer=offer.id, answer=args.answer, channel=args.channel,
        price_fen=offer.price_fen, minutes=offer.minutes, promise_at=args.promise_at,
        spoke_to=args.spoke_to or None, despite=despite(args.promise_at, earliest, facts.hours),
    ))]  # fmt: skip


def _check_answer(card: Card, args: AnswerAddOn, facts: Facts) -> None:
    if args.answer == "unreachable":
        if args.promise_at:
            raise Refused("not_agreed")
        return
    if args.spoke_to is None:
        raise Refused("spoke_to_missing")
    if args.promise_at and args.promise_at <= facts.now:
        raise Refused("promise_in_past")
    if args.promise_at and args.answer == "refused":
        raise Refused("use_repromise")
    if args.answer == "accepted" and card.lane not in WORK_TO_COME:
        raise Refused("work_is_over")


@rule("inform_workshop", *AGREED, about=to_inform)
def inform_workshop(card: Card, args: InformWorkshop, who: Person, facts: Facts) -> list[Happening]:
    """Refused: 通知时间 and 受话人; accepted: the slip to the foreman with 交单时间 (document
    001)."""
    add_on = _known(card, args.add_on)
    if add_on.answer is None:
        raise Refused("not_answered")
    if add_on.informed_at:
        raise Refused("informed_already", person=add_on.informed)
    person = facts.directory.person(args.person)
    if person is None or not person.active:
        raise Refused("unknown_person")
    return [Happening(card.id, WorkshopInformed(add_on=add_on.id, person=person.id))]


def _offer_id(add_on: str, number: int) -> str:
    return f"{add_on}.{number}"


def _known(card: Card, id: str) -> AddOn:
    add_on = card.add_on(id)
    if add_on is None:
        raise Refused("unknown_add_on")
    return add_on


def _unanswered(card: Card, id: str) -> AddOn:
    add_on = _known(card, id)
    if add_on.answer is not None:
        raise Refused("answered_already")
    return add_on
