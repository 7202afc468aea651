"""What becomes of a dealer system's day file: the sample's oddities, and any way to write it."""

import csv
import io
import random
import re
import zipfile
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from app.importing.day_file import DayFile, fingerprint, read_day_file
from app.importing.day_row import FIELDS, DayRow
from app.importing.plan import plan_import
from app.importing.rejected_file import REASON, rejected_xlsx
from app.importing.sentences import difference, reason, unreadable
from app.importing.table_line import Unreadable

SAMPLE = Path("app/demo/day-2026-11-23.csv").read_bytes()
SHANGHAI = ZoneInfo("Asia/Shanghai")
ADVISORS = ("陈雅琴", "黄志明", "林晓彤", "何俊杰", "罗佩珊")
GOOD = {
    "预约单号": "YY1001",
    "预约日期": "2026-11-23",
    "预约时间": "08:15",
    "客户姓名": "高伟",
    "手机": "19900006920",
    "车牌号": "粤E3MRXE",
    "车型": "埃尔法 双擎",
    "行驶里程": "125743",
    "业务类型": "一般维修",
    "要求事项": "空调不制冷；检查胎压",
    "预计工时(小时)": "1.5",
    "预计费用(元)": "600",
    "承诺交车时间": "10:45",
    "服务顾问": "罗佩珊",
    "洗车": "否",
    "在店等候": "是",
    "备注": "",
}


def next_working_day(day: date) -> date:
    day += timedelta(days=1)
    return day + timedelta(days=1) if day.weekday() == 6 else day


def read(data: bytes) -> DayFile:
    return read_day_file(data, SHANGHAI, next_working_day)


