"""What comes back when a command is given from a page: done, refused, or wrongly filled in."""

import re

import pytest

from tests.app.card_pages import fields, open_for, send, shown
from tests.app.shop_door import Door
from tests.cast import CHEN, LI, MENG, ZHENG


@pytest.fixture
def door(store):
    return Door(store)


def test_a_tap_starts_work_says_so_and_can_be_undone(door, client, signed_in):
    car = door.queued()
    signed_in(client, ZHENG.id)
    answer = send(client, door, car, "start_work", shown(client, door, car))
    assert answer.status_code == 303
    assert answer.location == f"/c/{door.card(car).code}"
    assert door.card(car).lane == "working"
    page = shown(client, door, car)
    assert "已开工" in page and open_for(page, "undo")
    assert send(client, door, car, "undo", page).status_code == 303
    assert door.card(car).lane == "queued"
    page = shown(client, door, car)
    assert "<s>郑凯 开工</s>" in page and "撤销了「开工」" in page


def test_a_form_sent_by_script_is_told_where_to_look(door, client, signed_in):
    """The page is drawn by the document alone, and says there, once, what was done."""
    car = door.queued()
    signed_in(client, ZHENG.id)
    path, data = f"/c/{door.card(car).code}", fields(shown(client, door, car), "start_work")
    answer = client.post(f"{path}/do/start_work", data=data, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["X-Look-There"], answer.text) == (204, path, "")
    assert "Location" not in answer.headers
    assert [client.get(path).text.count("已开工") for _ in range(2)] == [1, 0]


def test_the_same_form_sent_twice_is_done_once(door, client, signed_in):
    car = door.queued()
    signed_in(client, ZHENG.id)
    page = shown(client, door, car)
    for _ in range(2):
        assert send(client, door, car, "start_work", page).status_code == 303
    assert door.card(car).version == 4


def test_after_stale_one_looks_and_taps_again(door, client, signed_in):
    car = door.queued()
    signed_in(client, ZHENG.id)
    page = shown(client, door, car)
    door.do(LI, "add_note", car, text="先做这台")
    answer = send(client, door, car, "start_work", page)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 409 and "李建强刚改过,看完再点。" in text
    assert door.card(car).lane == "queued"
    assert fields(text, "start_work")["key"] != fields(page, "start_work")["key"]
    assert send(client, door, car, "start_work", text).status_code == 303


def test_a_half_typed_form_keeps_its_words_after_stale(door, client, signed_in):
    car = door.working()
    signed_in(client, ZHENG.id)
    page = shown(client, door, car, "/do/report_delay")
    door.do(LI, "add_note", car, text="快一点")
    answer = send(client, door, car, "report_delay", page, minutes="45", reason="螺栓锈死")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert 'value="螺栓锈死"' in text and re.search(r'value="45" checked', text)
    again = send(client, door, car, "report_delay", text, minutes="45", reason="螺栓锈死")
    assert again.status_code == 303
    assert door.card(car).delays[0].minutes == 45


def test_what_was_written_beside_the_tap_survives_a_refusal(door, client, signed_in):
    car = door.working()
    signed_in(client, ZHENG.id)
    page = shown(client, door, car)
    door.do(LI, "add_note", car, text="快一点")
    answer = send(client, door, car, "finish_work", page, work_done="换了节气门")
    assert answer.status_code == 409 and ">换了节气门</textarea>" in answer.text


def test_wrong_input_names_the_field_and_changes_nothing(door, client, signed_in):
    car = door.arrived()
    signed_in(client, CHEN.id)
    typed = {"promise_at": "2026-11-23T17:00", "price_yuan": "<b>七百</b>", "planned_hours": "1"}
    answer = send(client, door, car, "check_in", **typed)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "报价:要填数字" in text and "&lt;b&gt;七百" in text
    assert door.card(car).lane == "arrived"


def test_a_refusal_of_the_rules_comes_with_whom_to_see(door, client, signed_in):
    car = door.arrived()
    signed_in(client, CHEN.id)
    typed = {"promise_at": "2026-11-23T07:00", "price_yuan": "720", "planned_hours": "1"}
    answer = send(client, door, car, "check_in", **typed)
    assert answer.status_code == 409
    assert "交车时间已经过去" in answer.get_data(as_text=True)


def test_no_right_no_command_even_with_a_forged_form(door, client, signed_in):
    car = door.queued()
    signed_in(client, MENG.id)
    page = shown(client, door, car, "/do/add_note")
    data = fields(page, "add_note")
    answer = client.post(f"/c/{door.card(car).code}/do/start_work", data=data)
    assert answer.status_code == 403
    assert "孟瑶不能开工" in answer.get_data(as_text=True)
    assert door.card(car).lane == "queued"


@pytest.mark.parametrize("data", [{"key": ""}, {"key": "k" * 300}, {"version": "x"}])
def test_a_mangled_form_is_answered_plainly(data, door, client, signed_in):
    car = door.queued()
    signed_in(client, ZHENG.id)
    answer = send(client, door, car, "start_work", shown(client, door, car), **data)
    assert answer.status_code in (409, 422)
    assert door.card(car).lane == "queued"


def test_unknown_cards_and_commands_get_a_plain_page(door, client, signed_in):
    car = door.queued()
    signed_in(client, ZHENG.id)
    code = door.card(car).code
    for path in ("/c/AAAAA", "/c/粤粤粤粤粤", f"/c/{code}/do/explode", f"/c/{code}/do/book_card"):
        assert client.get(path).status_code == 404


def test_nobody_sees_a_card_before_signing_in(door, client):
    code = door.card(door.queued()).code
    answer = client.get(f"/c/{code}")
    assert answer.status_code == 303 and answer.location.startswith("/sign-in?next=")
    assert client.get(f"/live/card/{code}").status_code == 401


def test_the_code_is_read_in_any_case(door, client, signed_in):
    car = door.queued()
    signed_in(client, ZHENG.id)
    assert client.get(f"/c/{door.card(car).code.lower()}").status_code == 200
