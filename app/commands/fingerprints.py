"""Knows what makes two requests one: the same person asks the same of the same card, on the version
they looked at. What counts is what was given: an argument that is left out, or given as it would be
anyway, counts for nothing, so that a retry is still one when a version between has learned another
argument. A fingerprint is kept with the answer, for as long as a retry may come."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, time
from itertools import accumulate, product
from typing import Any

from app.commands.first_arguments import FIRST, Groups
from app.storage.serialization import canonical
from board.events.event import stamp

SECRET_ARGUMENTS = ("pin", "old", "new")
FORM = "2:"  # before it there was one without a name (`first_form`)


def fingerprint(person: str, args: Any, card: str | None, version: int | None) -> str:
    """One text for one request, of 58 characters."""
    given = {k: v for k, v in _given(args).items() if k not in SECRET_ARGUMENTS}
    text = canonical([person, args.command, card, version, given])
    return FORM + hashlib.sha224(text.encode()).hexdigest()


def is_of(kept: str, person: str, args: Any, card: str | None, version: int | None) -> bool:
    """Whether a fingerprint that was kept, by this version or an earlier one, is of this request:
    the same key with another body is a mistake, not a retry."""
    asked = (person, args, card, version)
    if kept.startswith(FORM):
        return kept == fingerprint(*asked)
    return any(kept == first_form(*asked, known) for known in _versions_of(args.command))


def _given(value: Any) -> Any:
    """A value as JSON has it; of a definition only the fields that say something."""
    if is_dataclass(value):
        each = ((f, getattr(value, f.name)) for f in fields(value))
        return {f.name: _given(v) for f, v in each if not _goes_without_saying(f, v)}
    if isinstance(value, (list, tuple)):
        return [_given(one) for one in value]
    if isinstance(value, datetime):
        return stamp(value)
    return value.isoformat() if isinstance(value, (date, time)) else value


def _goes_without_saying(field: Field[Any], value: object) -> bool:
    if field.default_factory is not MISSING:
        return bool(value == field.default_factory())
    return field.default is not MISSING and value == field.default


# --- the first form ---------------------------------------------------------------------------


def first_form(
    person: str, args: Any, card: str | None, version: int | None, known: Mapping[str, Groups]
) -> str | None:
    """As the first version wrote it, of all arguments it knew, also those that nobody gave. None
    where the request says something that it did not know: then it was never asked that."""
    values = _as_first(args.command, args, known)
    if values is None:
        return None
    told = sorted((k, v) for k, v in values.items() if k not in SECRET_ARGUMENTS)
    text = canonical([person, args.command, card, version, repr(told)])
    return hashlib.sha256(text.encode()).hexdigest()


def _as_first(name: str, value: Any, known: Mapping[str, Groups]) -> dict[str, Any] | None:
    """The fields of a definition that were known under its name, in their order; None where one
    that was not known says something."""
    names = [name for group in known.get(name, ()) for name in group]
    found: dict[str, Any] = {}
    for field in fields(value):
        inner = getattr(value, field.name)
        if field.name not in names:
            if not _goes_without_saying(field, inner):
                return None
        elif is_dataclass(inner):
            found[field.name] = _as_first(_name_of(inner, known), inner, known)
            if found[field.name] is None:
                return None
        else:
            found[field.name] = inner
    return {name: found[name] for name in names if name in found}


def _name_of(value: Any, known: Mapping[str, Groups]) -> str:
    """What a part of the arguments was called then, whatever grew out of it."""
    return next((cls.__name__ for cls in type(value).__mro__ if cls.__name__ in known), "")


def _versions_of(command: str) -> Iterator[Mapping[str, Groups]]:
    """What was known of a command and of the parts it is made of while fingerprints had the first
    form: all of it, or less, the longer ago."""
    grown = [name for name in FIRST if name == command or name[0].isupper()]
    each = [list(accumulate((group,) for group in FIRST[name])) for name in grown]
    for known in product(*each):
        yield FIRST | dict(zip(grown, known, strict=True))
