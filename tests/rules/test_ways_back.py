"""Ways back and out: put back, cancel, reopen; what was signed, washed or billed there is void."""

import pytest

from board.card.lanes import LANES
from tests.cast import CHEN, LI, LIANG, MENG, REN, SHI, WU, ZHENG, ZHONG
from tests.story import Story

BACK = {
    "queued": "waiting",
    "working": "waiting queued",
    "stopped": "waiting queued",
    "checking": "waiting queued",
    "washing": "waiting queued checking",
    "settling": "waiting queued checking",
    "ready": "waiting queued checking settling",
}


def back(shop: Story, car: str, lane: str) -> str:
    return shop.says(LI, "put_back", car, lane=lane, reason="漏项")


@pytest.mark.parametrize("lane", BACK)
def test_a_card_is_put_back_to_an_earlier_lane_only(lane):
    for to in ("waiting", "queued", "checking", "washing", "settling"):
        shop = Story()
        car = shop.in_lane(lane)
        fits = to in BACK[lane].split()
        dry = to == "washing" and lane in ("settling", "ready")
        assert back(shop, car, to) == (
            "done" if fits else "no_wash_wanted" if dry else "not_earlier"
        )
        assert shop[car].lane == (to if fits else lane)


def test_putting_back_ends_open_intervals():
    shop = Story()
    car = shop.working(ZHENG, WU)
    assert back(shop, car, "queued") == "done"
    assert shop[car].running == []
    assert {i.to for i in shop[car].intervals} == {shop.now}
    assert shop.says(ZHENG, "start_work", shop.queued()) == "done"


def test_back_to_waiting_the_car_is_given_out_anew():
    shop = Story()
    car = shop.queued(bay="A1")
    back(shop, car, "waiting")
    assert (shop[car].team, shop[car].technicians, shop[car].bay) == (None, [], None)


@pytest.mark.parametrize("lane", ["waiting", "queued", "checking"])
def test_signatures_are_void_from_the_check_on_back(lane):
    shop = Story()
    car = shop.ready()
    back(shop, car, lane)
    assert all(check.void for check in shop[car].checks)
    assert (shop[car].bill, shop[car].ready_at) == (None, None)
    if lane == "waiting":
        shop.dispatched(car)
    if lane != "checking":
        shop.work_on(car, ZHENG)
    assert shop[car].state == "self"


def test_back_in_the_wash_signatures_stand_and_wash_and_bill_are_done_again():
    shop = Story()
    car = shop.ready(wash=True)
    assert back(shop, car, "washing") == "done"
    assert shop[car].state == "waiting"
    assert shop[car].signed("final")
    assert shop.says(SHI, "finish_wash", car) == "wash_not_started"
    shop.do(SHI, "finish_wash", shop.do(SHI, "start_wash", car))
    assert shop.says(CHEN, "move_to_ready", car) == "bill_not_checked"


def test_back_at_the_bill_it_is_checked_again():
    shop = Story()
    car = shop.ready()
    back(shop, car, "settling")
    assert shop[car].state == "open"
    assert shop.says(CHEN, "move_to_ready", car) == "bill_not_checked"
    assert shop[shop.made_ready(car)].lane == "ready"


@pytest.mark.parametrize("lane", ["booked", "due", "arrived", "waiting", "queued", "no_show"])
def test_a_car_nobody_worked_on_is_cancelled_at_once(lane):
    shop = Story()
    car = shop.do(CHEN, "cancel_card", shop.in_lane(lane), reason="客户取消")
    assert (shop[car].lane, shop[car].finished_at) == ("cancelled", shop.now)
    assert not shop[car].unrepaired


@pytest.mark.parametrize("lane", ["working", "stopped", "checking", "washing"])
def test_a_started_car_is_cancelled_only_through_the_bill(lane):
    shop = Story()
    car = shop.do(CHEN, "cancel_card", shop.in_lane(lane), reason="客户不修了")
    assert (shop[car].lane, shop[car].state) == ("settling", "open")
    assert shop[car].unrepaired
    assert shop[car].running == []
    assert shop.says(CHEN, "move_to_ready", car) == "bill_not_checked"
    shop.made_ready(car)
    assert shop[shop.do(CHEN, "hand_over", car)].lane == "cancelled"


