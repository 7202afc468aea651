"""What comes back when a command is given from a page: done, refused, or wrongly filled in."""

import re
from html import unescape

import pytest

from tests.app.card_pages import fields, open_for, send, shown
from tests.app.shop_door import Door
from tests.cast import CHEN, LI, MENG, REN, WU, ZHENG, ZHONG, at


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
    """The page is drawn by the document alone; one line there says what was done, as long as it
    can be undone."""
    car = door.queued()
    signed_in(client, ZHENG.id)
    path, data = f"/c/{door.card(car).code}", fields(shown(client, door, car), "start_work")
    answer = client.post(f"{path}/do/start_work", data=data, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["X-Look-There"], answer.text) == (204, path, "")
    assert "Location" not in answer.headers
    assert [client.get(path).text.count("已开工") for _ in range(2)] == [1, 1]


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
    assert 'value="螺栓锈死"' in text and re.search(r'value="45"\s+checked', text)
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


@pytest.mark.parametrize("page", ["card", "jobs"])
def test_a_finish_seconds_after_the_start_is_asked_about_and_can_be_meant(
    page, door, client, signed_in
):
    car = door.working()
    signed_in(client, ZHENG.id)
    path = "/" if page == "jobs" else f"/c/{door.card(car).code}"
    start = client.get(path).text
    answer = send(client, door, car, "finish_work", start, result="正常")
    assert answer.status_code == 409 and "郑凯刚点开工,还不到 10 秒" in answer.text
    assert door.card(car).lane == "working" and ">正常</textarea>" in answer.text
    assert re.search(r'<button[^>]*name="confirmed" value="1"[^>]*>确实完工<', answer.text)
    again = send(client, door, car, "finish_work", answer.text, result="正常", confirmed="1")
    assert again.status_code == 303 and door.card(car).lane == "checking"


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


def left_unanswered(door: Door) -> str:
    """A car with its bill checked and a finding that nobody answered."""
    found = {"what": "雨刮老化", "urgency": "soon", "can_go_on": True}
    car = door.do(ZHENG, "report_add_on", door.working(), **found)
    door.do(ZHENG, "finish_work", car, confirmed=True)
    for who, level in ((ZHENG, "self"), (WU, "peer"), (REN, "final")):
        door.sign(who, car, level)
    return door.do(ZHONG, "check_bill", car, price_fen=80_000)


def first(page: str) -> str:
    return re.search(r'btn-primary btn-glove" data-command="(\w+)"', page)[1]


@pytest.mark.parametrize("command", ["move_to_ready", "hand_over"])
def test_over_an_unanswered_add_on_the_form_asks_for_the_customers_word(
    command, door, client, signed_in
):
    car = left_unanswered(door)
    if command == "hand_over":
        door.do(CHEN, "move_to_ready", car, left_open="来取车时再问")
    signed_in(client, CHEN.id)
    page = shown(client, door, car)
    assert first(page) == "price_add_on" and open_for(page, command)
    assert f'action="/c/{door.card(car).code}/do/{command}"' not in page
    form = shown(client, door, car, f"/do/{command}")
    refused = send(client, door, car, command, form)
    assert refused.status_code == 409 and "增项「雨刮老化」客户还没答复" in refused.text
    assert "找陈雅琴" in refused.text and 'name="left_open"' in refused.text
    said = send(client, door, car, command, refused.text, left_open="冯先生:下次再换")
    assert said.status_code == 303
    assert "冯先生:下次再换" in shown(client, door, car)


def test_a_bill_that_differs_is_explained_and_one_above_the_range_goes_back(
    door, client, signed_in
):
    car = door.settling()
    signed_in(client, ZHONG.id)
    differs = send(client, door, car, "check_bill", price_yuan="815.5")
    assert differs.status_code == 409 and "账单 ¥815.50,约定 ¥800" in differs.text
    above = send(client, door, car, "check_bill", differs.text, price_yuan="881", difference="加")
    assert above.status_code == 409
    assert "账单 ¥881 超过约定的 ¥800(最多 ¥880)" in above.text and "找陈雅琴" in above.text
    assert open_for(above.text, "return_bill") and ">加</textarea>" in above.text
    assert door.card(car).bill == "open"
    [link] = re.findall(r'data-command="return_bill" href="([^"]+)"', above.text)
    back = client.get(unescape(link)).get_data(as_text=True)
    assert "超过约定的 ¥800" in re.search(r"<textarea[^>]*>([^<]*)", back)[1]


