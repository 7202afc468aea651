"""Knows how what comes in is checked: models made from the definitions in `board/`
(design.md §4)."""

import unicodedata
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from types import GenericAlias
from typing import Annotated, Any, get_args, get_type_hints

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Strict,
    StrictBool,
    StringConstraints,
    ValidationError,
    create_model,
)
from pydantic import Field as Constraint

from board.card.plain import BLANK, INVISIBLE
from board.commands.card import COMMANDS
from board.commands.reviews import REVIEW_COMMANDS
from board.commands.shop import SHOP_COMMANDS

ALL_COMMANDS = COMMANDS | SHOP_COMMANDS | REVIEW_COMMANDS
_NESTED_TEXT = {"name": 60, "title": 20, "phone": 40, "model": 80, "plate": 20, "vin": 40,
                "note": 1000, "belongings": 1000}  # fmt: skip
# Marks that turn the direction of whatever stands behind them on a screen.
_TURNS_TEXT = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_MULTILINE = "\n\r\t"


@dataclass(frozen=True)
class Fault:
    """What is wrong with one field: `field` in dots, `code` for the sentence, its facts."""

    field: str
    code: str
    facts: dict[str, Any]


class Invalid(Exception):
    """What came in cannot be understood; names every field."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"{f.field}: {f.code}" for f in faults))
        self.faults = faults


def _plain_text(text: Any) -> Any:
    """Text without control or invisible characters, composed, trimmed. Raises ValueError."""
    if not isinstance(text, str):
        return text
    if any(unicodedata.category(c) == "Cc" and c not in _MULTILINE for c in text):
        raise ValueError("control_character")
    shown = "".join(c for c in unicodedata.normalize("NFC", text) if c not in _TURNS_TEXT)
    return shown.strip(BLANK + INVISIBLE)


def _written(at: Any) -> Any:
    """Times come written out (RFC 3339); a bare number is no time."""
    if not isinstance(at, (str, date, time)):
        raise ValueError("time_range")
    return at


def _sensible(at: datetime) -> datetime:
    try:
        at = at.astimezone(UTC)
    except OverflowError:
        raise ValueError("time_range") from None
    if not 2000 <= at.year < 2100:
        raise ValueError("time_range")
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def _by_the_clock(at: time) -> time:
    """A time of the shop's own day, to the minute."""
    if at.tzinfo is not None or at.second or at.microsecond:
        raise ValueError("clock_time")
    return at


ClockTime = Annotated[time, BeforeValidator(_written), AfterValidator(_by_the_clock)]
Day = Annotated[date, BeforeValidator(_written)]
Time = Annotated[AwareDatetime, BeforeValidator(_written), AfterValidator(_sensible)]


def _text(least: int, most: int) -> Any:
    limits = StringConstraints(min_length=least, max_length=most)
    return Annotated[str, limits, BeforeValidator(_plain_text)]


def _type(hint: Any, field: Field[Any]) -> Any:
    """The type that checks a field of a definition."""
    args = [a for a in get_args(hint) if a is not type(None)]
    optional = type(None) in get_args(hint)
    checked = _checked(args[0] if optional and len(args) == 1 else hint, field)
    return checked | None if optional else checked


# Types that are checked in one way, whatever the field says of its limits.
_PLAIN: Mapping[Any, Any] = {
    datetime: Time, time: ClockTime, date: Day, bool: StrictBool,
    list[int]: list[Annotated[int, Strict()]],
}  # fmt: skip


def _checked(inner: Any, field: Field[Any]) -> Any:
    """The same for a type that is not optional; limits stand in the field's metadata."""
    meta = field.metadata
    if inner in _PLAIN:
        return _PLAIN[inner]
    if inner is str:
        most = meta.get("max_length", _NESTED_TEXT.get(field.name, 200))
        return _text(meta.get("min_length", 1), most)
    if inner is int:
        range = Constraint(ge=meta.get("ge", 0), le=meta.get("le", 10**9))
        return Annotated[int, Strict(), range]
    if inner == list[str]:
        each = _text(1, meta.get("each", 500))
        size = Constraint(min_length=meta.get("min_length", 0), max_length=meta["max_length"])
        return Annotated[GenericAlias(list, each), size]
    return model_of(inner) if isinstance(inner, type) and is_dataclass(inner) else inner


_hints = lru_cache(get_type_hints)
_MODELS: dict[type, type[BaseModel]] = {}


def model_of(definition: type) -> type[BaseModel]:
    """The checking model of a dataclass of `board/`."""
    if definition not in _MODELS:
        hints = get_type_hints(definition)
        made: dict[str, Any] = {
            f.name: (_type(hints[f.name], f), _default(f)) for f in fields(definition)
        }
        config = ConfigDict(extra="forbid")
        _MODELS[definition] = create_model(definition.__name__, __config__=config, **made)
    return _MODELS[definition]


def _default(field: Field[Any]) -> Any:
    alias = field.metadata.get("alias")
    if field.default_factory is not MISSING:
        return Constraint(default_factory=field.default_factory, alias=alias)
    if field.default is not MISSING:
        return Constraint(default=field.default, alias=alias)
    return Constraint(alias=alias)


def arguments(name: str, raw: dict[str, Any]) -> object:
    """Raw arguments → the command's definition. Raises Invalid naming each wrong field."""
    definition = ALL_COMMANDS[name]
    try:
        checked = model_of(definition).model_validate(raw)
    except ValidationError as error:
        raise Invalid([_fault(e) for e in error.errors(include_url=False)]) from None
    return _built(definition, checked)


def _built(definition: type, checked: BaseModel) -> Any:
    hints = _hints(definition)
    values = {}
    for f in fields(definition):
        value = getattr(checked, f.name)
        if isinstance(value, BaseModel):
            options = (hints[f.name], *get_args(hints[f.name]))
            kind = next(o for o in options if isinstance(o, type) and is_dataclass(o))
            value = _built(kind, value)
        values[f.name] = value
    return definition(**values)


def _fault(error: Any) -> Fault:
    where = ".".join(str(part) for part in error["loc"])
    code = error["type"]
    context = error.get("ctx", {})
    if code == "value_error":
        code, context = str(context["error"]), {}
    facts = {k: v for k, v in context.items() if isinstance(v, (int, float, str))}
    return Fault(where, code, facts)