def test_a_started_car_put_back_to_waiting_is_still_a_started_car():
    shop = Story()
    car = shop.working()
    back(shop, car, "waiting")
    shop.do(CHEN, "cancel_card", car, reason="客户不修了")
    assert shop[car].lane == "settling"


def test_a_car_at_its_bill_is_no_longer_cancelled():
    shop = Story()
    for lane in ("settling", "ready", "delivered", "cancelled"):
        said = shop.says(CHEN, "cancel_card", shop.in_lane(lane), reason="不要了")
        assert said == "wrong_lane"


def test_an_unrepaired_car_comes_back_to_the_work_and_to_nothing_behind_it():
    shop = Story()
    car = shop.do(CHEN, "cancel_card", shop.washing(), reason="客户不修了")
    assert back(shop, car, "checking") == back(shop, car, "washing") == "unrepaired"
    assert back(shop, car, "queued") == "done"
    assert not shop[car].unrepaired
    assert shop[shop.work_on(car, ZHENG)].state == "self"


def test_an_unrepaired_car_that_is_ready_comes_back_to_its_bill_unrepaired():
    shop = Story()
    car = shop.made_ready(shop.do(CHEN, "cancel_card", shop.working(), reason="客户不修了"))
    assert back(shop, car, "settling") == "done"
    assert shop[car].unrepaired


def test_the_manager_reopens_a_delivered_car_as_ready():
    shop = Story()
    car = shop.do(LIANG, "reopen_card", shop.delivered(), reason="客户折返")
    assert (shop[car].lane, shop[car].finished_at) == ("ready", None)
    assert shop[car].bill == "checked"
    assert shop.says(CHEN, "hand_over", car) == "done"


def test_a_cancelled_car_comes_back_as_far_as_it_had_been():
    shop = Story()
    there = shop.do(LIANG, "reopen_card", shop.cancelled(), reason="又要修")
    never = shop.do(MENG, "cancel_card", shop.booked(), reason="不来")
    shop.do(LIANG, "reopen_card", never, reason="又要来")
    assert (shop[there].lane, shop[never].lane) == ("waiting", "booked")


def test_a_car_cancelled_through_the_bill_comes_back_with_nothing_signed():
    shop = Story()
    car = shop.do(CHEN, "cancel_card", shop.washing(), reason="不修了")
    shop.do(CHEN, "hand_over", shop.made_ready(car))
    shop.do(LIANG, "reopen_card", car, reason="又要修")
    card = shop[car]
    assert (card.lane, card.unrepaired, card.bill, card.team) == ("waiting", False, None, None)
    assert all(check.void for check in card.checks)
    assert card.cancel_reason is None


def test_a_cancelled_card_does_not_come_back_over_another_with_its_order_number():
    shop = Story()
    car = shop.cancelled(order_no="YY1001")
    other = shop.arrived(order_no="YY1001")
    facts = shop.refusal(LIANG, "reopen_card", car, reason="又要修")
    assert facts == {"order_no": "YY1001", "code": shop[other].code}


def test_a_returned_bill_stays_where_it_is_and_may_be_checked_then():
    shop = Story()
    car = shop.do(ZHONG, "return_bill", shop.settling(), reason="少一项工时")
    card = shop[car]
    assert (card.lane, card.state, card.bill_reason) == ("settling", "returned", "少一项工时")
    assert shop.says(CHEN, "move_to_ready", car) == "bill_not_checked"
    shop.do(ZHONG, "check_bill", car, price_fen=82_000, difference="机油多一升")
    assert (shop[car].state, shop[car].bill_reason) == ("checked", None)
    assert shop.says(ZHONG, "check_bill", car, price_fen=82_000) == "bill_checked_already"


def test_every_lane_can_be_told_a_story_of():
    for lane in LANES:
        shop = Story()
        assert shop[shop.in_lane(lane)].lane == lane


def test_a_failed_car_keeps_its_redo_on_the_way_back():
    shop = Story()
    car = shop.fail(REN, shop.at_final(), "final")
    back(shop, car, "waiting")
    assert "redo" in shop[car].flags
