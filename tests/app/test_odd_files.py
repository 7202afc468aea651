"""Files as they really come: what a spreadsheet damaged is never stored, and nothing is silent, on
the page as on the command line."""

import json
import re
from pathlib import Path

import pytest

from app.importing.choices import AS_IT_IS, Choices
from app.importing.day import import_day
from app.importing.report import print_import
from board.card.card import Card
from board.card.lanes import ON_BOARD
from tests.app.odd_sheets import GOOD, MADE, book, good, place, saved, text
from tests.day_shop import ADVISOR

ODD = Path("tests/fixtures/odd")
# file → (cards, rejected, left out)
FILES = {
    "i01-scientific.csv": (1, 3, 0),
    "i02-guards.csv": (3, 0, 0),
    "i02b-guard-order.csv": (2, 0, 0),
    "dealer-export-a.xlsx": (10, 0, 1),
    "i03-ampm.csv": (12, 1, 0),
    "i04-typed.xlsx": (3, 6, 2),
    "i05-merged-hidden.xlsx": (4, 0, 1),
    "i07b-errors.xlsx": (1, 3, 0),
    "i11-cut-gbk.csv": (3, 0, 0),
    "i13-merged-customer.xlsx": (2, 0, 0),
}
DAMAGED = re.compile(r'\d[Ee]\+?\d|#|="|\ufffd|^=|^\'')


def file_of(name: str) -> tuple[bytes, tuple[int, int, int]]:
    if name in MADE:
        make, *counts = MADE[name]
        return make(), tuple(counts)
    return (ODD / name).read_bytes(), FILES[name]


def cards(store) -> list[Card]:
    with store.read() as reading:
        return sorted(reading.in_lanes(*ON_BOARD), key=lambda card: card.order_no)


def texts(card: Card) -> list[str]:
    vehicle, customer = card.vehicle, card.customer
    kept = (card.order_no, customer.name, customer.phone, vehicle.plate, vehicle.vin, vehicle.model)
    return [text for text in (*kept, *card.requests, card.remark) if text]


def left(store, data: bytes, choices: Choices = AS_IT_IS) -> list[str]:
    done = import_day(store, ADVISOR, data, choices)
    return [planned.row.left_out for planned in done.rows if planned.row.left_out]


@pytest.mark.parametrize("name", [*FILES, *MADE])
def test_no_damaged_value_is_stored_and_no_row_is_silent(store, name, capsys):
    data, (made, rejected, left_out) = file_of(name)
    assert print_import(store, ADVISOR, data, "zh-CN") == 0
    *told, counts = capsys.readouterr().out.splitlines()
    counts = json.loads(counts)
    assert (counts["cards"], counts["rejected"]) == (made, rejected)
    assert len(told) == rejected + left_out + counts["warnings"]
    stored = cards(store)
    assert len(stored) == made
    assert not [text for card in stored for text in texts(card) if DAMAGED.search(text)]


@pytest.mark.parametrize("name", [*FILES, *MADE])
def test_the_page_says_what_the_command_line_says(import_page, name):
    data, (made, rejected, left_out) = file_of(name)
    preview = import_page.get(import_page.hand_in(data).location).text
    for count, id in ((made, "cards"), (rejected, "rejected"), (left_out, "left_out")):
        shown = re.search(rf'data-count-of="{id}"[^>]*>[^<\d]*(\d+)', preview)
        assert int(shown[1] if shown else 0) == count


# What each kind of damage comes to


def test_a_number_in_powers_of_ten_is_told_as_damaged(store, capsys):
    print_import(store, ADVISOR, (ODD / "i01-scientific.csv").read_bytes(), "zh-CN")
    out = capsys.readouterr().out
    assert out.count("预约单号“…”被表格软件改坏了") == 3
    (card,) = cards(store)
    assert (card.order_no, card.customer.phone, card.vehicle.odometer) == ("YY1001", None, None)


def test_guards_are_taken_off_but_free_text_stays(store):
    row = good(1, 手机="'19900001236", 要求事项="'换机油；=1+1", 备注='="看灯"')
    import_day(store, ADVISOR, text(row))
    (card,) = cards(store)
    assert card.customer.phone == "19900001236"
    assert (card.requests, card.remark) == (["'换机油", "=1+1"], '="看灯"')


def test_a_whole_number_of_twelve_digits_is_no_damage(store):
    import_day(store, ADVISOR, saved(book(good(1, 预约单号=202611230003))))
    assert cards(store)[0].order_no == "202611230003"


def test_long_numbers_kept_whole_are_taken(store):
    numbers = ("202611230001051000", "202611230001051234")
    import_day(store, ADVISOR, text(*(good(1, 预约单号=number) for number in numbers)))
    assert tuple(card.order_no for card in cards(store)) == numbers


def test_the_reader_of_a_sheet_sees_its_formats(store):
    made = book(good(1, 预约单号=7, **{"预计费用(元)": 333.335, "预计工时(小时)": 0.1 + 0.2}))
    made.active[place("预约单号", 2)].number_format = '"YY"0000'
    made.active[place("预计费用(元)", 2)].number_format = "¥#,##0.0"
    import_day(store, ADVISOR, saved(made))
    (card,) = cards(store)
    assert (card.order_no, card.price_fen, card.planned_minutes) == ("YY0007", 33330, 18)


def test_a_merge_gives_its_value_to_each_row_of_cars_only(store):
    made = book(good(1), good(2))
    made.active.merge_cells(f"{place('客户姓名', 2)}:{place('客户姓名', 9)}")
    done = import_day(store, ADVISOR, saved(made))
    assert [planned.row.customer for planned in done.rows] == ["张测试", "张测试"]


def test_hidden_rows_are_taken_when_asked_for(store):
    data = (ODD / "i05-merged-hidden.xlsx").read_bytes()
    assert left(store, data) == ["hidden_row"]
    assert left(store, data, Choices(hidden_too=True)) == []
    assert len(cards(store)) == 5


def test_one_tap_takes_the_hidden_rows_and_one_leaves_them(import_page):
    address = import_page.hand_in((ODD / "i05-merged-hidden.xlsx").read_bytes()).location
    assert "第 5 行" in import_page.get(address).text
    for take, count in (("yes", 5), ("no", 4), ("yes", 5)):
        assert import_page.post(f"{address}/hidden_too", take=take).status_code == 303
        assert f"新开 {count} 张卡" in import_page.get(address).text


def test_a_yes_to_what_was_seen_before_the_hidden_rows_makes_nothing(import_page, store):
    address = import_page.hand_in((ODD / "i05-merged-hidden.xlsx").read_bytes()).location
    seen = re.search(r'name="seen" value="(\w+)"', import_page.get(address).text)[1]
    import_page.post(f"{address}/hidden_too", take="yes")
    assert import_page.post(address, seen=seen).status_code == 409
    assert cards(store) == []


@pytest.mark.parametrize("name", ["i10-html-table.xls", "i10-xml2003.xls"])
def test_a_page_called_xls_says_what_to_do(import_page, store, capsys, name):
    data = (ODD / name).read_bytes()
    assert print_import(store, ADVISOR, data, "zh-CN") == 1
    assert "另存为 .xlsx 或 CSV" in capsys.readouterr().err
    answer = import_page.hand_in(data)
    assert answer.status_code == 422 and "另存为 .xlsx 或 CSV" in answer.text


def test_headings_with_guards_are_headings(store):
    row = {f'="{heading}"': value for heading, value in GOOD.items()}
    import_day(store, ADVISOR, text(row))
    assert len(cards(store)) == 1
