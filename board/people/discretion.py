"""Knows what is left of a customer for those who may not see them in full: the short name, no
phone, no VIN (rules.md §16)."""

from copy import deepcopy
from dataclasses import fields, replace
from typing import Any, overload

from board.card.card import Card
from board.card.short_name import is_company, short_name, surname
from board.card.values import AddOn, Customer, Promise, Told, Vehicle
from board.events import Fact
from board.events.event import Event


def discreet(card: Card) -> Card:
    """The same card as a tapped name sees it."""
    shown = deepcopy(card)
    shown.customer.name = _short(card.customer.name, card.customer.title)
    shown.customer.phone = shown.vehicle.vin = None
    names: list[Promise | AddOn | Told] = [*shown.promises, *shown.add_ons, *shown.told]
    for said in names:
        said.spoke_to = _short(said.spoke_to)
    return shown


def discreet_event(event: Event[Fact]) -> Event[Fact]:
    """The same fact: what stands beside it is short, too."""
    fact: Any = event.fact
    said = {f.name: _less(f.name, getattr(fact, f.name)) for f in fields(fact)}
    return replace(event, fact=replace(fact, **said))


def _less(name: str, value: object) -> object:
    if isinstance(value, Customer):
        return replace(value, name=_short(value.name, value.title), phone=None)
    if isinstance(value, Vehicle):
        return replace(value, vin=None)
    return _short(value) if name == "spoke_to" and isinstance(value, str) else value


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
