"""A card is booked or opened on one form; what is wrong stands beside its field."""

import re

import pytest

from tests.app.shop_door import Door
from tests.app.test_forms import NEW_CARD
from tests.cast import CHEN, MENG, ZHENG


@pytest.fixture
def door(store):
    return Door(store)


@pytest.fixture
def send(client, signed_in, door):
    def post(who=CHEN, **typed):
        signed_in(client, who.id)
        page = client.get("/new").text
        hidden = dict(re.findall(r'name="(key|csrf_token)" value="([^"]+)"', page))
        return client.post("/new", data=hidden | NEW_CARD | {"command": "book_card"} | typed)

    return post


def made(door):
    with door.store.read() as reading:
        return reading.in_lanes()


def test_care_books_a_card_and_lands_on_it(send, door, client):
    answer = send(MENG)
    (card,) = made(door)
    assert (answer.status_code, answer.location) == (303, f"/c/{card.code}")
    assert (card.lane, card.price_fen, card.requests) == (
        "booked", 128_050, ["更换机油", "刹车异响"]
    )  # fmt: skip
    assert "已登记预约" in client.get(answer.location).text


def test_a_walk_in_has_arrived_and_has_its_advisor(send, door):
    assert send(command="open_card", appointment_at="").status_code == 303
    (card,) = made(door)
    assert (card.lane, card.advisor, card.appointment_at) == ("arrived", CHEN.id, None)


def test_sent_twice_it_is_one_card(client, signed_in, door):
    signed_in(client, CHEN.id)
    page = client.get("/new").text
    hidden = dict(re.findall(r'name="(key|csrf_token)" value="([^"]+)"', page))
    data = hidden | NEW_CARD | {"command": "book_card"}
    assert {client.post("/new", data=data).location for _ in range(2)} == {
        f"/c/{made(door)[0].code}"
    }


def test_what_is_missing_stands_beside_its_field_and_the_rest_is_kept(send, door):
    answer = send(**{"customer.name": "", "price_yuan": "abc", "appointment_at": ""})
    assert answer.status_code == 422 and made(door) == []
    for words in ("客户姓名:要填", "报价:要填数字", "预约时间:要填"):
        assert words in answer.text
    assert 'value="粤A12345"' in answer.text and "刹车异响" in answer.text


def test_an_order_number_that_is_taken_names_the_card(send, door):
    send(order_no="YY1")
    answer = send(order_no="YY1")
    assert answer.status_code == 409
    assert f"工单号 YY1 已在管理卡 {made(door)[0].code} 上" in answer.text


def test_who_may_not_book_reads_who_may(send, client, door):
    answer = send(ZHENG)
    assert answer.status_code in (403, 422) and made(door) == []
    page = client.get("/new")
    assert page.status_code == 403 and "郑凯不能登记预约" in page.text


def test_another_command_is_not_let_in_by_this_door(send, door):
    assert send(command="hand_over").status_code == 422
    assert send(command="add_person").status_code == 422
    assert made(door) == []


def test_a_plate_on_the_board_is_said_before_a_second_card_is_made(send, door, client):
    plate = {"vehicle.plate": "粤A·77777"}
    assert send(**plate).status_code == 303
    said = send(**{"vehicle.plate": "粤a77777"})
    assert said.status_code == 409 and "已在看板上" in said.text and len(made(door)) == 1
    sure = re.search(r'name="sure" value="([^"]+)"', said.text)[1]
    assert send(**{"vehicle.plate": "粤a77777"}, sure=sure).status_code == 303
