"""The page of a card: all about it, and everything I may do now."""

import re

import pytest

from app.commands.offers import FOR_OTHERS
from app.commands.validation import ALL_COMMANDS
from board.card.lanes import LANES
from board.card.values import Vehicle
from board.rules import RULES, possible
from tests.app.card_pages import offered, open_for, send, shown
from tests.app.shop_door import Door
from tests.cast import (
    BAI,
    CAI,
    CHEN,
    DENG,
    DING,
    FENG,
    HUANG,
    JIANG,
    LI,
    LIANG,
    MENG,
    REN,
    SHI,
    WU,
    ZHENG,
    ZHONG,
)

EVERYBODY = (CHEN, LI, WU, ZHENG, FENG, DENG, REN, JIANG, SHI, ZHONG, DING, BAI, MENG, LIANG)


@pytest.fixture
def door(store):
    return Door(store)


@pytest.fixture
def at_page(client, signed_in, door):
    """at_page(ZHENG, car): the text of the card's page as somebody sees it."""

    def open_page(who, car: str, path: str = "") -> str:
        signed_in(client, who.id)
        return shown(client, door, car, path)

    return open_page


def allowed(store, car: str, who) -> dict:
    """What the rules say is possible: command → None or the refusal."""
    with store.read() as reading:
        return possible(reading.card(car), reading.directory.people[who.id], reading)


def pointless(command: str, no) -> bool:
    """A refused undo, and beginning what one is at already, are no news."""
    return no is not None and (command == "undo" or no.reason == "already_working")


@pytest.mark.parametrize("lane", LANES)
def test_every_command_that_is_possible_is_on_the_page(lane, door, client, signed_in, store):
    car = getattr(door, lane)()
    for who in EVERYBODY:
        signed_in(client, who.id)
        page = shown(client, door, car)
        can = allowed(store, car, who)
        for command in [c for c, no in can.items() if pointless(c, no)]:
            del can[command]
        assert set(can) == offered(page), f"{who.name} in {lane}"
        for command, no in can.items():
            by_name = command in FOR_OTHERS and who.has("leader", "foreman")
            assert no is None or by_name or not open_for(page, command)


@pytest.mark.parametrize("lane", LANES)
def test_every_form_opens_for_those_who_may(lane, door, client, signed_in, store):
    car = getattr(door, lane)()
    for who in EVERYBODY:
        signed_in(client, who.id)
        code = door.card(car).code
        for command in allowed(store, car, who):
            answer = client.get(f"/c/{code}/do/{command}")
            page = answer.text
            assert answer.status_code == 200 or "notice-late" in page, (who.name, command)
            assert answer.status_code != 200 or f'action="/c/{code}/do/{command}"' in page
            assert " style=" not in page and "<script>" not in page


def test_every_command_of_the_shop_has_a_rule_and_a_word(door, at_page):
    assert set(ALL_COMMANDS) == set(RULES)
    page = at_page(CHEN, door.arrived())
    assert "card-done" not in page and "card-sign" not in page


def test_a_form_out_of_place_says_why_and_shows_the_card(door, client, signed_in):
    car = door.queued()
    signed_in(client, ZHENG.id)
    code = door.card(car).code
    for path, status, words in (
        (f"/c/{code}/do/start_wash", 403, "郑凯不能开始洗车"),
        (f"/c/{code}/do/finish_work", 409, "不能完工"),
    ):
        answer = client.get(path)
        assert (answer.status_code, words in answer.get_data(as_text=True)) == (status, True)


def test_the_car_one_works_on_shuts_the_other_and_offers_to_switch(door, client, signed_in):
    first = door.working()
    other = door.queued(ZHENG, vehicle=Vehicle("思域", "粤B99999"))
    signed_in(client, ZHENG.id)
    page = shown(client, door, other)
    assert "郑凯正在做 粤A12345" in page and "换到这台车" in page
    answer = send(client, door, other, "start_work", page, switch="1")
    assert answer.status_code == 303
    assert (door.card(first).lane, door.card(other).lane) == ("stopped", "working")
    assert door.card(first).stop_reason == "other_job"


# --- what is seen -------


def test_full_name_phone_and_vin_stand_on_the_card(door, at_page):
    page = at_page(CAI, door.queued())
    assert "冯海涛" in page and 'href="tel:19900001234"' in page and "LVGBE40K28G123456" in page


def test_what_people_write_is_never_markup(door, client, signed_in):
    nasty = "<script>alert(1)</script>"
    car = door.arrived(requests=[nasty], remark=nasty)
    door.do(HUANG, "add_note", car, text=nasty)
    signed_in(client, CHEN.id)
    for path in ("", "/do/edit_card", "/label"):
        assert nasty not in shown(client, door, car, path)


def test_the_regions_are_the_same_as_the_page_has_them(door, client, signed_in):
    car = door.working()
    signed_in(client, ZHENG.id)
    page = shown(client, door, car)
    parts = client.get(f"/live/card/{door.card(car).code}").get_data(as_text=True)
    assert re.findall(r'data-part="(\w+)"', parts) == re.findall(r'data-part="(\w+)"', page)
    assert offered(parts) == offered(page)


def test_the_page_in_english_has_no_chinese_words_of_ours(door, client, signed_in, csrf):
    car = door.ready()
    signed_in(client, CHEN.id)
    client.post("/language", data={"language": "en", "next": "/", "csrf_token": csrf(client)})
    page = shown(client, door, car)
    assert "Hand over" in page or "hand" in page.lower()
    for word in ("交车时间", "撤销", "其他操作", "经过"):
        assert word not in page
