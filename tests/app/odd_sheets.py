"""Small day files as spreadsheets and dealer systems really leave them, made here."""

import csv
import io
from datetime import datetime

from openpyxl import Workbook

GOOD = {
    "预约单号": "YY9001", "预约日期": "2026-11-23", "预约时间": "09:00", "客户姓名": "张测试",
    "手机": "19900001234", "车牌号": "粤A12345", "车型": "凯美瑞", "行驶里程": "10000",
    "业务类型": "保养", "要求事项": "换机油", "预计工时(小时)": "1", "预计费用(元)": "500",
    "承诺交车时间": "11:30", "服务顾问": "陈雅琴", "洗车": "是", "在店等候": "否", "备注": "",
}  # fmt: skip


def good(number: int, **changes: object) -> dict[str, object]:
    return GOOD | {"预约单号": f"YY90{number:02}"} | changes


def text(*rows: dict[str, object], encoding: str = "utf-8-sig", separator: str = ",") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def book(*rows: dict[str, object]) -> Workbook:
    """A sheet of typed cells, its headings in the first row."""
    made = Workbook()
    made.active.append(list(rows[0]))
    for row in rows:
        made.active.append(list(row.values()))
    return made


def place(heading: str, row: int) -> str:
    """The address of a cell: B2 for the first row's 预约日期."""
    return f"{chr(ord('A') + list(GOOD).index(heading))}{row}"


def saved(made: Workbook) -> bytes:
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def _typed_numbers() -> bytes:
    made = book(good(1, 预约单号=202611230000105678), good(2, 手机=1.99e17), good(3))
    made.active[place("预约单号", 4)].value = 202611230003
    return saved(made)


def _errors_of_many_kinds() -> bytes:
    made = book(*(good(n) for n in range(1, 6)))
    for row, (heading, error) in enumerate(
        [("客户姓名", "#NAME?"), ("车型", "#DIV/0!"), ("备注", "#NUM!"), ("车牌号", "#NULL!"),
         ("行驶里程", "#N/A")], 2,
    ):  # fmt: skip
        made.active[place(heading, row)].value = error
    return saved(made)


def _never_calculated() -> bytes:
    made = book(good(1), good(2), good(3, 预约单号='="YY9003"'))
    made.active[place("要求事项", 2)].value = "=A1&B1"
    made.active[place("备注", 3)].value = "=NOW()"
    return saved(made)


def _merged_numbers_and_days() -> bytes:
    made = book(good(1), good(2), good(3))
    for heading in ("预约日期", "车型", "服务顾问"):
        made.active.merge_cells(f"{place(heading, 2)}:{place(heading, 4)}")
    made.active.merge_cells("P2:Q2")
    return saved(made)


def _filtered_and_folded() -> bytes:
    made = book(*(good(n) for n in range(1, 5)))
    made.active.row_dimensions[3].hidden = True
    made.active.row_dimensions.group(4, 4, hidden=True)
    return saved(made)


def _order_numbers_made_days() -> bytes:
    made = book(good(1), good(2))
    made.active[place("预约单号", 2)].value = datetime(2026, 11, 23)
    made.active[place("预约单号", 2)].number_format = 'm"月"d"日"'
    return saved(made)


def _sums_and_signatures() -> bytes:
    made = book(good(1), good(2))
    made.active.append(["小计", *[None] * 9, 2, 1000])
    made.active.append(list(GOOD))
    made.active.append(list(good(3).values()))
    made.active.append(["合 计：3台", *[None] * 9, "=SUM(K2:K3)"])
    made.active.append(["制表人：某某", None, "审核："])
    return saved(made)


def _guarded(row: dict[str, object]) -> dict[str, object]:
    free = ("要求事项", "备注")
    return {key: value if key in free else f'="{value}"' for key, value in row.items()}


# name → (file, cards, rejected, left out)
MADE = {
    "typed_numbers": (_typed_numbers, 2, 1, 0),
    "errors": (_errors_of_many_kinds, 3, 2, 0),
    "never_calculated": (_never_calculated, 2, 1, 0),
    "merged": (_merged_numbers_and_days, 3, 0, 0),
    "filtered_and_folded": (_filtered_and_folded, 2, 0, 2),
    "number_made_day": (_order_numbers_made_days, 1, 1, 0),
    "sums_and_signatures": (_sums_and_signatures, 3, 0, 4),
    "cut_ends_csv": (lambda: text(
        good(1, 预约单号="202611230001051000"), good(2, 预约单号="202611230001052000"), good(3),
        good(4, 预约单号="23-Nov"),
    ), 1, 3, 0),
    "powers_csv": (lambda: text(
        good(1, 预约单号="2.03e+13"), good(2, 手机="1.99e10"), good(3, 备注="3.2E+15"),
        good(4, **{"预计费用(元)": "1.2E+03"}), encoding="gb18030",
    ), 2, 2, 0),
    "guards_tabs": (lambda: text(
        _guarded(good(1)), _guarded(good(2)), separator="\t", encoding="utf-16",
    ), 2, 0, 0),
    "cut_utf8_csv": (lambda: text(good(1), good(2), good(3, 备注="先打电话")).replace(
        "先打电话".encode(), "先打电话".encode()[:-1]
    ), 3, 0, 0),
    "half_a_name_gbk_csv": (lambda: text(
        good(1), good(2, 客户姓名="李测试"), encoding="gb18030"
    ).replace("李测试".encode("gb18030"), "李测试".encode("gb18030")[:-1]), 1, 1, 0),
}  # fmt: skip
