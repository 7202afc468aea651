"""Signatures are given with the PIN; a tapped name is not enough."""

import pytest

from tests.app.card_pages import open_for, send, shown
from tests.app.shop_door import Door
from tests.cast import FENG, REN, WU, ZHENG


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


def test_a_check_is_signed_with_the_pin(door, client, signed_in, pin_of):
    car = door.checking()
    signed_in(client, ZHENG.id)
    page = shown(client, door, car)
    assert "自检签字" in page
    wrong = send(client, door, car, "sign_check", passed="1", pin="000000", faults="没事")
    text = wrong.get_data(as_text=True)
    assert wrong.status_code == 403 and "没事" in text and '"000000"' not in text
    unsigned = send(client, door, car, "sign_check", text, passed="1")
    assert unsigned.status_code == 403 and "要输密码" in unsigned.get_data(as_text=True)
    items = ["agreed", "fasteners"]
    done = send(client, door, car, "sign_check", text, passed="1", pin=pin_of("T02"), items=items)
    assert done.status_code == 303
    assert (door.card(car).state, door.card(car).checks[0].items) == ("peer", items)


def test_failing_a_check_names_the_fault(door, client, signed_in, pin_of):
    car = door.at_final()
    signed_in(client, REN.id)
    nameless = send(client, door, car, "sign_check", passed="0", pin=pin_of("Q01"))
    assert nameless.status_code == 409 and "写明哪里不合格" in nameless.get_data(as_text=True)
    typed = {"passed": "0", "pin": pin_of("Q01"), "faults": "螺栓未紧\n漏油"}
    assert send(client, door, car, "sign_check", **typed).status_code == 303
    assert door.card(car).lane == "queued"
    assert door.card(car).checks[-1].faults == ["螺栓未紧", "漏油"]


def test_who_may_not_sign_reads_why(door, at_page):
    assert "互检由班组长签。找吴海波。" in at_page(FENG, door.at_peer())
    assert "总检由质检员签" in at_page(FENG, door.at_final())


def test_a_name_alone_starts_work_and_asks_the_pin_for_more(door, tablet, csrf, pin_of):
    car = door.working()
    browser = tablet(door.team)
    answer = browser.post("/sign-in/name", data={"person": WU.id, "csrf_token": csrf(browser)})
    assert answer.status_code == 303
    assert open_for(shown(browser, door, car), "start_work")
    one = door.card(car).intervals[0].id
    form = shown(browser, door, car, f"/do/correct_interval?interval={one}")
    assert 'name="pin"' in form
    typed = {"from": "2026-11-23T08:00", "reason": "忘了点开工"}
    assert send(browser, door, car, "correct_interval", form, **typed).status_code == 403
    signed = send(browser, door, car, "correct_interval", form, pin=pin_of("T01"), **typed)
    assert signed.status_code == 303
