"""Knows how a form's fields become a command's arguments, and how values are written into them.

The fields follow from the command's definition in `board/`: dots for what lies inside
(`customer.name`), yuan for fen (`price_yuan`), hours for planned minutes (`planned_hours`), the
shop's wall clock for times, one line for each item of a list; empty = not given.
"""

import types
import unicodedata
from collections.abc import Iterable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from werkzeug.datastructures import MultiDict

from app.commands.validation import ALL_COMMANDS, Fault, Invalid, arguments
from app.words.sentences import fault_sentence

TICKED = "1"
PER_UNIT = {"_yuan": 100, "_hours": 60}


class _Unclear(Exception):
    """A field that can be no value of its kind; the code says which kind."""


def understood(command: str, form: MultiDict[str, str], zone: ZoneInfo) -> object:
    """A filled-in form → the command's arguments. Raises Invalid naming each wrong field."""
    faults: list[Fault] = []
    raw = _raw(ALL_COMMANDS[command], form, zone, "", faults)
    try:
        args = arguments(command, raw)
    except Invalid as wrong:
        named = {fault.field for fault in faults}
        raise Invalid(faults + [f for f in wrong.faults if f.field not in named]) from None
    if faults:
        raise Invalid(faults)
    return args


def errors(language: str, faults: Iterable[Fault]) -> dict[str, str]:
    """What is wrong, by the name of the field in the form."""
    said: dict[str, str] = {}
    for fault in faults:
        path = ".".join(part for part in fault.field.split(".") if not part.isdigit())
        said.setdefault(name_in_form(path), fault_sentence(language, fault))
    return said


def filled(values: dict[str, object], zone: ZoneInfo) -> MultiDict[str, str]:
    """Arguments (or values of a card under their names) → the fields of a form."""
    form: MultiDict[str, str] = MultiDict()
    for name, value in values.items():
        if is_dataclass(value):
            inside = {f"{name}.{f.name}": getattr(value, f.name) for f in fields(value)}
            form.update(filled(inside, zone))
        elif value is not None:
            shown = name_in_form(name)
            texts = value if isinstance(value, (list, tuple)) else [value]
            form.setlist(shown, [_written(shown, text, zone) for text in texts])
    return form


def name_in_form(argument: str) -> str:
    """price_fen → price_yuan; planned_minutes → planned_hours; others as they are."""
    if argument.endswith("_fen"):
        return argument.removesuffix("_fen") + "_yuan"
    return "planned_hours" if argument == "planned_minutes" else argument


# --- reading ---------------------------------------------------------------------------


def _raw(
    definition: type, form: MultiDict[str, str], zone: ZoneInfo, prefix: str, faults: list[Fault]
) -> dict[str, Any]:
    hints, raw = get_type_hints(definition), {}
    for field in fields(definition):
        name = field.metadata.get("alias") or field.name
        try:
            value = _value(field, hints[field.name], form, zone, prefix + name, faults)
        except _Unclear as why:
            faults.append(Fault(prefix + name, str(why), {}))
            continue
        if value is not None:
            raw[name] = value
    return raw


def _value(
    field: Field[Any],
    hint: Any,
    form: MultiDict[str, str],
    zone: ZoneInfo,
    path: str,
    faults: list[Fault],
) -> Any:
    kind = _kind(hint)
    if isinstance(kind, type) and is_dataclass(kind):
        inside = _raw(kind, form, zone, path + ".", faults)
        return inside if inside or _needed(field) else None
    name = name_in_form(path)
    if name not in form:
        return None
    if get_origin(kind) is list:
        return [line for text in form.getlist(name) for line in _lines(text)]
    text = form.getlist(name)[-1].strip()
    if not text:
        return "" if field.metadata.get("min_length") == 0 else None
    if kind is bool:
        return text == TICKED
    if kind is int:
        return _whole(name, text)
    return _instant(text, zone) if kind is datetime else text


def _kind(hint: Any) -> Any:
    """What a field is, None put aside; choices from a list are text."""
    if isinstance(hint, types.UnionType):
        return next(kind for kind in get_args(hint) if kind is not type(None))
    return hint


def _needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _whole(name: str, text: str) -> int:
    """A whole number; of fen or minutes where the field holds yuan or hours."""
    per_unit = next((n for end, n in PER_UNIT.items() if name.endswith(end)), 1)
    plain = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "").lstrip("¥")
    try:
        number = Decimal(plain) * per_unit
        if not number.is_finite() or abs(number) > 10**15:
            raise _Unclear("number")
    except InvalidOperation:
        raise _Unclear("number") from None
    whole = round(number)
    if per_unit != PER_UNIT["_hours"] and whole != number:
        raise _Unclear("whole_fen" if per_unit == PER_UNIT["_yuan"] else "int_parsing")
    return whole


def _instant(text: str, zone: ZoneInfo) -> str:
    """The shop's wall clock → RFC 3339 with its offset."""
    try:
        at = datetime.fromisoformat(text)
        return (at if at.tzinfo else at.replace(tzinfo=zone)).isoformat()
    except (ValueError, OverflowError):
        raise _Unclear("time") from None


# --- writing ---------------------------------------------------------------------------


def _written(name: str, value: object, zone: ZoneInfo) -> str:
    if isinstance(value, bool):
        return TICKED if value else "0"
    if isinstance(value, datetime):
        return value.astimezone(zone).strftime("%Y-%m-%dT%H:%M")
    per_unit = next((n for end, n in PER_UNIT.items() if name.endswith(end)), None)
    if per_unit and isinstance(value, int):
        return f"{round(Decimal(value) / per_unit, 2).normalize():f}"
    return str(value)


def without(form: MultiDict[str, str], *names: str) -> MultiDict[str, str]:
    """A form with some fields left out."""
    kept = MultiDict(form)
    for name in names:
        kept.poplist(name)
    return kept


# --- correcting ------------------------------------------------------------------------


def only_changed(
    form: MultiDict[str, str], before: MultiDict[str, str], always: Iterable[str] = ()
) -> MultiDict[str, str]:
    """A form of corrections without what was left as it stood: what is shown to the minute must
    not lose its seconds, and the story must say what really changed. Fields that belong together
    (`customer.name`, `customer.phone`) stay together."""
    changed = {_group(n) for n in form if _shown(form, n) != _shown(before, n)} | set(always)
    kept: MultiDict[str, str] = MultiDict()
    for name in form:
        if _group(name) in changed:
            kept.setlist(name, form.getlist(name))
    return kept


def _group(name: str) -> str:
    return name.split(".")[0]


def _shown(form: MultiDict[str, str], name: str) -> list[str]:
    texts = form.getlist(name)
    if set(texts) <= {"0", TICKED}:
        return texts[-1:] if texts[-1:] != ["0"] else []
    return [line for text in texts for line in _lines(text)]