def test_the_hand_over_asks_once_more_and_names_the_car(door, client, signed_in):
    car = door.ready()
    door.do(CHEN, "tell_customer", car, about="ready", channel="phone", outcome="told")
    signed_in(client, CHEN.id)
    page = shown(client, door, car)
    assert re.search(r'<a[^>]*btn-primary[^>]*data-command="hand_over"', page)
    assert f'action="/c/{door.card(car).code}/do/hand_over"' not in page, "no tap alone does it"
    home = client.get("/advisor").get_data(as_text=True)
    assert re.search(r'<a[^>]*data-command="hand_over"', home)
    form, plate = shown(client, door, car, "/do/hand_over"), door.card(car).vehicle.plate
    assert re.search(rf'<button[^>]*data-command="hand_over"[^>]*>[^<]*{plate}', form)
    assert send(client, door, car, "hand_over", form).status_code == 303
    assert door.card(car).lane == "delivered"


def test_a_promise_the_shop_can_hardly_keep_takes_a_second_deliberate_tap(door, client, signed_in):
    busy, car = door.working(planned_minutes=600), door.arrived()
    signed_in(client, CHEN.id)
    typed = {"promise_at": "2026-11-23T09:00", "price_yuan": "800", "planned_hours": "1.5"}
    doubted = send(client, door, car, "check_in", **typed)
    assert doubted.status_code == 409 and "早于车间能交的" in doubted.text
    assert door.card(car).lane == "arrived" and ">仍然接车" in doubted.text
    other = typed | {"promise_at": "2026-11-23T20:00"}
    closed = send(client, door, car, "check_in", doubted.text, **other)
    assert closed.status_code == 409 and "20:00 不在营业时间内" in closed.text, "said anew"
    assert send(client, door, car, "check_in", closed.text, **other).status_code == 303
    assert door.card(car).promises[-1].despite == "outside_hours"
    assert "不在营业时间" in shown(client, door, car)
    again = send(client, door, busy, "repromise", promise_at="2026-11-23T20:00", price_yuan="800",
                 reason="等件", within_range="0",
                 **{"consent.channel": "phone", "consent.spoke_to": "冯"})  # fmt: skip
    assert again.status_code == 409 and "不在营业时间内" in again.text


def test_a_time_nothing_speaks_against_needs_one_tap(door, client, signed_in):
    car = door.arrived()
    signed_in(client, CHEN.id)
    form = shown(client, door, car, "/do/check_in")
    assert send(client, door, car, "check_in", form, price_yuan="800", planned_hours="1.5",
                promise_at="2026-11-23T17:00").status_code == 303  # fmt: skip
    assert door.card(car).promises[-1].despite is None


def test_a_key_tag_and_a_place_in_use_are_said(door, client, signed_in):
    first, second = door.arrived(), door.arrived()
    door.do(CHEN, "check_in", first, promise_at=at("17:00"), price_fen=1, planned_minutes=9,
            keys_tag="A 12")  # fmt: skip
    signed_in(client, CHEN.id)
    typed = {"promise_at": "2026-11-23T17:00", "price_yuan": "8", "planned_hours": "1"}
    said = send(client, door, second, "check_in", keys_tag="a12", **typed)
    assert said.status_code == 409 and "钥匙牌 a12 挂着" in said.text
    assert send(client, door, second, "check_in", said.text, keys_tag="a12",
                **typed).status_code == 303  # fmt: skip
    assert door.card(second).promises[-1].despite is None
    ready, other = door.ready(), door.settling()
    door.do(ZHONG, "check_bill", other, price_fen=80_000)
    taken = door.card(ready).parking
    said = send(client, door, other, "move_to_ready", parking=taken or "B1")
    assert (said.status_code == 409) == bool(taken)
