"""Knows what is left of a customer for those who may not see them in full: the short name, no
phone, no VIN, and no phone in what somebody wrote (rules.md §16)."""

from copy import deepcopy
from dataclasses import fields, is_dataclass, replace
from typing import Any, cast, overload

from board.card.card import Card
from board.card.masking import masked
from board.card.short_name import is_company, short_name, surname
from board.card.values import AddOn, Customer, Promise, Told, Vehicle
from board.events import Fact, wire
from board.events.event import Event

# What of a card and of the things on it is written freely.
WRITTEN = (
    "requests", "remark", "parking", "bay", "keys_tag", "bill_reason", "cancel_reason", "note",
    "belongings", "reason", "what", "parts", "items", "faults", "text", "cause", "work_done",
    "result", "model", "plate", "outcome",
)  # fmt: skip


def discreet(card: Card) -> Card:
    """The same card as a tapped name sees it."""
    shown = deepcopy(card)
    shown.customer.name = _short(card.customer.name, card.customer.title)
    shown.customer.phone = shown.vehicle.vin = None
    names: list[Promise | AddOn | Told] = [*shown.promises, *shown.add_ons, *shown.told]
    for said in names:
        said.spoke_to = _short(said.spoke_to)
    _mask_in(shown)
    return shown


def _mask_in(thing: Any) -> None:
    """Hides phones in what is written in a card's things, and in what they hold."""
    for one in fields(thing):
        value = getattr(thing, one.name)
        if one.name in WRITTEN:
            setattr(thing, one.name, _masked(value))
            continue
        for inner in value if isinstance(value, list) else [value]:
            if is_dataclass(inner) and not isinstance(inner, type):
                _mask_in(inner)


def discreet_event(event: Event[Fact]) -> Event[Fact]:
    """The same fact: what stands beside it is short, too."""
    fact, definition = cast("Any", event.fact), cast("Any", type(event.fact))
    said = {
        place.name: _less(place.name, getattr(fact, place.name))
        for place in wire.plan(definition) if place.private
    }  # fmt: skip
    return replace(event, fact=replace(fact, **said))


def _less(name: str, value: object) -> object:
    if isinstance(value, Customer):
        return replace(value, name=_short(value.name, value.title), phone=None)
    if isinstance(value, Vehicle):
        value = replace(value, vin=None)
    if is_dataclass(value) and not isinstance(value, type):
        shown = deepcopy(value)
        _mask_in(shown)
        return shown
    return _short(value) if name == "spoke_to" and isinstance(value, str) else _masked(value)


def _masked(value: object) -> object:
    """A text or each of a list of texts; anything else stays."""
    if isinstance(value, list):
        return [_masked(one) for one in value]
    return masked(value) if isinstance(value, str) else value


@overload
def _short(name: str, title: str | None = None) -> str: ...
@overload
def _short(name: None) -> None: ...
@overload
def _short(name: str | None) -> str | None: ...
def _short(name: str | None, title: str | None = None) -> str | None:
    """What stands before the title: 冯, or 冯** where none is recorded. None and "" (somebody who
    was erased) stay."""
    if not name:
        return name
    return surname(name) if title and not is_company(name) else short_name(name, None)
