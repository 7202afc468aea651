"""Knows how a fact is written as JSON values and read again: what everybody may read, and beside it
what is private. Times are RFC 3339, times of a day HH:MM, days ISO dates."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, time
from functools import cache
from types import NoneType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from board.event import instant, stamp
from board.events import FACTS, Fact

ERASED = "—"

Values = dict[str, Any]
# Key → the field's name, and how its value is read.
_Names = dict[str, tuple[str, Callable[[Any], Any]]]


def dumped(fact: Fact) -> tuple[Values, Values]:
    """A fact as JSON values: what is open, what is private."""
    data: Values = {}
    kept: Values = {}
    definition: Any = type(fact)
    for one in plan(definition):
        value = getattr(fact, one.name)
        if one.required or value != one.default():
            (kept if one.private else data)[one.key] = one.codec.write(value)
    return data, kept


def read(type: str, data: Mapping[str, Any], kept: Mapping[str, Any] | None) -> Fact:
    """JSON values → the fact; `kept` None: what was private is erased. Names that the definition
    does not know are passed over."""
    definition: Any = FACTS[type]
    reader = _reader(definition)
    values = _values(reader.data, data)
    if kept:
        values |= _values(reader.kept, kept)
    for name, erased in reader.needed:
        if name not in values:
            values[name] = erased()
    fact: Fact = definition(**values)
    return fact


def _values(names: _Names, source: Mapping[str, Any]) -> Values:
    """What a definition knows of the values that were written."""
    values: Values = {}
    for key, value in source.items():
        if found := names.get(key):
            values[found[0]] = found[1](value)
    return values


class _Codec(NamedTuple):
    """How values of one type are written, read, and what stands for an erased one."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]
    erased: Callable[[], Any]


class Place(NamedTuple):
    """Where and how one field of a definition is written."""

    name: str
    key: str
    private: bool
    required: bool
    default: Callable[[], Any]
    codec: _Codec


class _Reader(NamedTuple):
    """How a definition is read; `needed`: what must stand there even where a person was erased."""

    data: _Names
    kept: _Names
    needed: tuple[tuple[str, Callable[[], Any]], ...]


@cache
def _reader(definition: Any) -> _Reader:
    places = plan(definition)
    data, kept = (
        {one.key: (one.name, one.codec.read) for one in places if one.private == private}
        for private in (False, True)
    )
    needed = ((one.name, one.codec.erased) for one in places if one.private and one.required)
    return _Reader(data, kept, tuple(needed))


@cache
def plan(definition: Any) -> tuple[Place, ...]:
    """How each field of a definition is written, in order."""
    hints = get_type_hints(definition)
    found = []
    for f in fields(definition):
        required = f.default is MISSING and f.default_factory is MISSING
        found.append(Place(
            f.name, f.metadata.get("key", f.name), "private" in f.metadata, required,
            _default(f), _codec(hints[f.name]),
        ))  # fmt: skip
    return tuple(found)


def _default(field: Field[Any]) -> Callable[[], Any]:
    if field.default_factory is not MISSING:
        return field.default_factory
    return lambda: field.default


def _same(value: Any) -> Any:
    return value


def _erased_text() -> str:
    return ERASED


def _nothing() -> None:
    return None


_SAME = _Codec(_same, _same, _erased_text)
_CODECS: dict[Any, _Codec] = {
    datetime: _Codec(stamp, instant, _nothing),
    date: _Codec(date.isoformat, date.fromisoformat, _nothing),
    time: _Codec(lambda at: at.isoformat("minutes"), time.fromisoformat, _nothing),
}


@cache
def _codec(hint: Any) -> _Codec:
    if hint in _CODECS:
        return _CODECS[hint]
    if NoneType in get_args(hint):
        return _optional(_codec(next(a for a in get_args(hint) if a is not NoneType)))
    if get_origin(hint) is list:
        return _list(_codec(get_args(hint)[0]))
    return _nested(hint) if is_dataclass(hint) else _SAME


def _optional(inner: _Codec) -> _Codec:
    if inner is _SAME:
        return _Codec(_same, _same, _nothing)
    return _Codec(
        lambda value: None if value is None else inner.write(value),
        lambda value: None if value is None else inner.read(value),
        _nothing,
    )


def _list(inner: _Codec) -> _Codec:
    if inner is _SAME:
        return _Codec(list, list, lambda: [ERASED])
    return _Codec(
        lambda values: [inner.write(value) for value in values],
        lambda values: [inner.read(value) for value in values],
        lambda: [inner.erased()],
    )


def _nested(definition: Any) -> _Codec:
    """Something with fields of its own, which are all written, null where they are None."""
    places = plan(definition)

    def write(value: Any) -> Values:
        return {one.key: one.codec.write(getattr(value, one.name)) for one in places}

    def read(values: Values) -> Any:
        there = (one for one in places if one.key in values)
        return definition(**{one.name: one.codec.read(values[one.key]) for one in there})

    def erased() -> Any:
        return definition(**{one.name: one.codec.erased() for one in places if one.required})

    return _Codec(write, read, erased)
