"""Knows which lines below the headings are no car: hidden, sums, signatures, headings."""

import re

from app.importing.damage import unguarded
from app.importing.table_file import Table
from app.importing.table_line import Line
from board.card.plain import plain

ABOUT_A_CAR = ("customer", "model", "requests", "plate", "vin", "phone")
_NO_CAR = re.compile(
    r"[本当]?[页日月]?[合总小累共]计.*|汇总.*|共\d*[条台辆行项笔张单].*|第\d+页.*|"
    r"(制表|打印|审核|操作|填表|复核|统计|经办|导出)(人|员|时间|日期|单位)?[:/].*|"
    r"(备注|说明|注|制表人|审核人|打印时间|制表日期)[::].*|"
    r"(grand|sub)?total.*|sum:?|printed.*",
    re.IGNORECASE,
)


def why_left_out(table: Table, line: Line, hidden_too: bool) -> str | None:
    """Why a line is passed over and told so, as a code; None where it is to be read."""
    if line.hidden and not hidden_too:
        return "hidden_row"
    if _same_words(line.cells, table.headings):
        return "heading_again"
    about_a_car = any(table.cell(line, name) for name in ABOUT_A_CAR)
    first = next((cell for cell in line.cells if cell), "")
    if not about_a_car and _NO_CAR.fullmatch(plain(unguarded(first))):
        return "sum_row"
    return None


def _same_words(cells: tuple[str, ...], headings: tuple[str, ...]) -> bool:
    return [plain(cell) for cell in cells] == [plain(heading) for heading in headings]
