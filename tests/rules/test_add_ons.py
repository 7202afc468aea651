"""Add-ons (rules.md §6): no work past an unanswered one that cannot wait, none before the yes, and
the answer belongs to the offer that was read out."""

from datetime import timedelta

import pytest

from board.card.values import AddOn
from board.folding.fold import fold
from tests.cast import CHEN, FENG, LI, LIANG, REN, WU, ZHENG, at
from tests.story import Story

PADS = {"what": "前刹车片到极限", "urgency": "safety"}
SAID = {"channel": "phone", "spoke_to": "冯先生"}


def reported(shop: Story, car: str, who=ZHENG, **more: object) -> AddOn:
    shop.do(who, "report_add_on", car, **(PADS | {"can_go_on": False} | more))
    return shop[car].add_ons[-1]


def priced(shop: Story, car: str, add_on: AddOn, fen: int = 58_000, minutes: int = 40) -> str:
    shop.do(CHEN, "price_add_on", car, add_on=add_on.id, price_fen=fen, minutes=minutes)
    return shop[car].add_on(add_on.id).offers[-1].id


def answered(shop: Story, car: str, add_on: AddOn, answer: str = "accepted", **more) -> str:
    offer = shop[car].add_on(add_on.id).offers[-1].id
    args = {"add_on": add_on.id, "offer": offer, "answer": answer} | SAID | more
    return shop.says(CHEN, "answer_add_on", car, **args)


def test_what_cannot_wait_stops_the_car_and_everybody_on_it():
    shop = Story()
    car = shop.working(ZHENG, FENG)
    reported(shop, car)
    card = shop[car]
    assert (card.lane, card.stop_reason, card.running) == ("stopped", "consent", [])
    assert {i.ended_by for i in card.intervals} == {"consent"}
    assert shop.running(ZHENG.id) is shop.running(FENG.id) is None


def test_what_can_wait_stops_nobody():
    shop = Story()
    car = shop.working()
    reported(shop, car, can_go_on=True)
    assert shop[car].lane == "working" and shop[car].running


@pytest.mark.parametrize(("who", "command"), [(ZHENG, "resume_work"), (WU, "resume_work")])
def test_nobody_goes_on_before_the_answer(who, command):
    shop = Story()
    car = shop.working()
    add_on = reported(shop, car)
    assert shop.refusal(who, command, car) == {"add_on": add_on.id, "people": [CHEN.id]}


def test_putting_the_car_back_is_no_way_around_the_answer():
    shop = Story()
    car = shop.working()
    reported(shop, car)
    shop.do(LI, "put_back", car, lane="queued", reason="换人")
    assert shop.says(ZHENG, "start_work", car) == "consent_missing"
    shop.do(LI, "put_back", car, lane="waiting", reason="换组")
    shop.dispatched(car, FENG)
    assert shop.says(FENG, "start_work", car) == "consent_missing"


def test_parts_that_come_do_not_replace_the_answer():
    shop = Story()
    car = shop.stopped("parts")
    add_on = reported(shop, car)
    assert shop[car].stop_reason == "parts"
    shop.do(LI, "parts_arrived", car)
    assert (shop[car].lane, shop[car].stop_reason) == ("stopped", "consent")
    priced(shop, car, add_on)
    answered(shop, car, add_on)
    assert shop[car].lane == "queued"


@pytest.mark.parametrize("answer", ["accepted", "refused"])
def test_the_answer_brings_the_car_back_to_the_queue(answer):
    shop = Story()
    car = shop.working()
    add_on = reported(shop, car)
    priced(shop, car, add_on)
    assert answered(shop, car, add_on, answer) == "done"
    assert (shop[car].lane, shop[car].stop_reason) == ("queued", None)
    assert shop.says(ZHENG, "start_work", car) == "done"


def test_the_car_waits_until_nothing_is_unanswered():
    shop = Story()
    car = shop.working()
    first, second = reported(shop, car), reported(shop, car, what="球头松旷")
    priced(shop, car, first)
    priced(shop, car, second)
    answered(shop, car, first)
    assert shop[car].lane == "stopped"
    assert shop.says(ZHENG, "resume_work", car) == "consent_missing"
    answered(shop, car, second, "refused")
    assert shop[car].lane == "queued"


def test_who_is_not_reached_is_called_again():
    shop = Story()
    car = shop.working()
    add_on = reported(shop, car)
    priced(shop, car, add_on)
    assert answered(shop, car, add_on, "unreachable", spoke_to=None) == "done"
    card = shop[car]
    assert (card.lane, card.add_ons[0].answer, len(card.add_ons[0].tries)) == ("stopped", None, 1)
    assert answered(shop, car, add_on) == "done"


def test_only_a_yes_makes_work_and_raises_the_price():
    shop = Story()
    car = shop.working()
    yes, no, open_one = (reported(shop, car, can_go_on=True, minutes=99) for _ in range(3))
    for add_on in (yes, no, open_one):
        priced(shop, car, add_on)
    before = shop[car].price_fen
    answered(shop, car, yes, promise_at=at("18:00"))
    answered(shop, car, no, "refused")
    card = shop[car]
    assert [a.id for a in card.agreed] == [yes.id]
    assert card.work_minutes == card.planned_minutes + 40
    promise = card.promises[-1]
    assert (promise.at, promise.price_fen, card.price_fen) == (
        at("18:00"), before + 58_000, before + 58_000
    )  # fmt: skip
    assert (promise.channel, promise.spoke_to, promise.within_range) == ("phone", "冯先生", False)
    assert len(card.promises) == 2 and card.was_told


