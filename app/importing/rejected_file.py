"""Writes rejected rows as an .xlsx to be corrected and handed in again."""

import io
import re
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from app.importing.day_row import DayRow
from app.importing.sentences import Say, reason
from board.card.plain import plain

REASON = "拒绝原因"  # the reader passes this column over, in every language
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def rejected_xlsx(rows: Iterable[DayRow], say: Say) -> bytes:
    """The rejected ones of `rows` with their own columns and, last, the reason in the words of
    `say(id, **facts)`. Every cell is text: what a customer wrote is never a formula."""
    rejected = [row for row in rows if row.problems]
    headings = rejected[0].headings if rejected else ()
    kept = [place for place, heading in enumerate(headings) if plain(heading) != REASON]
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    _write(sheet, 1, [*(headings[place] for place in kept), REASON])
    for number, row in enumerate(rejected, 2):
        _write(sheet, number, [*(row.cells[place] for place in kept), reason(row.problems, say)])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _write(sheet: Worksheet, number: int, texts: Sequence[str]) -> None:
    for column, text in enumerate(texts, 1):
        cell = sheet.cell(number, column)
        assert isinstance(cell, Cell)  # nothing here is merged
        _as_text(cell, _NOT_IN_XML.sub("\ufffd", text))


def _as_text(cell: Cell, text: str) -> None:
    cell.value = text or None
    if text:
        cell.data_type = "s"  # openpyxl takes what begins with = for a formula, #N/A for an error
    cell.number_format = "@"  # and a program that opens it must not, when the cell is edited
    cell.quotePrefix = True