def written(rows: list[dict[str, str]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def sheet(rows: list[list[object]]) -> bytes:
    book = Workbook()
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = book.active.cell(number, column, value)
            if isinstance(value, str) and value.startswith("="):
                cell.data_type = "s"
    return saved(book)


def saved(book: Workbook) -> bytes:
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def one(**changes: str) -> DayRow:
    """The row read from a good one with some cells changed."""
    return read(written([GOOD | changes])).rows[0]


def codes(row: DayRow) -> list[str]:
    return [problem.code for problem in row.problems]


def warned(row: DayRow) -> list[str]:
    return [warning.code for warning in row.warnings]


def sample_rows() -> dict[str, list[DayRow]]:
    rows: dict[str, list[DayRow]] = {}
    for row in read(SAMPLE).rows:
        rows.setdefault(row.order_no[-3:], []).append(row)
    return rows


def sample_grid() -> list[list[str]]:
    return list(csv.reader(io.StringIO(SAMPLE.decode("gb18030"), newline="")))


def meaning(file: DayFile) -> list[tuple]:
    return [(row.line, fingerprint(row), row.problems, row.warnings) for row in file.rows]


def unreadable_code(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read(data)
    return caught.value.code


def say(id: str, **facts: object) -> str:
    return id + "".join(f" {value}" for value in facts.values())


# The sample


def test_the_sample_gives_44_cards_and_names_every_other_row():
    plan = plan_import(read(SAMPLE).rows, {}, ADVISORS)
    assert plan.counts() == {
        "cards": 44, "warnings": 1, "rejected": 4, "repeated": 1, "conflicts": 1, "unchanged": 0,
    }  # fmt: skip


def test_importing_the_sample_again_changes_nothing():
    first = plan_import(read(SAMPLE).rows, {}, ADVISORS)
    imported = {planned.row.order_no: planned.fingerprint for planned in first.of("new")}
    assert plan_import(read(SAMPLE).rows, imported, ADVISORS).counts() == {
        "cards": 0, "warnings": 1, "rejected": 4, "repeated": 1, "conflicts": 1, "unchanged": 44,
    }  # fmt: skip


def test_the_rejected_rows_are_named_by_line_number_and_reason():
    rejected = plan_import(read(SAMPLE).rows, {}, ADVISORS).of("rejected")
    assert [(p.row.line, p.row.order_no[-3:], codes(p.row)) for p in rejected] == [
        (17, "012", ["missing_customer"]),
        (21, "015", ["missing_requests"]),
        (26, "009", ["bad_time"]),
        (35, "010", ["bad_hours"]),
    ]


def test_the_first_of_two_promises_stands_and_the_difference_is_reported():
    (conflict,) = plan_import(read(SAMPLE).rows, {}, ADVISORS).of("conflict")
    assert conflict.row.order_no == "YY20261123033"
    (changed,) = conflict.differences
    words = difference(changed, say, SHANGHAI)
    assert "11-23 12:39" in words and "11-23 17:45" in words


def test_an_unknown_advisor_is_a_warning():
    plan = plan_import(read(SAMPLE).rows, {}, ADVISORS)
    (planned,) = [p for p in plan.of("new") if p.warnings]
    assert planned.row.order_no == "YY20261123039"
    assert [(w.code, w.value) for w in planned.warnings] == [("unknown_advisor", "欧阳不详")]


def test_odd_but_clear_values_are_normalised():
    rows = sample_rows()
    assert rows["044"][0].appointment_at == datetime(2026, 11, 23, 0, 15, tzinfo=UTC)
    assert rows["034"][0].phone == "19900007803"
    assert rows["034"][0].appointment_at == datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
    assert rows["007"][0].plate == "粤T26SY5"


def test_text_stays_as_written():
    rows = sample_rows()
    assert rows["027"][0].requests == ('客户说："上坡无力, 有时"抖"\n已录视频',)
    assert rows["019"][0].requests == ("=1+1", "检查底盘")
    assert rows["019"][0].remark == "<script>alert(1)</script>"


def test_the_next_working_day_is_the_shops():
    assert sample_rows()["001"][0].promise_at == datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
    saturday = one(预约日期="2026-11-28", 承诺交车时间="次日 11:00")
    assert saturday.promise_at == datetime(2026, 11, 30, 3, 0, tzinfo=UTC)


# Other exports


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_and_separator_reads_the_same(delimiter, encoding):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(sample_grid())
    assert meaning(read(text.getvalue().encode(encoding))) == meaning(read(SAMPLE))


def test_a_sheet_of_text_cells_reads_the_same():
    assert meaning(read(sheet(sample_grid()))) == meaning(read(SAMPLE))


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from([",", "\t", ";", "xlsx"]))
def test_columns_in_any_order_with_unknown_ones_between_read_the_same(chance, kind):
    grid = [[*row, "随便", "1,2;3"] for row in sample_grid()]
    grid[0][-2:] = ["门店", REASON]
    order = list(range(len(grid[0])))
    chance.shuffle(order)
    shuffled = [[row[place] for place in order] for row in grid]
    if kind == "xlsx":
        data = sheet(shuffled)
    else:
        text = io.StringIO()
        csv.writer(text, delimiter=kind).writerows(shuffled)
        data = text.getvalue().encode("gb18030")
    assert meaning(read(data)) == meaning(read(SAMPLE))


def test_a_sheet_may_hold_numbers_dates_and_times():
    values = GOOD | {
        "预约日期": datetime(2026, 11, 23),
        "预约时间": time(8, 15),
        "手机": 19900006920,
        "行驶里程": 125743.0,
        "预计工时(小时)": 1.5,
        "预计费用(元)": 600,
        "承诺交车时间": time(10, 45),
    }
    row = read(sheet([list(values), list(values.values())])).rows[0]
    assert fingerprint(row) == fingerprint(one())


def test_a_moment_shown_as_a_time_of_day_is_one():
    book = load_workbook(io.BytesIO(sheet([list(GOOD), list(GOOD.values())])))
    cell = book.active.cell(2, list(GOOD).index("预约时间") + 1, datetime(2026, 11, 23, 8, 15))
    cell.number_format = "hh:mm"
    assert fingerprint(read(saved(book)).rows[0]) == fingerprint(one())


def test_headings_may_be_full_width_blank_edged_and_below_a_title():
    grid = [["11月23日预约"], [f" {h.replace('(', '（').replace(')', '）')}\u3000" for h in GOOD]]
    text = "\r\n".join(",".join(row) for row in [*grid, list(GOOD.values())])
    row = read(text.encode()).rows[0]
    assert fingerprint(row) == fingerprint(one()) and row.line == 3


def test_a_formula_is_read_as_seen_and_never_worked_out():
    book = load_workbook(io.BytesIO(sheet([list(GOOD), list(GOOD.values())])))
    book.active.cell(2, 10).value = "=1+1"
    never_worked_out = saved(book)
    assert codes(read(never_worked_out).rows[0]) == ["not_calculated"]
    worked_out = with_part(never_worked_out, r"<f>1\+1</f><v ?/>", "<f>1+1</f><v>2</v>")
    assert read(worked_out).rows[0].requests == ("2",)
    seen_blank = with_part(never_worked_out, r'"><f>1\+1</f><v ?/>', '" t="str"><f>1+1</f><v/>')
    assert codes(read(seen_blank).rows[0]) == ["missing_requests"]


def with_part(package: bytes, pattern: str, replacement: str) -> bytes:
    """The package with a piece of its first sheet replaced."""
    old, new = zipfile.ZipFile(io.BytesIO(package)), io.BytesIO()
    with zipfile.ZipFile(new, "w") as target:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                text, count = re.subn(pattern, replacement, content.decode())
                assert count == 1, text[:3000]
                content = text.encode()
            target.writestr(name, content)
    return new.getvalue()


def test_a_hidden_sheet_is_not_read_and_two_lists_are_refused():
    book = load_workbook(io.BytesIO(sheet([list(GOOD), list(GOOD.values())])))
    second = book.create_sheet("旧")
    second.append(list(GOOD))
    assert unreadable_code(saved(book)) == "several_sheets"
    second.sheet_state = "hidden"
    assert len(read(saved(book)).rows) == 1


# Single values


@pytest.mark.parametrize(
    ("heading", "value", "code"),
    [
        ("预约单号", "", "missing_order_no"),
        ("预约日期", "", "missing_date"),
        ("预约日期", "2026-02-30", "bad_date"),
        ("预约日期", "明天", "bad_date"),
        ("预约时间", "", "missing_time"),
        ("预约时间", "八点左右", "bad_time"),
        ("预约时间", "24:00", "bad_time"),
        ("客户姓名", "\u3000\u200b ", "missing_customer"),
        ("车型", "", "missing_model"),
        ("要求事项", " ； ；", "missing_requests"),
        ("预计工时(小时)", "", "missing_hours"),
        ("预计工时(小时)", "-1", "bad_hours"),
        ("预计工时(小时)", "1e9", "bad_hours"),
        ("预计工时(小时)", "99999999", "bad_hours"),
        ("预计费用(元)", "面议", "bad_price"),
        ("承诺交车时间", "下午", "bad_promise"),
        ("承诺交车时间", "次日", "bad_promise"),
        ("承诺交车时间", "08:15", "promise_before_appointment"),
        ("备注", "啊" * 1001, "too_long"),
        ("要求事项", "啊" * 501, "too_long"),
        ("要求事项", "；".join("啊" * 41), "too_long"),
    ],
)
def test_what_cannot_become_a_card_is_rejected(heading, value, code):
    assert codes(one(**{heading: value})) == [code]


@pytest.mark.parametrize(
    ("heading", "value", "code"),
    [
        ("行驶里程", "很多", "bad_odometer"),
        ("业务类型", "抛光", "unknown_kind"),
        ("业务类型", "", "missing_kind"),
        ("洗车", "随便", "bad_wash"),
        ("备注", "有\ufffd码", "garbled"),
    ],
)
def test_what_can_wait_is_only_a_warning(heading, value, code):
    row = one(**{heading: value})
    assert (codes(row), warned(row)) == ([], [code])


@pytest.mark.parametrize(
    ("heading", "value", "name", "meant"),
    [
        ("预计工时(小时)", "0.6", "planned_minutes", 36),
        ("预计工时(小时)", "２.25小时", "planned_minutes", 135),
        ("预计工时(小时)", "0", "planned_minutes", 0),
        ("预计费用(元)", "0", "price_fen", 0),
        ("预计费用(元)", "¥1,234.56", "price_fen", 123456),
        ("预计费用(元)", "0.29", "price_fen", 29),
        ("行驶里程", "12,345 km", "odometer", 12345),
        ("行驶里程", "", "odometer", None),
        ("预约单号", " ｙｙ 1001 ", "order_no", "YY1001"),
        ("手机", "199-0000 6920", "phone", "19900006920"),
        ("手机", "19900006920.0", "phone", "19900006920"),
        ("手机", "", "phone", None),
        ("车牌号", "粤ｂ・d１２３45-", "plate", "粤BD12345"),
        ("承诺交车时间", "", "promise_at", None),
        ("承诺交车时间", "2026/11/25 9:00", "promise_at", datetime(2026, 11, 25, 1, tzinfo=UTC)),
        ("承诺交车时间", "次日11：00", "promise_at", datetime(2026, 11, 24, 3, tzinfo=UTC)),
        ("业务类型", "钣喷", "kind", "body"),
        ("要求事项", "换油; 看灯；\n洗车；", "requests", ("换油; 看灯", "洗车")),
        ("洗车", "", "wash", False),
        ("服务顾问", "", "advisor", None),
        ("备注", "a\r\nb\x07", "remark", "a\nb"),
    ],
)
def test_values_are_read_as_people_write_them(heading, value, name, meant):
    row = one(**{heading: value})
    assert (codes(row), warned(row)) == ([], [])
    assert getattr(row, name) == meant


def test_rows_that_mean_the_same_have_one_fingerprint():
    other = one(**{"预约时间": "8：15", "预计工时(小时)": "1.50", "车牌号": "粤e·3mrxe"})
    assert fingerprint(other) == fingerprint(one())
    assert fingerprint(one(承诺交车时间="10:46")) != fingerprint(one())


# Lines that are broken


def test_a_quote_never_closed_does_not_swallow_the_rows_below():
    rows = [GOOD | {"预约单号": f"YY100{n}"} for n in range(1, 6)]
    rows[3]["要求事项"] = "异响,\n检查"
    text = written(rows).decode().replace("YY1002,", '"YY1002,', 1)
    file = read(text.encode())
    assert [row.order_no for row in file.rows] == ["YY1001", "YY1002", "YY1003", "YY1004", "YY1005"]
    assert [codes(row) for row in file.rows] == [[], ["broken_quotes"], [], [], []]
    assert [row.line for row in file.rows] == [2, 3, 4, 5, 6]


def test_a_row_with_more_cells_than_headings_is_rejected():
    text = written([GOOD | {"备注": "急"}, GOOD]).decode().replace("空调不", "空调,不", 1)
    first, second = read(text.encode()).rows
    assert codes(first) == ["extra_cells"] and not second.problems


def test_one_broken_character_does_not_stop_the_rest():
    data = written([GOOD, GOOD | {"预约单号": "YY1002"}], encoding="gb18030")
    first, second = read(data.replace("埃尔法".encode("gb18030"), b"\xb0", 1)).rows
    assert codes(first) == ["garbled"] and not second.warnings and not second.problems


def test_blank_lines_are_passed_over_but_counted():
    lines = written([GOOD]).decode().split("\r\n")
    assert read("\r\n".join([lines[0], "", ",,,", lines[1]]).encode()).rows[0].line == 4


def test_a_row_that_was_corrected_below_its_rejected_self_is_imported():
    rows = read(written([GOOD | {"客户姓名": ""}, GOOD, GOOD])).rows
    plan = plan_import(rows, {}, ADVISORS)
    assert [p.outcome for p in plan.rows] == ["rejected", "new", "repeated"]


def test_a_number_that_a_card_has_without_an_import_is_a_conflict():
    plan = plan_import([one()], {"YY1001": None}, ADVISORS)
    assert [p.outcome for p in plan.rows] == ["conflict"]


# Whole files


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        ("你好".encode(), "no_headings"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff", "not_text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "old_excel"),
        (b"PK\x03\x04 broken", "broken_xlsx"),
        (b"," * (10 * 1024 * 1024 + 1), "too_large"),
        ("客户姓名,车型\n高伟,雷凌\n".encode(), "missing_headings"),
        (",".join([*GOOD, "备注"]).encode(), "repeated_heading"),
        (written([GOOD] * 5001), "too_many_rows"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data, code):
    assert unreadable_code(data) == code


def test_a_file_with_headings_alone_has_no_rows():
    assert read(",".join(GOOD).encode()).rows == ()


def test_an_archive_that_unpacks_to_masses_is_refused():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    assert unreadable_code(bomb.getvalue()) == "too_large"


def test_a_sheet_that_defines_entities_is_refused():
    package = sheet([list(GOOD), list(GOOD.values())])
    entity = '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet'
    assert unreadable_code(with_part(package, "<worksheet", entity)) == "broken_xlsx"


def test_a_row_far_below_does_not_keep_the_reader_busy():
    package = sheet([list(GOOD), list(GOOD.values())])
    far = '<row r="900000000"><c r="A900000000"><v>1</v></c></row></sheetData>'
    assert unreadable_code(with_part(package, "</sheetData>", far)) == "too_many_rows"


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", SAMPLE[:200]]))
def test_random_bytes_raise_nothing_but_unreadable(data, before):
    try:
        read(before + data)
    except Unreadable as error:
        assert unreadable(error, say)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=8), st.booleans())