def test_without_a_new_time_the_promise_stays_and_the_price_rises():
    shop = Story()
    car = shop.working()
    add_on = reported(shop, car, can_go_on=True)
    priced(shop, car, add_on)
    answered(shop, car, add_on)
    assert shop[car].promise_at == at("17:00")
    assert shop[car].promises[-1].price_fen == 80_000 + 58_000


def test_the_answer_is_bound_to_the_offer_that_was_read_out():
    shop = Story()
    car = shop.working()
    add_on = reported(shop, car, price_fen=50_000, minutes=30)
    read_out = add_on.offers[-1].id
    priced(shop, car, add_on, 60_000)
    args = {"add_on": add_on.id, "offer": read_out, "answer": "accepted"} | SAID
    assert shop.says(CHEN, "answer_add_on", car, **args) == "offer_outdated"
    assert answered(shop, car, add_on) == "done"
    assert shop[car].add_ons[0].price_fen == 60_000


def test_refusals_around_an_answer():
    shop = Story()
    car = shop.working()
    add_on = reported(shop, car)
    args = {"add_on": add_on.id, "offer": "x", "answer": "accepted"} | SAID
    assert shop.says(CHEN, "answer_add_on", car, **args) == "not_priced"
    assert shop.says(CHEN, "answer_add_on", car, **args | {"add_on": "x"}) == "unknown_add_on"
    priced(shop, car, add_on)
    assert answered(shop, car, add_on, spoke_to=None) == "spoke_to_missing"
    assert answered(shop, car, add_on, promise_at=shop.now) == "promise_in_past"
    assert answered(shop, car, add_on, "unreachable", promise_at=at("18:00")) == "not_agreed"
    inform = {"add_on": add_on.id, "person": LI.id}
    assert shop.says(CHEN, "inform_workshop", car, **inform) == "not_answered"
    assert answered(shop, car, add_on) == "done"
    assert answered(shop, car, add_on, "refused") == "answered_already"
    price = {"add_on": add_on.id, "price_fen": 1, "minutes": 1}
    assert shop.says(CHEN, "price_add_on", car, **price) == "answered_already"
    assert shop.says(CHEN, "inform_workshop", car, **inform | {"person": "x"}) == "unknown_person"


def test_the_workshop_is_informed_once_with_person_and_time():
    shop = Story()
    car = shop.working()
    add_on = reported(shop, car)
    priced(shop, car, add_on)
    answered(shop, car, add_on, "refused")
    shop.wait(minutes=2)
    shop.do(CHEN, "inform_workshop", car, add_on=add_on.id, person=LI.id)
    informed = shop[car].add_ons[0]
    assert (informed.informed, informed.informed_at) == (LI.id, shop.now)
    again = {"add_on": add_on.id, "person": ZHENG.id}
    assert shop.refusal(CHEN, "inform_workshop", car, **again) == {"person": LI.id}


def test_a_yes_during_the_check_brings_the_car_back_and_all_is_signed_anew():
    shop = Story()
    car = shop.at_final()
    add_on = reported(shop, car, REN, can_go_on=True)
    priced(shop, car, add_on)
    answered(shop, car, add_on)
    card = shop[car]
    assert card.lane == "queued" and all(c.void for c in card.checks)
    shop.work_on(car, ZHENG)
    assert shop[car].state == "self"


def test_a_no_during_the_check_leaves_it_where_it_is():
    shop = Story()
    car = shop.at_final()
    add_on = reported(shop, car, REN, can_go_on=True)
    priced(shop, car, add_on)
    answered(shop, car, add_on, "refused")
    assert shop[car].state == "final"


def test_what_the_inspector_finds_and_cannot_wait_stops_the_car():
    shop = Story()
    car = shop.at_final()
    reported(shop, car, REN)
    assert shop[car].lane == "stopped" and all(c.void for c in shop[car].checks)


def test_nothing_is_added_to_a_car_that_is_through_its_checks():
    shop = Story()
    car = shop.at_final()
    add_on = reported(shop, car, REN, can_go_on=True)
    priced(shop, car, add_on)
    shop.sign(REN, car, "final")
    assert answered(shop, car, add_on) == "work_is_over"
    assert answered(shop, car, add_on, "refused") == "done"


def test_an_answer_is_not_undone_and_a_report_is():
    shop = Story()
    car = shop.working()
    add_on = reported(shop, car)
    assert shop.says(ZHENG, "undo", car) == "done"
    assert shop[car].lane == "working" and not shop[car].add_ons
    add_on = reported(shop, car)
    priced(shop, car, add_on)
    answered(shop, car, add_on)
    assert shop.says(CHEN, "undo", car) == "cannot_undo"


def test_a_car_with_an_open_add_on_may_still_be_cancelled():
    shop = Story()
    car = shop.working()
    reported(shop, car)
    shop.do(CHEN, "cancel_card", car, reason="客户不修了")
    assert shop[car].lane == "settling" and shop[car].unrepaired
    shop.made_ready(car)
    shop.do(CHEN, "hand_over", car)
    shop.do(LIANG, "reopen_card", car, reason="回来了")
    assert shop[car] == fold(shop.story(car))


def test_erased_words_leave_the_story_whole():
    shop = Story()
    car = shop.working()
    add_on = reported(shop, car)
    priced(shop, car, add_on)
    answered(shop, car, add_on)
    shop.now += timedelta(minutes=1)
    assert shop[car] == fold(shop.story(car))
