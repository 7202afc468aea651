"""Undo: one's own latest command on the card, within a minute, if the world still allows it."""

import pytest

from board.folding.fold import fold
from board.people.rights import CLOCK
from tests.cast import (
    BAI,
    CHEN,
    DING,
    ENGINE,
    FENG,
    LI,
    LIANG,
    REN,
    SHI,
    WU,
    ZHENG,
    ZHONG,
    at,
)
from tests.story import Story


def test_undo_leaves_the_command_out_and_raises_the_version():
    shop = Story()
    car = shop.working(ZHENG)
    version = shop[car].version
    shop.do(ZHENG, "finish_work", car, work_done="换机油")
    shop.do(ZHENG, "undo", car)
    card = shop[car]
    assert (card.lane, card.work, card.version) == ("working", [], version + 2)
    assert card.running_of(ZHENG.id)
    assert card == fold(shop.story(car))


def test_only_the_same_person_undoes():
    shop = Story()
    car = shop.do(ZHENG, "pause_work", shop.working(), reason="bay")
    assert shop.refusal(WU, "undo", car) == {"person": ZHENG.id}
    assert shop.says(WU, "undo", car) == "not_yours"
    assert shop.says(ZHENG, "undo", car) == "done"


def test_undo_is_possible_for_a_minute():
    shop = Story()
    car = shop.do(ZHENG, "pause_work", shop.working(), reason="bay")
    shop.wait(seconds=61)
    assert shop.refusal(ZHENG, "undo", car) == {"seconds": 60}
    shop.wait(seconds=-1)
    assert shop.says(ZHENG, "undo", car) == "done"


def test_an_undo_is_not_undone_and_neither_is_what_came_before_it():
    shop = Story()
    car = shop.do(ZHENG, "pause_work", shop.working(), reason="bay")
    shop.do(ZHENG, "undo", car)
    assert shop.says(ZHENG, "undo", car) == "cannot_undo"


def test_after_an_undo_the_work_goes_on_as_if_nothing_had_been():
    shop = Story()
    car = shop.do(ZHENG, "undo", shop.do(ZHENG, "finish_work", shop.working()))
    shop.do(ZHENG, "finish_work", car)
    shop.sign(ZHENG, car, "self")
    assert shop[car].state == "peer"
    assert shop[car] == fold(shop.story(car))


STAYS = {
    "card_opened": lambda shop: (CHEN, shop.arrived()),
    "card_booked": lambda shop: (CHEN, shop.booked()),
    "check_signed": lambda shop: (ZHENG, shop.at_peer()),
    "customer_told": lambda shop: (
        CHEN,
        shop.do(CHEN, "tell_customer", shop.ready(), about="ready", channel="phone",
                outcome="told"),
    ),
    "bill_checked": lambda shop: (
        ZHONG, shop.do(ZHONG, "check_bill", shop.settling(), price_fen=80_000)
    ),
    "bill_returned": lambda shop: (
        ZHONG, shop.do(ZHONG, "return_bill", shop.settling(), reason="漏项")
    ),
    "car_handed_over": lambda shop: (CHEN, shop.delivered()),
}  # fmt: skip


@pytest.mark.parametrize("event", STAYS)
def test_some_things_stay(event):
    shop = Story()
    who, car = STAYS[event](shop)
    assert shop.refusal(who, "undo", car) == {"event": event}
    assert shop.says(who, "undo", car) == "cannot_undo"


