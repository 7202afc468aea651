"""Knows that what is typed is read like what is imported: plates, phones, VINs and order numbers of
any command, whoever gives it. A request stays what was given, so that a retry is known again."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from board.card.plain import has_look_alikes, plain_phone, plain_plate, plain_vin_text
from board.card.values import Customer, Vehicle
from board.commands.booking import CardDetails, EditCard
from board.commands.refusal import Refused
from devices.scanning import plain_order_no

_READ: Mapping[str, Callable[[str], str]] = {
    "plate": plain_plate, "phone": plain_phone, "vin": plain_vin_text, "order_no": plain_order_no,
}  # fmt: skip
_HOLD = (CardDetails, EditCard, Customer, Vehicle)


def read_alike(args: Any) -> Any:
    """The arguments of a command as the rules are to see them. Raises Refused where a VIN has
    letters that none has."""
    if not isinstance(args, _HOLD):
        return args
    given = {f.name: getattr(args, f.name) for f in fields(args)}
    read: dict[str, Any] = {name: _read(name, value) for name, value in given.items()}
    return replace(args, **{name: value for name, value in read.items() if value != given[name]})


def _read(name: str, value: object) -> object:
    if is_dataclass(value):
        return read_alike(value)
    if name not in _READ or not isinstance(value, str) or not value:
        return value  # an empty order number takes the number away
    text = _READ[name](value)
    if name == "vin" and has_look_alikes(text):
        raise Refused("vin_look_alike")
    return text or None
