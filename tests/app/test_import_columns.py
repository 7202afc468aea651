"""Where it is not sure which column is which, somebody says so once; it is remembered."""

import re

import pytest

from app.importing.report import print_import
from tests.app.odd_sheets import good, text
from tests.app.test_odd_files import cards
from tests.app.test_real_exports import renamed
from tests.day_shop import ADVISOR

STRANGE = renamed(要求事项="甲栏", 客户姓名="乙栏", 业务类型="丙栏")


def selected(answer) -> dict[str, str]:
    """Column → the field chosen on the import_page."""
    parts = re.findall(r'<select[^>]*name="(c\d+)">(.*?)</select>', answer.text, re.DOTALL)
    found = {name: re.search(r'value="(\w+)" selected', options) for name, options in parts}
    return {name: chosen[1] if chosen else "" for name, chosen in found.items()}


def said(import_page, address: str, **changes: str):  # noqa: ANN201
    form = selected(import_page.get(f"{address}/columns")) | changes
    return import_page.post(f"{address}/columns", **form)


def asked(import_page, data: bytes) -> str:
    answer = import_page.hand_in(data)
    assert answer.location.endswith("/columns")
    return answer.location.removesuffix("/columns")


def test_an_unsure_file_asks_with_its_first_rows_beside(import_page):
    address = asked(import_page, STRANGE)
    answer = import_page.get(f"{address}/columns")
    assert selected(answer)["c0"] == "order_no" and selected(answer)["c3"] == ""
    assert "乙栏" in answer.text and "张测试" in answer.text
    assert import_page.get(address).location.endswith("/columns")


def test_what_was_said_is_how_it_is_read_and_what_is_made(import_page, store):
    address = asked(import_page, STRANGE)
    assert said(import_page, address, c3="customer", c9="requests").location == address
    preview = import_page.get(address).text
    assert "新开 2 张卡" in preview
    import_page.post(address, seen=re.search(r'name="seen" value="(\w+)"', preview)[1])
    assert [(card.customer.name, card.requests) for card in cards(store)] == [
        ("张测试", ["换机油"]), ("张测试", ["换机油"]),
    ]  # fmt: skip


def test_the_same_headings_are_never_asked_about_again(import_page, store, capsys):
    said(import_page, asked(import_page, STRANGE), c3="customer", c9="requests")
    again = renamed(要求事项="甲栏", 客户姓名="乙栏", 业务类型="丙栏")
    assert "新开 2 张卡" in import_page.get(import_page.hand_in(again).location).text
    assert print_import(store, ADVISOR, again, "zh-CN") == 0
    assert len(cards(store)) == 2


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ({"c3": "customer"}, "还少：要求事项"),
        ({"c3": "customer", "c9": "customer"}, "有两列都选了"),
    ],
)
def test_what_cannot_be_is_said_beside_the_choice(import_page, choice, words):
    address = asked(import_page, STRANGE)
    answer = said(import_page, address, **choice)
    assert answer.status_code == 422 and words in answer.text
    assert selected(answer)["c3"] == "customer"


def test_hours_money_and_the_day_may_be_one_value_for_all(import_page, store):
    rows = [good(1), good(2)]
    for row in rows:
        for heading in ("预计工时(小时)", "预计费用(元)", "预约日期"):
            del row[heading]
    address = asked(import_page, text(*rows))
    said(import_page, address, fixed_hours="1.5", fixed_price="0", fixed_date="2026-11-23")
    preview = import_page.get(address).text
    import_page.post(address, seen=re.search(r'name="seen" value="(\w+)"', preview)[1])
    assert [(card.planned_minutes, card.price_fen) for card in cards(store)] == [(90, 0)] * 2


def test_unknown_kinds_get_their_meaning_once(import_page, store):
    data = text(good(1, 业务类型="镀晶"), good(2, 业务类型="保养"))
    address = import_page.hand_in(data).location
    answer = import_page.get(f"{address}/columns")
    assert 'name="kind_镀晶"' in answer.text
    import_page.post(f"{address}/columns", **selected(answer), word="镀晶", kind_镀晶="body")
    print_import(store, ADVISOR, data, "zh-CN")
    assert [card.kind for card in cards(store)] == ["body", "maintenance"]


def test_columns_by_nobody_elses_hand(import_page):
    assert import_page.get(f"/import/{'0' * 32}/columns").status_code == 404
