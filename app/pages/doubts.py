"""Knows what is asked once more before a form is done (rules.md §2, §5): a time that the shop can
hardly keep, a key tag, a place, a plate or a VIN in use. Nothing is refused for it: a second,
deliberate tap does it."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict

from app import context
from app.commands.form_defaults import earliest_promise
from app.commands.forms import understood
from app.commands.validation import Invalid
from app.pages.command_form import stored_key
from app.pages.template_globals import Times
from app.storage.read_session import ReadSession
from app.words import say
from board.card.card import Card
from board.planning.doubts import despite, forecast_with

TAKEN_IN = ("working", "stopped")  # a bay with a car in it; a queue before it is as planned


def doubts(command: str, form: MultiDict[str, str], card: Card | None = None) -> list[str]:
    """What speaks against what was typed, in sentences; none where that is wrong anyhow, or where
    just this was said before and is meant."""
    reading, looks = context.read_session(), _LOOKS.get(command, ())
    args = _understood(command, form) if looks else None
    if args is None or reading.remembered(stored_key(request.form.get("key", ""))):
        return []
    found = [words for look in looks for words in look(card, args, reading)]
    return [] if request.form.get("sure") == sure_of(found) else found


def confirmed(command: str, form: MultiDict[str, str], card: Card) -> MultiDict[str, str]:
    """The form of a check-in says too that its time was meant, where the work in front speaks
    against it: that is known here alone."""
    args = _understood(command, form) if command == "check_in" else None
    if args is None or args.promise_at >= earliest_promise(card, context.read_session())[0]:
        return form
    return MultiDict([*form.items(multi=True), ("confirmed", "1")])


def _understood(command: str, form: MultiDict[str, str]) -> Any:
    """The arguments; None where something is wrong with them."""
    try:
        return understood(command, form, context.read_session().hours.zone)
    except Invalid:
        return None


def sure_of(found: list[str]) -> str:
    """What a form carries that has shown these doubts: others are shown anew."""
    return sha256("\n".join(found).encode()).hexdigest()[:16]


def _say(id: str, **facts: object) -> str:
    return say(context.language(), f"doubt-{id}", **facts)


# --- times -----------------------------------------------------------------------------------


def _promise(card: Card | None, args: Any, reading: ReadSession) -> Iterator[str]:
    at = args.promise if hasattr(args, "promise") else args.promise_at
    if at is None or at <= reading.now or (card and at == card.promise_at and card.arrived_at):
        return
    earliest = _earliest(card, args, reading)
    if against := despite(at, earliest, reading.hours):
        times = Times.of(reading)
        yield _say(against, at=times.when(at), earliest=times.when(earliest))


def _earliest(card: Card | None, args: Any, reading: ReadSession) -> Any:
    if card is None or card.before_arrival or card.lane == "no_show":
        return None
    if card.lane == "arrived":
        return earliest_promise(card, reading)[0]
    add_on = card.add_on(getattr(args, "add_on", ""))
    offer = add_on.offers[-1] if add_on and add_on.offers else None
    return forecast_with(card, offer.minutes if offer else 0, reading.hours)


# --- what is in use --------------------------------------------------------------------------


def _key_tag(card: Card | None, args: Any, reading: ReadSession) -> Iterator[str]:
    yield from _used("key_tag", args.keys_tag, card, reading, lambda one: one.keys_tag)


def _parking(card: Card | None, args: Any, reading: ReadSession) -> Iterator[str]:
    yield from _used("parking", args.parking, card, reading, lambda one: one.parking)


def _bay(card: Card | None, args: Any, reading: ReadSession) -> Iterator[str]:
    if request.form.get("page") == "form":  # the board and the axis show who stands where
        yield from _used("bay", args.bay, card, reading, lambda one: one.bay, TAKEN_IN)


def _car(card: Card | None, args: Any, reading: ReadSession) -> Iterator[str]:
    """One car is on the board once (rules.md §2)."""
    car, own = args.vehicle, card.vehicle if card else None
    if car is None or reading.holder_of_order(args.order_no or ""):
        return  # the order number says already that it is there
    if own is None or _plain(own.plate) != _plain(car.plate):
        yield from _used("plate", car.plate, card, reading, lambda one: one.vehicle.plate)
    if own is None or _plain(own.vin) != _plain(car.vin):
        yield from _used("vin", car.vin, card, reading, lambda one: one.vehicle.vin)


def _used(
    id: str, value: str | None, card: Card | None, reading: ReadSession,
    of: Callable[[Card], str | None], lanes: tuple[str, ...] = (),
) -> Iterator[str]:  # fmt: skip
    if not _plain(value):
        return
    for one in reading.in_lanes(*lanes):
        if (card is None or one.id != card.id) and _plain(of(one)) == _plain(value):
            lane = say(context.language(), f"lane-{one.lane}")
            plate = one.vehicle.plate or one.code
            yield _say(id, value=value, plate=plate, code=one.code, lane=lane)
            return


def _plain(value: str | None) -> str:
    """As it is read: without spaces, dots and dashes, in capitals."""
    return "".join(sign for sign in value or "" if sign.isalnum()).upper()


Look = Callable[[Card | None, Any, ReadSession], Iterator[str]]
_LOOKS: dict[str, tuple[Look, ...]] = {
    "book_card": (_promise, _car),
    "open_card": (_promise, _car),
    "edit_card": (_promise, _car),
    "check_in": (_promise, _key_tag),
    "repromise": (_promise,),
    "tell_customer": (_promise,),
    "answer_add_on": (_promise,),
    "dispatch_card": (_bay,),
    "finish_wash": (_parking,),
    "move_to_ready": (_parking,),
}
