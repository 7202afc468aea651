"""The empty list can be downloaded, filled in and handed in; the docs name every heading."""

import io
from pathlib import Path

from openpyxl import load_workbook

from app.importing.day_headings import SYNONYMS
from app.importing.day_values import KINDS
from app.importing.template_file import template_xlsx
from tests.app.odd_sheets import GOOD, saved


def test_the_empty_list_is_downloaded_filled_in_and_handed_in(import_page):
    answer = import_page.get("/import/template.xlsx")
    book = load_workbook(io.BytesIO(answer.data))
    headings = [cell.value for cell in book.active[1]]
    for place, heading in enumerate(headings, 1):
        book.active.cell(2, place).value = GOOD.get(heading)
    address = import_page.hand_in(saved(book)).location
    assert "新开 1 张卡" in import_page.get(address).text
    assert "/import/template.xlsx" in import_page.get("/import").text


def test_no_spreadsheet_can_damage_what_is_written_into_it():
    sheet = load_workbook(io.BytesIO(template_xlsx())).active
    assert {cell.number_format for row in sheet.iter_rows() for cell in row} == {"@"}


def test_the_docs_name_every_heading_and_every_kind():
    page = Path("docs/import.md").read_text("utf-8")
    assert not [name for names in SYNONYMS.values() for name in names if name not in page]
    assert not [word for word in KINDS if word not in page]
