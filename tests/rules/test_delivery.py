"""Wash, bill, 等待交车, telling the customer, hand-over."""

import pytest

from board.commands.promises import Consent
from board.events import wire
from tests.cast import CHEN, LI, REN, SHI, WU, ZHENG, ZHONG, at
from tests.story import Story

BY_PHONE = {"channel": "phone", "outcome": "told"}


def test_the_wash_is_started_and_finished_and_the_car_parked():
    shop = Story()
    car = shop.washing()
    assert shop.says(SHI, "finish_wash", car) == "wash_not_started"
    shop.do(SHI, "start_wash", car)
    assert shop[car].state == "running"
    assert shop.says(SHI, "start_wash", car) == "wash_running"
    shop.do(SHI, "finish_wash", car, parking="B12")
    assert (shop[car].lane, shop[car].state, shop[car].parking) == ("settling", "open", "B12")


@pytest.mark.parametrize("lane", ["waiting", "queued", "working", "stopped", "checking"])
def test_no_delivery_wash_before_the_final_check(lane):
    shop = Story()
    assert shop.says(SHI, "start_wash", shop.in_lane(lane, wash=True)) == "wrong_lane"


def test_a_car_becomes_ready_only_after_its_bill():
    shop = Story()
    car = shop.settling()
    assert shop.says(CHEN, "move_to_ready", car) == "bill_not_checked"
    shop.do(ZHONG, "check_bill", car, price_fen=79_900, difference="优惠")
    assert (shop[car].state, shop[car].bill_price_fen) == ("checked", 79_900)
    shop.do(CHEN, "move_to_ready", car, parking="C3")
    assert (shop[car].lane, shop[car].parking) == ("ready", "C3")
    assert shop[car].ready_at == shop.now


def test_a_new_parking_place_is_kept_and_no_place_keeps_the_old():
    shop = Story()
    car = shop.do(SHI, "start_wash", shop.washing())
    shop.do(SHI, "finish_wash", car, parking="B12")
    assert shop[shop.made_ready(car)].parking == "B12"


def test_the_hand_over_ends_the_story():
    shop = Story()
    car = shop.do(CHEN, "hand_over", shop.ready())
    assert (shop[car].lane, shop[car].finished_at) == ("delivered", shop.now)
    assert not shop[car].on_board


def test_nobody_is_told_that_a_car_is_ready_before_it_is():
    shop = Story()
    said = shop.says(CHEN, "tell_customer", shop.settling(), about="ready", **BY_PHONE)
    assert said == "not_ready"


def test_told_means_told_not_only_called():
    shop = Story()
    car = shop.ready()
    unreachable = {"about": "ready", "channel": "phone", "outcome": "unreachable"}
    shop.do(CHEN, "tell_customer", car, **unreachable)
    assert not shop[car].was_told
    shop.do(CHEN, "tell_customer", car, about="ready", spoke_to="冯太太", **BY_PHONE)
    assert shop[car].was_told
    assert shop[car].told[-1].spoke_to == "冯太太"


def test_what_was_told_of_an_earlier_promise_is_no_news_of_this_one():
    shop = Story()
    car = shop.do(CHEN, "tell_customer", shop.working(), about="late", promise=at("18:00"),
                  spoke_to="本人", **BY_PHONE)  # fmt: skip
    assert shop[car].was_told
    shop.wait(minutes=1)
    shop.do(CHEN, "repromise", car, promise_at=at("18:05"), price_fen=shop[car].price_fen,
            reason="等备件", within_range=True)  # fmt: skip
    assert not shop[car].was_told


def test_a_car_that_was_ready_before_has_to_be_announced_again():
    shop = Story()
    car = shop.do(CHEN, "tell_customer", shop.ready(), about="ready", **BY_PHONE)
    shop.do(shop.directory.people["F01"], "put_back", car, lane="settling", reason="账有误")
    shop.wait(minutes=1)
    assert not shop[shop.made_ready(car)].was_told


def left_unanswered(shop: Story) -> str:
    """A car at its bill with a finding that nobody answered."""
    found = {"what": "雨刮老化", "urgency": "soon", "can_go_on": True}
    car = shop.do(ZHENG, "report_add_on", shop.working(), **found)
    shop.do(ZHENG, "finish_work", car)
    for who, level in ((ZHENG, "self"), (WU, "peer"), (REN, "final")):
        shop.sign(who, car, level)
    return car


