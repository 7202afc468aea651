"""Knows what is left of a customer for those who may not see them in full: the short name, no
phone, no VIN (SPEC §16)."""

from copy import deepcopy
from dataclasses import replace

from board.card import Card
from board.event import Event
from board.names import short_name, surname


def discreet(card: Card) -> Card:
    """The same card as a tapped name sees it."""
    shown = deepcopy(card)
    shown.customer.name = _short(card.customer.name, card.customer.title)
    shown.customer.phone = shown.vehicle.vin = None
    for said in (*shown.promises, *shown.add_ons, *shown.told):
        said.spoke_to = _short(said.spoke_to)
    return shown


def discreet_event(event: Event) -> Event:
    """The same fact: what stands beside it is short, too."""
    return replace(event, private=_less(event.private))


def _less(value: object) -> object:
    if isinstance(value, list):
        return [_less(one) for one in value]
    if not isinstance(value, dict):
        return value
    left = {k: _less(v) for k, v in value.items() if k not in ("phone", "vin")}
    if isinstance(customer := left.get("customer"), dict) and "name" in customer:
        left["customer"] = customer | {"name": _short(customer["name"], customer.get("title"))}
    if "spoke_to" in left:
        left["spoke_to"] = _short(left["spoke_to"])
    return left


def _short(name: str | None, title: str | None = None) -> str | None:
    """What stands before the title: 冯, or 冯** where none is recorded. None and "" (somebody who
    was erased) stay."""
    if not name:
        return name
    return surname(name) if title else short_name(name, None)
