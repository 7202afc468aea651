"""Printed labels: the QR code opens the card, the code can be read aloud, no name lies about; and
the paper board, which holds every car."""

import re
from itertools import product
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from app.config import Config
from app.pages.label import SIZES
from app.pages.paper import FIRST, FURTHER, LEAST, SIDE, room, rooms
from board.card.values import Customer, Vehicle
from tests.app.page_read import Page, words
from tests.app.shop_door import Door
from tests.cast import CHEN, ZHENG, at

CSS = Path(__file__).parents[2] / "static/css/labels"


@pytest.fixture
def door(store):
    return Door(store)


@pytest.fixture
def browser(app, client, signed_in, monkeypatch):
    monkeypatch.setitem(
        app.extensions, "board_config", Config(secret_key="x", public_url="https://board.shop.cn/")
    )
    return signed_in(client, CHEN.id)


def labels(page: Page) -> list[Element]:
    return [e for e in page.all("article") if "label" in e.attrib["class"].split()]


def codes(door: Door, *cards: str) -> list[str]:
    return [door.card(card).code for card in cards]


def test_the_label_says_where_its_code_leads(door, browser):
    [code] = codes(door, door.queued(order_no="YY20261123044"))
    page = Page(browser.get(f"/c/{code}/label"))
    [label] = labels(page)
    said = words(label)
    assert f"https://board.shop.cn/c/{code}" in page.text and page.all("svg", label)
    for text in (code, "粤A12345", "凯美瑞", "YY20261123044", "更换机油、刹车异响"):
        assert text in said


def test_the_keys_tag_is_on_it(door, browser):
    car = door.arrived()
    door.do(CHEN, "check_in", car, promise_at=at("17:00"), price_fen=0, planned_minutes=30,
            keys_tag="17")  # fmt: skip
    page = Page(browser.get(f"/c/{door.card(car).code}/label?size=clip"))
    assert "钥匙 17" in words(labels(page)[0])


@pytest.mark.parametrize("size", SIZES)
def test_no_name_and_no_phone_lie_in_the_yard(size, door, browser):
    [code] = codes(door, door.queued(customer=Customer("欧阳小雨", "女士", "13800000001")))
    [label] = labels(Page(browser.get(f"/labels?cards={code}&size={size}")))
    assert "欧阳" not in words(label) and "1380000" not in words(label)


def test_scanning_it_asks_to_sign_in_and_comes_back(app, door):
    [code] = codes(door, door.queued())
    assert app.test_client().get(f"/c/{code}").location == f"/sign-in?next=%2Fc%2F{code}"


@pytest.mark.parametrize(
    ("size", "sheets"), [("a4", 2), ("hanger", 5), ("clip", 9), ("a4-clip", 1)]
)
def test_many_labels_stand_on_as_many_sheets_as_they_need(size, sheets, door, browser):
    cars = codes(door, *(door.arrived() for _ in range(9)))
    page = Page(browser.get(f"/labels?cards={','.join(cars)}&size={size}"))
    assert len(labels(page)) == 9
    assert len(page.all("section[@class='label-sheet']")) == sheets
    assert f"css/labels/{size}.css" in page.text


def test_each_size_has_its_paper():
    for name, size in SIZES.items():
        css = (CSS / f"{name}.css").read_text()
        across, down = (int(n[1]) if (n := re.search(rf"--{way}: (\d+)", css)) else 1
                        for way in ("across", "down"))  # fmt: skip
        assert "@page { size:" in css and "margin: 0" in css
        assert across * down == size.each


def test_cars_are_ticked_or_taken_by_the_group(door, browser):
    due, arrived = codes(door, door.due(), door.arrived())
    page = Page(browser.get("/labels"))
    boxes = [box.attrib["value"] for box in page.all("input[@type='checkbox']")]
    assert boxes == [arrived, due] and page.all("input[@value='a4']")
    [whole] = [a for a in page.all("a") if "全部" in words(a)]
    assert len(labels(Page(browser.get(whole.attrib["href"])))) == 2
    ticked = browser.get(f"/labels?size=hanger&cards={due}&cards={arrived}")
    assert len(labels(Page(ticked))) == 2


def test_a_browser_keeps_to_its_paper(door, browser):
    [code] = codes(door, door.arrived())
    browser.get(f"/labels?cards={code}&size=roll-80")
    assert "css/labels/roll-80.css" in browser.get(f"/c/{code}/label").text
    assert "css/labels/roll-80.css" in browser.get(f"/labels?cards={code}&size=../x").text


def test_an_unknown_car_has_no_label(browser):
    assert browser.get("/labels?cards=ZZZZZ").status_code == 404


def test_a_shop_without_cars_says_so(browser):
    assert "看板上没有车" in browser.get("/labels").text


# --- the paper board -------------------------------------------------------------------


def test_every_car_on_the_board_is_on_paper_once_under_its_group(door, browser):
    cars = {lane: getattr(door, lane)() for lane in
            ("booked", "due", "arrived", "waiting", "stopped", "washing", "ready")}  # fmt: skip
    gone = door.delivered()
    page = Page(browser.get("/board/paper"))
    rows = [row.attrib["data-card"] for row in page.all("*[@data-card]")]
    assert sorted(rows) == sorted(cars.values()) and gone not in rows
    below = {heading: rows_below(page, heading) for heading in ("booking", "due", "delivery")}
    assert below == {"booking": [cars["booked"]], "due": [cars["due"]],
                     "delivery": [cars["ready"]]}  # fmt: skip
    expected = [cars[lane] for lane in ("arrived", "waiting", "stopped", "washing")]
    assert rows_below(page, "management") == expected
    assert "11-23 星期一 08:00" in page.text


def rows_below(page: Page, heading: str) -> list[str]:
    [group] = page.all(f"*[@aria-labelledby='paper-{heading}']")
    return [row.attrib["data-card"] for row in page.all("*[@data-card]", group)]


def test_paper_shows_short_names_only(door, browser):
    door.waiting(customer=Customer("欧阳小雨", "女士", "13800000001"))
    text = browser.get("/board/paper").text
    assert "欧阳女士" in text and "小雨" not in text and "13800000001" not in text


def test_a_late_car_is_marked_without_colour(door, browser):
    door.do(ZHENG, "start_work", door.queued(vehicle=Vehicle("凯美瑞", "粤A00001")))
    door.turn("17:30")
    assert "17:00 !" in browser.get("/board/paper").text


@pytest.mark.parametrize("rows", range(200))
def test_there_is_room_to_write_on_and_no_sheet_more_than_is_needed(rows):
    left = room(rows)
    assert left >= LEAST
    sheets = -(-max(0, rows - FIRST) // FURTHER)
    with_room = -(-max(0, rows + left - FIRST) // FURTHER)
    assert with_room <= sheets + 1
    if left < LEAST + 1:
        assert with_room == sheets


def test_rows_to_write_on_beside_never_begin_a_sheet():
    for coming, due in product(range(0, 120, 7), range(60)):
        cars = {"booking": coming, "due": due, "management": 0, "delivery": due}
        empty = rooms(cars)
        for groups, first in ((("booking", "due"), SIDE), (("delivery",), FIRST)):
            there, added = sum(cars[g] for g in groups), sum(empty[g] for g in groups)
            assert sheets(there + added, first) == sheets(there, first)


def sheets(rows: int, first: int) -> int:
    return 1 + -(-max(0, rows - first) // FURTHER)


def test_every_sheet_says_its_group(browser):
    page = Page(browser.get("/board/paper"))
    assert len(page.all("thead//h2")) == len(page.all("table")) == 4
