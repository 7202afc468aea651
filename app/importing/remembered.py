"""Knows what was once said of a file's headings: how columns are read is asked once per shop and
set of headings, and then remembered. It holds headings and words for kinds, nothing of a car."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from pydantic import TypeAdapter
from sqlalchemy import delete, insert, select

from app.importing.choices import Choices, Chosen
from app.importing.day_headings import DAY
from app.importing.headings import heading_text
from app.importing.table_file import look
from app.people.native import in_native_thread
from app.storage import tables as t
from app.storage.read_session import ReadSession, Store

_CHOSEN = TypeAdapter(Chosen)


def with_what_was_said(reading: ReadSession, data: bytes, choices: Choices) -> Choices:
    """The choices for a file, with what was said of its headings before. Raises Unreadable."""
    headings = in_native_thread(look, data, DAY).headings
    c = t.import_columns.c
    said = reading.connection.scalar(
        select(c.chosen).where(c.shop == reading.id, c.headings == _set_of(headings))
    )
    return replace(choices, chosen=_CHOSEN.validate_json(said)) if said else choices


def remember(store: Store, headings: Sequence[str], chosen: Chosen) -> None:
    c, key = t.import_columns.c, _set_of(headings)
    with store.database.write() as connection:
        connection.execute(delete(t.import_columns).where(c.shop == store.shop, c.headings == key))
        connection.execute(
            insert(t.import_columns),
            {"shop": store.shop, "headings": key, "chosen": _CHOSEN.dump_json(chosen).decode()},
        )


def _set_of(headings: Sequence[str]) -> str:
    """One text for one set of headings, in whatever order they stand where each has its name."""
    texts = [heading_text(heading) for heading in headings]
    if all(texts) and len(set(texts)) == len(texts):
        texts.sort()
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()
