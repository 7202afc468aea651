"""One search field: it answers while somebody types, and opens what was scanned."""

import pytest

from board.card.values import Customer, Vehicle
from tests.app.shop_door import Door
from tests.cast import CAI


@pytest.fixture
def door(store):
    return Door(store)


@pytest.fixture
def find(client, signed_in, door):
    def ask(query: str, typing: bool = True):
        signed_in(client, CAI.id)
        headers = {"HX-Request": "true"} if typing else {}
        return client.get("/find", query_string={"q": query}, headers=headers)

    return ask


def a_car(door, **more) -> str:
    return door.booked(
        customer=Customer("欧阳海涛", "先生", "19911112222"),
        vehicle=Vehicle("赛那", "粤AD5F8R1"), order_no="YY20261123044", **more,
    )  # fmt: skip


@pytest.mark.parametrize("query", ["5F8R1", "粤AD5F8", "yy20261123044", "欧阳", "2222", "D5f8r1"])
def test_it_is_found_by_plate_order_name_and_phone(query, door, find):
    code = door.card(a_car(door)).code
    door.queued()
    page = find(query).text
    assert f"/c/{code}" in page and "<html" not in page
    assert page.count('class="row"') == 1


def test_a_line_shows_plate_short_name_model_lane_and_code(door, find):
    code = door.card(a_car(door)).code
    page = find(code).text
    for words in ("粤AD5F8R1", "欧阳先生", "赛那", "预约", code):
        assert words in page
    assert "19911112222" not in page and "欧阳海涛" not in page


def test_finished_cards_are_found_too(door, find):
    car = door.delivered()
    assert "已交车" in find(door.card(car).code).text


def test_enter_on_a_code_an_order_or_a_scanned_label_opens_the_card(door, find):
    code = door.card(a_car(door)).code
    door.booked(vehicle=Vehicle("卡罗拉", "粤A5F8R1"))
    for query in (code, code.lower(), "YY20261123044", f"http://shop.local/c/{code}"):
        answer = find(query, typing=False)
        assert (answer.status_code, answer.location) == (303, f"/c/{code}"), query


@pytest.mark.parametrize("frame", [
    "*{}*", "]C1{}", "]Q1{}", "{}。", "http：、、10。0。0。5、c、{}", "10.0.0.5:8000/c/{}",
])  # fmt: skip
def test_what_scanners_and_input_methods_put_around_a_code_is_taken_off(frame, door, find):
    code = door.card(a_car(door)).code
    answer = find(frame.format(code), typing=False)
    assert (answer.status_code, answer.location) == (303, f"/c/{code}")


@pytest.mark.parametrize(
    "query", ["+86 199 1111 2222", "*YY20261123044*", "]C1粤AD5F8R1", "粤AD5F8R1。"]
)
def test_what_is_no_code_is_found_without_its_frame(query, door, find):
    code = door.card(a_car(door)).code
    assert f"/c/{code}" in find(query).text


def test_enter_on_several_lists_them_and_on_none_says_so(door, find):
    a_car(door)
    door.booked(vehicle=Vehicle("卡罗拉", "粤A5F8R1"))
    answer = find("5F8R1", typing=False)
    assert answer.status_code == 200 and answer.text.count('class="row"') == 2
    assert "没有找到「火星车」" in find("火星车").text


@pytest.mark.parametrize("query", ["", " ", "1", "%%", "__", "'\"<b>", "\x00\x00", "长" * 5000])
def test_odd_queries_are_answered_calmly(query, door, find):
    a_car(door)
    answer = find(query)
    assert answer.status_code == 200 and "/c/" not in answer.text and "<b>" not in answer.text


def test_nobody_searches_before_signing_in(client):
    assert client.get("/find?q=5F8R1").location.startswith("/sign-in")
