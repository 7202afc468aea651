"""What is said on a call is decided in Python; the page only draws it."""

import pytest
from flask import g

from app.showing import Times
from app.to_say import of_an_offer, to_say
from board.calls import Call
from board.parts_of_a_card import Forecast
from tests.app.shop_door import Door
from tests.cast import CHEN, ZHENG, at


@pytest.fixture
def door(store):
    return Door(store)


@pytest.fixture
def drawing(app, store):
    with app.test_request_context(headers={"Accept-Language": "zh-CN"}), store.read() as view:
        g.times = Times.of(view)
        yield


def test_a_late_car_has_its_excuse_and_its_reason(door, drawing):
    car = door.working()
    door.do(ZHENG, "report_delay", car, minutes=45, reason="螺栓锈死")
    card = door.card(car)
    said = to_say(Call(card, "late"), "on_time")
    promised = card.promise_at.astimezone(g.times.zone).strftime("%H:%M")
    assert said[0] == f"答应 {promised},已经过了。向客户致歉,说明原因。"
    assert said[1:] == ["车间报延时 45 分:螺栓锈死。"]


def test_a_likely_time_is_said_only_of_a_car_that_will_be_late(door, drawing):
    card = door.card(door.working())
    card.forecast = Forecast(likely=at("18:00"))
    assert "预计" in to_say(Call(card, "late"), "late")[0]
    assert "预计" not in to_say(Call(card, "late"), "overdue")[0]


def test_an_add_on_without_a_price_has_nothing_to_send(door, drawing):
    card = door.card(door.found())
    said = of_an_offer(card, card.add_ons[0], None)
    assert said.message is None and len(said.lines) == 1


def test_times_are_the_shops(store):
    with store.read() as view:
        times = Times.of(view)
    assert times.when(at("9:30")) == "09:30"
    assert times.when(at("9:30", 24)) == "11-24 09:30"
    assert times.when(None) == "" == times.written(None, "%H:%M")


def test_whoever_calls_sees_it(door, client, signed_in):
    car = door.offered()
    signed_in(client, CHEN.id)
    page = client.get(f"/c/{door.card(car).code}").get_data(as_text=True)
    assert "加 ¥" in page and 'id="wechat-' in page
