"""Writes the empty list of appointments that a shop fills in itself."""

import io

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.importing.day_row import FIELDS

EMPTY_ROWS = 200
HEADINGS = (*FIELDS, "VIN", "状态")


def template_xlsx() -> bytes:
    """Our headings over empty rows. Every cell is text, so that no spreadsheet damages a number."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(HEADINGS)
    for row in sheet.iter_rows(1, EMPTY_ROWS + 1, 1, len(HEADINGS)):
        for cell in row:
            cell.number_format = "@"
    sheet.freeze_panes = "A2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
