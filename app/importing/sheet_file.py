"""Reads the sheets of an .xlsx as the text its reader sees; formulas are never worked out."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Protocol

from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.workbook import Workbook

from app.importing.table_line import (
    MOST_COLUMNS,
    MOST_LINES,
    MOST_SCANNED,
    Line,
    ReadSession,
    Unreadable,
    tidy,
)

MOST_UNPACKED = 50 * 1024 * 1024
MOST_PARTS = 1_000
_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_COLOURS_AND_TEXT = re.compile(r'\[[^\]]*\]|"[^"]*"|\\.')


def is_sheet(data: bytes) -> bool:
    return data.startswith((_ZIP, _OLD))


def sheet_readings(data: bytes) -> Iterator[ReadSession]:
    """One reading for each visible sheet."""
    if data.startswith(_OLD):  # .xls, or an .xlsx under a password
        raise Unreadable("old_excel")
    try:
        _refuse_traps(data)
        sheets = _sheets(data)
    except Unreadable:
        raise
    except Exception as error:  # whatever a damaged package makes its readers raise
        raise Unreadable("broken_xlsx") from error
    for lines in sheets:
        yield partial(_given, lines)


def _given(lines: list[Line], width: int | None) -> list[Line]:
    return lines


def _refuse_traps(data: bytes) -> None:
    """Refuses packages that unpack to masses, by size or by XML entities, before parsing."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = package.infolist()
        # zipfile never unpacks more than a part declares, so the declared sizes can be trusted
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise Unreadable("too_large", megabytes=MOST_UNPACKED // 1024**2)
        texts = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
        if any(b"<!DOCTYPE" in package.read(part).replace(b"\x00", b"") for part in texts):
            raise Unreadable("broken_xlsx")


def _sheets(data: bytes) -> list[list[Line]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and dates it does not know
        seen = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        typed = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        names = [s.title for s in seen.worksheets if s.sheet_state == "visible"]
        return [_sheet(seen, typed, name) for name in names]


def _sheet(seen: Workbook, typed: Workbook, name: str) -> list[Line]:
    """The lines of one sheet, all of one width: beside its table a sheet is blank, not torn."""
    rows = [
        [_text(cell, as_typed) for cell, as_typed in zip(row, formulas, strict=True)]
        for row, formulas in zip(_rows(seen, name), _rows(typed, name), strict=True)
    ]
    width = max((place for row in rows for place, text in enumerate(row, 1) if text), default=0)
    return [Line(number, tuple(row[:width])) for number, row in enumerate(rows, 1)]


def _rows(book: Workbook, name: str) -> Iterator[tuple["_Cell", ...]]:
    sheet = book[name]
    sheet.reset_dimensions()  # what a sheet declares about its own size is often wrong
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        if number > MOST_SCANNED:
            raise Unreadable("too_many_rows", most=MOST_LINES)
        yield row


class _Cell(Protocol):
    """A cell as openpyxl reads it: `data_type` f: a formula, n: a number, or nothing."""

    @property
    def value(self) -> object: ...
    @property
    def data_type(self) -> str: ...
    @property
    def number_format(self) -> str | None: ...


def _text(cell: _Cell, as_typed: _Cell) -> str:
    """What the reader sees; a formula that no program has worked out yet stays as it is typed."""
    if as_typed is EMPTY_CELL:
        return ""
    if cell.value is None and as_typed.data_type == "f" and cell.data_type == "n":
        formula = as_typed.value
        return tidy(str(getattr(formula, "text", formula) or ""))
    return tidy(_shown(cell.value, cell.number_format or "General"))


def _shown(value: object, number_format: str) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() | int():
            return _number(value, number_format)
        case datetime():
            return _moment(value, number_format)
        case date():
            return value.isoformat()
        case time():
            return _clock(value.hour * 3600 + value.minute * 60 + value.second, value.microsecond)
        case timedelta():
            return _clock(value.days * 86400 + value.seconds, value.microseconds)
        case _:
            return str(value).replace("_x000D_\n", "\n")


def _number(value: float, number_format: str) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e18:
        value = int(value)
    if isinstance(value, int) and value >= 0 and set(number_format) == {"0"}:
        return str(value).zfill(len(number_format))  # 00000 shows the zeros in front
    return str(value)


def _moment(value: datetime, number_format: str) -> str:
    """A date, a time of day, or both: what the cell's format lets be seen."""
    value = (value + timedelta(milliseconds=500)).replace(microsecond=0)
    letters = _COLOURS_AND_TEXT.sub("", number_format).lower()
    if "y" not in letters and "d" not in letters and "h" in letters:
        return f"{value:%H:%M}"
    if value.time() == time():
        return value.date().isoformat()
    return f"{value:%Y-%m-%d %H:%M}"


def _clock(seconds: int, microseconds: int) -> str:
    minutes = (seconds + (microseconds >= 500_000)) // 60
    return f"{minutes // 60:02}:{minutes % 60:02}"
