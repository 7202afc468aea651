"""A day file that was imported is known again by a version that reads one column more: what a row
is held against is what the version knew that imported it."""

import json

import pytest
from sqlalchemy import select

from app.importing import day_file
from app.importing.day import import_day
from app.importing.day_row import DayRow
from app.storage import tables as t
from tests.day_shop import ADVISOR, SAMPLE, as_tabs, cells_of_sample, one_row, opened

AGAIN = {"cards": 0, "warnings": 1, "rejected": 4, "repeated": 1, "conflicts": 1, "unchanged": 44}


@pytest.fixture
def store(tmp_path):
    return opened(tmp_path)


@pytest.fixture
def reads_another_column(monkeypatch):
    """A later version that reads one field more, which says `found` in every row."""

    def upgrade(found: object) -> None:
        monkeypatch.setattr(DayRow, "colour", found, raising=False)
        monkeypatch.setattr(day_file, "MEANT", (*day_file.MEANT, "colour"))

    return upgrade


def kept(store) -> list[dict]:
    with store.read() as view:
        return [json.loads(f) for f in view.connection.scalars(select(t.imported.c.fingerprint))]


@pytest.mark.parametrize("empty", [None, "", False])
def test_a_new_column_that_is_empty_changes_no_row(store, reads_another_column, empty):
    import_day(store, ADVISOR, SAMPLE)
    reads_another_column(empty)
    assert import_day(store, ADVISOR, SAMPLE).counts == AGAIN


def test_a_column_that_was_always_there_but_never_read_changes_no_row(store, reads_another_column):
    """The row says what it said; the version that made the card had no ear for it."""
    import_day(store, ADVISOR, SAMPLE)
    reads_another_column("红")
    assert import_day(store, ADVISOR, SAMPLE).counts == AGAIN


def test_from_then_on_the_new_column_counts(store, reads_another_column, monkeypatch):
    reads_another_column(None)
    import_day(store, ADVISOR, one_row())
    monkeypatch.setattr(DayRow, "colour", "红")
    (row,) = import_day(store, ADVISOR, one_row()).rows
    assert row.outcome == "conflict"
    assert [(d.field, d.stands, d.found) for d in row.differences] == [("colour", None, "红")]


def test_what_really_differs_is_told_without_what_nobody_read_then(store, reads_another_column):
    import_day(store, ADVISOR, one_row())
    reads_another_column("红")
    (row,) = import_day(store, ADVISOR, one_row(备注="另约")).rows
    assert row.outcome == "conflict"
    assert [d.field for d in row.differences] == ["remark"]


def test_a_field_that_is_read_no_more_changes_no_row(store, monkeypatch):
    import_day(store, ADVISOR, SAMPLE)
    monkeypatch.setattr(day_file, "MEANT", tuple(n for n in day_file.MEANT if n != "remark"))
    assert import_day(store, ADVISOR, SAMPLE).counts == AGAIN


def test_an_empty_column_in_the_file_is_no_other_file(store):
    import_day(store, ADVISOR, SAMPLE)
    headings, *lines = cells_of_sample()
    more = as_tabs([[*headings, "颜色"], *([*line, ""] for line in lines)])
    assert import_day(store, ADVISOR, more).counts == AGAIN
    assert all(len(row) == len(day_file.MEANT) for row in kept(store))