def test_a_damaged_sample_is_read_or_refused_and_never_breaks(place, damage, as_sheet):
    data = SMALL_SHEET if as_sheet else SAMPLE
    place %= len(data)
    try:
        file = read(data[:place] + damage + data[place + len(damage) :])
    except Unreadable:
        return
    rejected_xlsx(file.rows, say)


SMALL_SHEET = sheet(sample_grid()[:4])


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(list(FIELDS)), st.text(max_size=30), max_size=6))
def test_any_text_in_a_cell_gives_a_row_or_a_reason(changes):
    rows = read(written([GOOD, GOOD | changes], encoding="utf-16")).rows
    for planned in plan_import(rows, {}, ADVISORS).rows:
        assert planned.outcome != "rejected" or reason(planned.row.problems, say)


# Rejected rows


def rejected_cells(data: bytes) -> list[list[object]]:
    return [list(row) for row in load_workbook(io.BytesIO(data)).active.iter_rows()]


def test_rejected_rows_come_back_with_their_columns_and_a_reason():
    heads, *rows = rejected_cells(rejected_xlsx(read(SAMPLE).rows, say))
    assert [cell.value for cell in heads] == [*GOOD, REASON]
    assert [row[0].value[-3:] for row in rows] == ["012", "015", "009", "010"]
    assert rows[3][-1].value == "import-problem-bad_hours import-field-hours 两小时左右"