def test_no_car_is_ready_or_handed_over_past_an_unanswered_add_on():
    shop = Story()
    car = left_unanswered(shop)
    shop.do(ZHONG, "check_bill", car, price_fen=80_000)
    facts = shop.refusal(CHEN, "move_to_ready", car)
    add_on = shop[car].add_ons[0].id
    assert facts == {"add_on": add_on, "command": "move_to_ready", "people": [CHEN.id]}
    assert shop.says(CHEN, "move_to_ready", car) == "add_on_unanswered"
    shop.do(CHEN, "move_to_ready", car, left_open="来取车时再问")
    assert shop.says(CHEN, "hand_over", car) == "add_on_unanswered"
    assert shop[car].lane == "ready"


def test_the_customers_word_lets_the_car_go_and_is_kept_privately():
    shop = Story()
    car = left_unanswered(shop)
    shop.do(ZHONG, "check_bill", car, price_fen=80_000)
    shop.do(CHEN, "move_to_ready", car, left_open="来取车时再问")
    shop.do(CHEN, "hand_over", car, left_open="冯先生:下次再换")
    event = shop.story(car)[-1]
    assert wire.dumped(event.fact) == ({}, {"left_open": "冯先生:下次再换"})
    assert shop[car].lane == "delivered"


def test_an_answer_lets_the_car_go():
    shop = Story()
    car = left_unanswered(shop)
    shop.do(ZHONG, "check_bill", car, price_fen=80_000)
    add_on = shop[car].add_ons[0].id
    shop.do(CHEN, "price_add_on", car, add_on=add_on, price_fen=9_000, minutes=10)
    said = {"answer": "refused", "channel": "phone", "spoke_to": "冯先生"}
    offer = shop[car].add_ons[0].offers[-1].id
    shop.do(CHEN, "answer_add_on", car, add_on=add_on, offer=offer, **said)
    shop.do(CHEN, "move_to_ready", car)
    assert shop.says(CHEN, "hand_over", car) == "done"


def bill(shop: Story, car: str, fen: int, **more: object) -> str:
    return shop.says(ZHONG, "check_bill", car, price_fen=fen, **more)


@pytest.mark.parametrize("fen", [0, 79_999, 80_001, 88_000])
def test_another_sum_than_the_agreed_one_is_explained(fen):
    shop = Story()
    car = shop.settling()
    assert bill(shop, car, fen) == "difference_unexplained"
    facts = shop.refusal(ZHONG, "check_bill", car, price_fen=fen)
    assert facts == {"bill_fen": fen, "agreed_fen": 80_000}
    assert bill(shop, car, fen, difference="机油多一升") == "done"


def test_above_what_was_agreed_no_explanation_is_enough():
    shop = Story()
    car = shop.settling()
    assert bill(shop, car, 88_001, difference="多做了") == "above_agreed"
    assert shop.refusal(ZHONG, "check_bill", car, price_fen=88_001) == {
        "bill_fen": 88_001, "agreed_fen": 80_000, "most_fen": 88_000, "people": [CHEN.id],
    }  # fmt: skip
    consent = Consent(channel="phone", spoke_to="冯先生")
    shop.do(CHEN, "repromise", car, promise_at=at("17:00"), price_fen=88_001, reason="多做了",
            consent=consent)  # fmt: skip
    assert bill(shop, car, 88_001) == "done"


def test_what_was_raised_within_the_range_is_the_agreed_sum_and_raises_no_range():
    shop = Story()
    car = shop.settling()
    shop.do(CHEN, "repromise", car, promise_at=at("17:00"), price_fen=85_000, reason="多一升油",
            within_range=True)  # fmt: skip
    assert bill(shop, car, 88_001, difference="x") == "above_agreed"
    assert bill(shop, car, 85_000) == "done"


def test_a_bill_that_rose_above_what_was_agreed_lets_no_car_go():
    shop = Story()
    car = shop.ready()
    lower = {"promise_at": at("17:30"), "reason": "少修一项",
             "consent": Consent(channel="phone", spoke_to="冯先生")}  # fmt: skip
    shop.do(CHEN, "repromise", car, price_fen=shop[car].price_fen // 2, **lower)
    assert shop.says(CHEN, "hand_over", car) == "above_agreed"
    shop.do(LI, "put_back", car, lane="settling", reason="账单要改")
    assert shop.says(ZHONG, "check_bill", car, price_fen=80_000) == "above_agreed"
    shop.do(ZHONG, "check_bill", car, price_fen=shop[car].price_fen)
    shop.do(CHEN, "hand_over", shop.do(CHEN, "move_to_ready", car))


def test_no_car_becomes_ready_over_a_bill_above_what_was_agreed_since():
    shop = Story()
    car = shop.do(ZHONG, "check_bill", shop.settling(), price_fen=80_000)
    shop.do(CHEN, "repromise", car, price_fen=40_000, promise_at=at("17:30"), reason="少修一项",
            consent=Consent(channel="phone", spoke_to="冯先生"))  # fmt: skip
    assert shop.says(CHEN, "move_to_ready", car) == "above_agreed"
