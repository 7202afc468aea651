"""After an action one message: car, deed, 撤销; what is wrong stands beside its field."""

import re

import pytest

from tests.app.card_pages import fields, shown
from tests.app.shop_door import Door
from tests.cast import ZHENG


@pytest.fixture
def door(store):
    return Door(store)


def notices(page: str) -> list[str]:
    found = re.findall(r'<(?:p|div) class="notice[^>]*>(.*?)</(?:p|div)>', page, re.S)
    return [re.sub(r"<[^>]*>|\s", "", text) for text in found]


def undone_with(page: str) -> str:
    return page.split('data-part="undo"')[1].split('data-part="bar"')[0]


@pytest.mark.parametrize("page", ["card", "jobs"])
def test_an_action_says_itself_once_above_the_bar(door, client, signed_in, page):
    one = door.queued(ZHENG)
    code, plate = door.card(one).code, door.card(one).vehicle.plate
    start = signed_in(client, ZHENG.id).get("/" if page == "jobs" else f"/c/{code}").text
    sent = client.post(f"/c/{code}/do/start_work", data=fields(start, "start_work"))
    after = client.get(sent.location).text
    said = [words for words in notices(after) if "已开工" in words or "撤销" in words]
    assert len(said) == 1
    assert f"{plate} · 已开工" in undone_with(after) and "撤销" in undone_with(after)


def test_what_cannot_be_taken_back_names_its_car_too(door, client, signed_in):
    one = door.queued(ZHENG)
    code, plate = door.card(one).code, door.card(one).vehicle.plate
    signed_in(client, ZHENG.id)
    start = client.get("/").text
    client.post(f"/c/{code}/do/start_work", data=fields(start, "start_work"))
    client.post(f"/c/{code}/do/undo", data=fields(client.get("/").text, "undo"))
    assert any(f"{plate}·已撤销" in words for words in notices(client.get("/").text))


def test_a_wrong_pin_is_said_beside_its_field_and_nowhere_else(door, client, signed_in):
    one = door.checking()
    signed_in(client, ZHENG.id)
    form = shown(client, door, one, "/do/sign_check")
    assert "data-keypad" in form and "data-pin" in form
    sent = fields(form, "sign_check") | {"passed": "1", "pin": "0001"}
    answer = client.post(f"/c/{door.card(one).code}/do/sign_check", data=sent)
    assert answer.status_code == 403
    assert len(re.findall(r'id="e-pin"', answer.text)) == 1
    assert not [words for words in notices(answer.text) if "密码" in words or "PIN" in words]
