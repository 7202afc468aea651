"""An export of another system opens with no hand: by its headings, by what stands under them."""

import csv
import io
from datetime import date, time
from pathlib import Path

import pytest

from app.importing.day_times import read_day_and_clock
from app.importing.day_values import read_fen, read_kilometres, read_kind, read_minutes
from app.importing.table_file import Unsure
from tests.app.odd_sheets import good, text
from tests.app.test_day_file import codes, read, warned

ANOTHER = """某某汽车 售后预约明细,,,,,,,,,,,,,
打印时间：2026-11-22 17:40,,,,,,,,,,,,,
委托书编号,*进店时段,车主,车主手机号,牌照,底盘号,品牌车型,表显里程(km),维修性质,故障描述,SA,约定交车,预计用时,报价
WT-26-0001,2026-11-23 09:00-09:30,李雷,+86 139-9000-0001,粤A·12345,lvgbh42k5hg100000,\
凯美瑞 2.0,"12,345km",首次保养,换机油,陈雅琴,2026/11/23 下午3:30,1.5h,"¥1,280.50"
WT-26-0002,2026年11月23日 下午1:30,深圳某某物流有限公司,0086 13990000002,无牌,LVGBH42K5HG10000O,\
雷凌,1.2万公里,抛光打蜡,前杠更换,林晓彤,次日 11:00,90分钟,500元
合计：2 台,,,,,,,,,,,,,1780.5
"""


def test_another_systems_export_is_read_whole():
    first, second, total = read(ANOTHER.encode("gb18030")).rows
    assert codes(first) == codes(second) == [] and warned(first) == []
    assert (first.order_no, first.phone, first.plate) == ("WT-26-0001", "13990000001", "粤A12345")
    assert (first.vin, first.odometer, first.kind) == ("LVGBH42K5HG100000", 12345, "maintenance")
    assert (first.planned_minutes, first.price_fen, first.advisor) == (90, 128050, "陈雅琴")
    assert f"{first.appointment_at:%d %H:%M} {first.promise_at:%d %H:%M}" == "23 01:00 23 07:30"
    assert total.left_out == "sum_row"


def test_what_it_holds_beside_is_told_and_left_empty():
    second = read(ANOTHER.encode("gb18030")).rows[1]
    assert (second.phone, second.plate, second.vin, second.odometer) == (
        "13990000002", None, None, 12000,
    )  # fmt: skip
    assert sorted(warned(second)) == ["bad_vin", "unknown_kind"]
    assert second.customer == "深圳某某物流有限公司"


def test_a_dealer_export_finds_its_kinds():
    rows = read(Path("tests/fixtures/odd/dealer-export-a.xlsx").read_bytes()).rows[:-1]
    assert [row.kind for row in rows] == [
        "maintenance", "repair", "maintenance", "warranty", "campaign", "body", "body",
        "inspection", "rework", "body",
    ]  # fmt: skip
    assert rows[7].plate is None and rows[7].vin == "LVGBH42K5HG100007"


def renamed(**names: str) -> bytes:
    """Two good rows under other headings."""
    rows = [
        {names.get(heading, heading): value for heading, value in good(n).items()} for n in (1, 2)
    ]
    return text(*rows)


def test_what_stands_below_names_a_column_that_its_heading_does_not():
    row = read(renamed(手机="甲", 车牌号="乙")).rows[0]
    assert (row.phone, row.plate) == ("19900001234", "粤A12345")


def test_a_heading_is_not_believed_against_what_stands_below():
    rows = [good(1) | {"客户电话": "没有留"}, good(2) | {"客户电话": "前台问"}]
    for row in rows:
        row["联系"] = row.pop("手机")
    assert read(text(*rows)).rows[0].phone == "19900001234"


def test_the_fuller_of_two_like_columns_counts():
    rows = [{"联系电话": "", "客户电话": row.pop("手机")} | row for row in (good(1), good(2))]
    assert read(text(*rows)).rows[0].phone == "19900001234"


def test_the_time_a_card_was_written_is_not_when_the_car_comes():
    rows = [good(n) | {"登记时间": "2026-11-01 10:00", "实际交车时间": ""} for n in (1, 2)]
    for row in rows:
        del row["预约日期"]
        row["预约时间"] = "2026-11-23 09:00"
    assert read(text(*rows)).rows[0].appointment_at.day == 23


def test_a_day_in_the_title_is_the_day_of_a_list_without_one():
    row = good(1)
    del row["预约日期"]
    out = io.StringIO()
    csv.writer(out).writerows([["2026年11月23日 预约表"], list(row), list(row.values())])
    read_row = read(out.getvalue().encode()).rows[0]
    assert not read_row.problems and f"{read_row.appointment_at:%m-%d %H:%M}" == "11-23 01:00"


def test_where_a_needed_column_is_nowhere_it_says_which():
    with pytest.raises(Unsure) as unsure:
        read(renamed(要求事项="甲", 客户姓名="乙"))
    assert unsure.value.facts == {"headings": "客户姓名、要求事项"}


def test_minutes_under_a_heading_that_says_so():
    assert read(renamed(**{"预计工时(小时)": "预计用时(分钟)"})).rows[0].planned_minutes == 1


@pytest.mark.parametrize(
    ("cell", "day", "clock"),
    [
        ("46349.375", date(2026, 11, 23), time(9)),
        ("20261123083000", date(2026, 11, 23), time(8, 30)),
        ("2026-11-23T08:30:00", date(2026, 11, 23), time(8, 30)),
        ("2026-11-23(周一) 8:00", date(2026, 11, 23), time(8)),
        ("23-Nov-26", date(2026, 11, 23), None),
        ("Nov 23, 2026 1:30 PM", date(2026, 11, 23), time(13, 30)),
        ("中午12:30", None, time(12, 30)),
        ("8点半", None, time(8, 30)),
        ("上午9:00~10:00", None, time(9)),
        ("1899-12-30 08:30:00", None, time(8, 30)),
    ],
)
def test_days_and_times_are_read_as_systems_write_them(cell, day, clock):
    assert read_day_and_clock(cell) == (day, clock)


@pytest.mark.parametrize(
    "cell", ["11/12/2026", "24:00", "下午", "上午13:00", "2026-02-30", "9", "11-23 8:00", "8:5"]
)
def test_what_can_be_read_in_two_ways_or_none_is_no_time(cell):
    with pytest.raises(ValueError):
        read_day_and_clock(cell)


@pytest.mark.parametrize(
    ("read_value", "cell", "meant"),
    [
        (read_minutes, "1小时30分", 90), (read_minutes, "90分钟", 90), (read_minutes, "1:30", 90),
        (read_minutes, "2H", 120), (read_fen, "￥1,280.50", 128050), (read_fen, "RMB 500", 50000),
        (read_kilometres, "1.5万公里", 15000), (read_kilometres, "12,345 KM", 12345),
        (read_kind, "事故维修", "body"), (read_kind, "PDI", "inspection"),
    ],
)  # fmt: skip
def test_numbers_come_with_their_units(read_value, cell, meant):
    assert read_value(cell) == meant
