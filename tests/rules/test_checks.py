"""The three-level check: self, peer, final, by three different people; failed means anew."""

import pytest

from tests.cast import CAI, DENG, FENG, JIANG, LI, REN, WU, ZHENG, at
from tests.story import Story


def says(shop: Story, who: object, car: str, level: str, **more: object) -> str:
    return shop.says(who, "sign_check", car, **{"level": level, "passed": True} | more)


def test_three_signatures_lead_to_the_wash_or_the_bill():
    shop = Story()
    car = shop.checking(wash=True)
    for who, level in ((ZHENG, "self"), (WU, "peer"), (REN, "final")):
        assert shop[car].state == level
        shop.sign(who, car, level)
    assert (shop[car].lane, shop[car].state) == ("washing", "waiting")
    dry = shop.settling()
    assert (shop[dry].lane, shop[dry].state) == ("settling", "open")


@pytest.mark.parametrize("level", ["peer", "final"])
def test_no_level_is_passed_over(level):
    shop = Story()
    car = shop.checking()
    facts = shop.refusal(REN, "sign_check", car, level=level, passed=True)
    assert facts == {"level": level, "due": "self"}


def test_a_level_is_signed_once():
    shop = Story()
    assert says(shop, ZHENG, shop.at_peer(), "self") == "not_this_level"


def test_the_self_check_is_signed_by_one_who_did_the_work():
    shop = Story()
    car = shop.checking(ZHENG, FENG)
    assert says(shop, CAI, car, "self") == "not_the_worker"
    assert says(shop, WU, car, "self") == "not_the_worker"
    assert says(shop, FENG, car, "self") == "done"


def test_the_leader_signs_the_peer_check():
    shop = Story()
    car = shop.at_peer()
    assert says(shop, CAI, car, "peer") == "leader_signs"
    assert says(shop, REN, car, "peer") == "leader_signs"
    assert says(shop, WU, car, "peer") == "done"


def test_where_the_leader_worked_a_technician_of_the_team_who_did_not_signs():
    shop = Story()
    car = shop.sign(ZHENG, shop.checking(ZHENG, FENG, WU), "self")
    assert says(shop, WU, car, "peer") == "worked_on_it"
    assert says(shop, FENG, car, "peer") == "worked_on_it"
    assert says(shop, DENG, car, "peer") == "peer_of_the_team"
    assert says(shop, CAI, car, "peer") == "done"


def test_where_the_leader_is_absent_a_technician_of_the_team_signs():
    shop = Story()
    car = shop.at_peer()
    shop.absent(WU)
    assert says(shop, CAI, car, "peer") == "done"


def test_who_signed_one_level_signs_no_other():
    shop = Story()
    car = shop.at_peer()
    assert says(shop, ZHENG, car, "peer") == "signed_already"
    shop.absent(WU)
    shop.sign(JIANG, car, "peer")
    assert says(shop, JIANG, car, "final") == "signed_already"
    assert says(shop, REN, car, "final") == "done"


def test_the_final_check_is_the_inspectors():
    shop = Story()
    car = shop.at_final()
    assert says(shop, CAI, car, "final") == "inspector_signs"
    assert says(shop, LI, car, "final") == "forbidden"
    assert says(shop, REN, car, "final") == "done"


def test_an_inspector_who_worked_on_the_car_does_not_sign_it_off():
    shop = Story()
    car = shop.checking(ZHENG, JIANG)
    shop.sign(WU, shop.sign(ZHENG, car, "self"), "peer")
    assert says(shop, JIANG, car, "final") == "worked_on_it"


def test_a_failed_check_names_the_fault_and_sends_the_car_to_the_front_of_the_queue():
    shop = Story()
    waiting = shop.queued()
    car = shop.at_final()
    assert says(shop, REN, car, "final", passed=False) == "name_the_fault"
    shop.fail(REN, car, "final")
    assert (shop[car].lane, "redo" in shop[car].flags) == ("queued", True)
    assert shop[car].checks[-1].faults == ["制动盘螺栓未紧"]
    assert shop.order("queued") == [car, waiting]


@pytest.mark.parametrize("level", ["self", "peer", "final"])
def test_after_a_failure_all_three_levels_are_signed_anew(level):
    shop = Story()
    by = {"self": ZHENG, "peer": WU, "final": REN}
    car = {"self": shop.checking, "peer": shop.at_peer, "final": shop.at_final}[level]()
    shop.work_on(shop.fail(by[level], car, level), ZHENG)
    assert shop[car].state == "self"
    for name, who in by.items():
        shop.sign(who, car, name)
    assert shop[car].lane == "settling"
    assert len(shop[car].checks) == 3 + ["self", "peer", "final"].index(level) + 1


def test_who_worked_before_the_failure_only_may_sign_after_it():
    shop = Story()
    car = shop.checking(JIANG)
    shop.work_on(shop.fail(JIANG, car, "self"), ZHENG)
    assert says(shop, JIANG, car, "self") == "not_the_worker"
    shop.sign(WU, shop.sign(ZHENG, car, "self"), "peer")
    assert says(shop, JIANG, car, "final") == "done"


def test_nobody_corrects_their_work_away_to_sign_the_final_check():
    shop = Story(at("6:30"))
    car = shop.fail(REN, shop.at_final(), "final")
    shop.wait(minutes=60)
    shop.do(ZHENG, "start_work", car)
    shop.do(JIANG, "start_work", car)
    shop.wait(minutes=10)
    shop.do(WU, "finish_work", car)
    shop.do(LI, "correct_interval", car, interval=shop[car].intervals[2].id, start=at("7:10"),
            to=at("7:30"), reason="记错")  # fmt: skip
    shop.sign(WU, shop.sign(ZHENG, car, "self"), "peer")
    assert says(shop, JIANG, car, "final") == "worked_on_it"


def test_work_done_in_no_time_after_a_failure_can_still_be_signed():
    shop = Story()
    car = shop.fail(ZHENG, shop.checking(), "self")
    shop.do(FENG, "start_work", car)
    shop.do(FENG, "finish_work", car, confirmed=True)
    assert says(shop, FENG, car, "self") == "done"


def test_a_signature_says_what_was_looked_at_and_how_far_it_was_driven():
    shop = Story()
    car = shop.do(ZHENG, "sign_check", shop.checking(), level="self", passed=True,
                  items=["约定项目完成", "紧固"], road_test_km=6)  # fmt: skip
    check = shop[car].signed("self")
    assert (check.person, check.items) == (ZHENG.id, ["约定项目完成", "紧固"])
    assert (check.road_test_km, check.at) == (6, shop.now)