@pytest.mark.parametrize("text", ["=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "#N/A"])
def test_what_a_customer_wrote_is_never_a_formula(text):
    data = rejected_xlsx([one(客户姓名="", 要求事项=text)], say)
    cell = rejected_cells(data)[1][list(GOOD).index("要求事项")]
    assert (cell.data_type, cell.value, cell.number_format) == ("s", text, "@")
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")


def test_corrected_rejected_rows_are_read_again_without_the_reason():
    book = load_workbook(io.BytesIO(rejected_xlsx([one(客户姓名="")], say)))
    book.active.cell(2, list(GOOD).index("客户姓名") + 1, "高伟")
    file = read(saved(book))
    assert fingerprint(file.rows[0]) == fingerprint(one())
    again = rejected_cells(rejected_xlsx([one(客户姓名="")], say))
    assert [cell.value for cell in again[0]].count(REASON) == 1


def test_characters_no_sheet_can_hold_do_not_stop_the_download():
    rejected_xlsx([one(客户姓名="", 备注="a\uffffb\ud7ff")], say)


def test_the_order_of_the_rows_does_not_change_the_counts_of_distinct_orders():
    rows = [row for row in read(SAMPLE).rows if row.order_no[-3:] not in ("033", "046")]
    random.Random(1).shuffle(rows)
    assert len(plan_import(rows, {}, ADVISORS).of("new")) == 42
