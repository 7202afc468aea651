"""Reads the sheets of an .xlsx as the text its reader sees; formulas are never worked out."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import Protocol

from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.workbook import Workbook

from app.importing.damage import SURE_DIGITS, unguarded
from app.importing.sheet_shape import Seen, Shape, filled, shape_of
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
_BESIDE_DIGITS = re.compile(r'\[[^\]]*\]|"[^"]*"|\\.|[_*].|[¥￥$\s]')
_ROUNDED = re.compile(r"[#,0]*0(\.0+)?")
_PADDED = re.compile(r'((?:"[^"]*"|\\.)*)(0+)((?:"[^"]*"|\\.)*)')


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
        if not any(part.filename.endswith("workbook.xml") for part in parts):  # .xlsb, .ods
            raise Unreadable("other_package")
        texts = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
        if any(b"<!DOCTYPE" in package.read(part).replace(b"\x00", b"") for part in texts):
            raise Unreadable("broken_xlsx")


def _sheets(data: bytes) -> list[list[Line]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and dates it does not know
        seen = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        typed = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        names = [s.title for s in seen.worksheets if s.sheet_state == "visible"]
        return [_sheet(data, seen, typed, name) for name in names]


def _sheet(data: bytes, seen: Workbook, typed: Workbook, name: str) -> list[Line]:
    """The lines of one sheet, all of one width: beside its table a sheet is blank, not torn."""
    rows = [
        [_seen(cell, as_typed) for cell, as_typed in zip(row, formulas, strict=True)]
        for row, formulas in zip(_rows(seen, name), _rows(typed, name), strict=True)
    ]
    shape = shape_of(_part(data, seen, name))
    filled(rows, shape)
    places = (place for row in rows for place, cell in enumerate(row, 1) if cell.text)
    width = max(places, default=0)
    return [_line(number, row[:width], shape) for number, row in enumerate(rows, 1)]


def _line(number: int, row: list[Seen], shape: Shape) -> Line:
    marks = {place: cell.mark for place, cell in enumerate(row) if cell.mark}
    texts = tuple(cell.text for cell in row)
    return Line(number, texts, marks=marks, hidden=number in shape.hidden)


def _part(data: bytes, book: Workbook, name: str) -> bytes:
    """What stands in the package for a sheet."""
    path: str = book[name]._worksheet_path  # type: ignore[attr-defined]  # a sheet read row by row has it
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(path)


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


def _seen(cell: _Cell, as_typed: _Cell) -> Seen:
    """What the reader sees; a formula that no program has worked out yet is no value, unless it
    only guards a text."""
    if as_typed is EMPTY_CELL:
        return Seen("")
    if cell.value is None and as_typed.data_type == "f" and cell.data_type == "n":
        formula = as_typed.value
        text = tidy(str(getattr(formula, "text", formula) or ""))
        return Seen(bare) if (bare := unguarded(text)) != text else Seen(text, "not_calculated")
    return Seen(tidy(_shown(cell.value, cell.number_format or "General")))


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
    """A number of more digits than a spreadsheet keeps is told in powers of ten: it is damaged."""
    if abs(value) >= 10**SURE_DIGITS:
        return f"{value:E}"
    number, shown = Decimal(f"{value:.15g}"), number_format.partition(";")[0]
    if places := _ROUNDED.fullmatch(_BESIDE_DIGITS.sub("", shown)):
        decimals = len(places[1] or ".") - 1
        number = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = format(number.normalize(), "f")
    if (padded := _PADDED.fullmatch(shown)) and text.isdigit():  # 00000 shows noughts in front
        return _bare(padded[1]) + text.zfill(len(padded[2])) + _bare(padded[3])
    return text


def _bare(literal: str) -> str:
    return re.sub(r'["\\]', "", literal)


def _moment(value: datetime, number_format: str) -> str:
    """A date, a time of day, or both: what the cell's format lets be seen."""
    value = (value + timedelta(milliseconds=500)).replace(microsecond=0)
    letters = _COLOURS_AND_TEXT.sub("", number_format).lower()
    if "y" not in letters and "d" not in letters and "h" in letters:
        return f"{value:%H:%M}"
    if value.time() == time() or ("h" not in letters and "d" in letters):
        return value.date().isoformat()
    return f"{value:%Y-%m-%d %H:%M}"


def _clock(seconds: int, microseconds: int) -> str:
    minutes = (seconds + (microseconds >= 500_000)) // 60
    return f"{minutes // 60:02}:{minutes % 60:02}"