def test_most_things_can_be_taken_back():
    shop = Story()
    given = [
        (CHEN, "edit_card", shop.booked(), {"wash": True}),
        (CHEN, "reschedule_card", shop.due(), {"appointment_at": at("9:00", 24), "reason": "忙"}),
        (BAI, "confirm_due", shop.booked(), {}),
        (BAI, "arrive", shop.no_show(), {}),
        (CHEN, "cancel_card", shop.washing(), {"reason": "不修"}),
        (LI, "dispatch_card", shop.waiting(), {"team": ENGINE, "bay": "A1"}),
        (LI, "prioritise_card", shop.queued(), {"flag": "safety", "on": True, "reason": "制动"}),
        (LI, "put_back", shop.ready(wash=True), {"lane": "waiting", "reason": "漏项"}),
        (DING, "parts_arrived", shop.stopped("parts"), {}),
        (SHI, "start_wash", shop.washing(), {}),
        (LIANG, "reopen_card", shop.delivered(), {"reason": "折返"}),
    ]
    for who, command, car, args in given:
        before = fold(shop.story(car))
        shop.do(who, command, car, **args)
        shop.wait(seconds=30)
        shop.do(who, "undo", car)
        after = shop[car]
        after.version, after.latest = before.version, before.latest
        assert after == before, command


def test_a_switch_is_undone_on_both_cars():
    shop = Story()
    first, second = shop.working(ZHENG), shop.queued()
    shop.do(ZHENG, "start_work", second, switch=True)
    versions = shop[first].version, shop[second].version
    shop.do(ZHENG, "undo", first)
    assert (shop[first].lane, shop[second].lane) == ("working", "queued")
    assert (shop[first].version, shop[second].version) == (versions[0] + 1, versions[1] + 1)


def test_a_switch_is_undone_on_neither_car_if_one_has_gone_on():
    shop = Story()
    first, second = shop.working(ZHENG), shop.queued()
    shop.do(ZHENG, "start_work", second, switch=True)
    shop.do(SHI, "add_note", first, text="钥匙在车上")
    assert shop.says(ZHENG, "undo", second) == "changed_since"
    assert (shop[first].lane, shop[second].lane) == ("stopped", "working")


def test_a_pause_is_not_undone_once_the_person_works_elsewhere():
    shop = Story()
    first, second = shop.working(ZHENG), shop.queued()
    shop.do(ZHENG, "pause_work", first, reason="bay")
    shop.do(ZHENG, "start_work", second)
    assert shop.says(ZHENG, "undo", first) == "running_elsewhere"


def test_a_pause_is_not_undone_over_work_done_elsewhere_since():
    shop = Story()
    first, second = shop.working(ZHENG), shop.queued()
    shop.do(ZHENG, "pause_work", first, reason="bay")
    shop.do(ZHENG, "start_work", second)
    shop.wait(seconds=20)
    shop.do(ZHENG, "finish_work", second)
    assert shop.says(ZHENG, "undo", first) == "overlaps"


def test_a_pause_is_not_undone_once_the_bay_is_taken():
    shop = Story()
    first, second = shop.working(ZHENG, bay="A1"), shop.queued(bay="A1")
    shop.do(ZHENG, "pause_work", first, reason="support")
    shop.do(FENG, "start_work", second)
    assert shop.says(ZHENG, "undo", first) == "bay_taken"


def test_an_order_number_given_free_and_taken_does_not_come_back():
    shop = Story()
    car = shop.arrived(order_no="YY1001")
    shop.do(CHEN, "edit_card", car, order_no="YY1002")
    other = shop.arrived(order_no="YY1001")
    facts = shop.refusal(CHEN, "undo", car)
    assert facts == {"order_no": "YY1001", "code": shop[other].code}


def test_what_the_clock_did_nobody_undoes():
    shop = Story()
    car = shop.working()
    shop.now = at("18:00")
    shop.do(CLOCK, "pause_work", car, reason="off_shift")
    assert shop.says(ZHENG, "undo", car) == "not_yours"
    assert shop.says(CLOCK, "undo", car) == "forbidden"


def test_undone_signatures_of_a_way_back_are_valid_again():
    shop = Story()
    car = shop.settling()
    shop.do(LI, "put_back", car, lane="checking", reason="看错车")
    assert shop[car].state == "self"
    shop.do(LI, "undo", car)
    assert (shop[car].lane, shop[car].signed("final").person) == ("settling", REN.id)
