"""Dispatch: the foreman, or a leader inside the team, gives work out and gives it priority."""

from dataclasses import replace

from tests.cast import (
    CHEN,
    DENG,
    ENGINE,
    FENG,
    HYBRID,
    LI,
    PEOPLE,
    SHI,
    WASHERS,
    WU,
    XIE,
    ZHENG,
    directory,
)
from tests.story import Story


def test_dispatch_queues_the_car_with_team_people_and_bay():
    shop = Story()
    car = shop.dispatched(shop.waiting(), ZHENG, FENG, bay="A3")
    card = shop[car]
    assert (card.lane, card.team, card.bay) == ("queued", ENGINE, "A3")
    assert card.technicians == [ZHENG.id, FENG.id]


def test_a_team_may_get_the_work_before_anyone_in_it_is_named():
    shop = Story()
    car = shop.do(LI, "dispatch_card", shop.waiting(), team=ENGINE)
    assert (shop[car].lane, shop[car].technicians) == ("queued", [])


def test_a_leader_dispatches_inside_the_own_team_only():
    shop = Story()
    car = shop.waiting()
    assert shop.says(XIE, "dispatch_card", car, team=ENGINE) == "forbidden"
    assert shop.says(WU, "dispatch_card", car, team=ENGINE, technicians=[ZHENG.id]) == "done"
    assert shop.says(XIE, "dispatch_card", car, team=HYBRID) == "forbidden"


def test_reassigning_leaves_the_lane_as_it_is():
    shop = Story()
    for lane in ("queued", "stopped"):
        car = shop.in_lane(lane)
        shop.dispatched(car, DENG, team=HYBRID)
        assert (shop[car].lane, shop[car].team) == (lane, HYBRID)
        assert shop[car].technicians == [DENG.id]


def test_who_works_on_the_car_cannot_be_taken_off_it():
    shop = Story()
    car = shop.working(ZHENG)
    facts = shop.refusal(LI, "dispatch_card", car, team=ENGINE, technicians=[FENG.id])
    assert facts == {"person": ZHENG.id}
    assert shop.says(LI, "dispatch_card", car, team=ENGINE,
                     technicians=[ZHENG.id, FENG.id]) == "done"  # fmt: skip


def test_only_technicians_of_the_team_who_are_there_get_work():
    shop = Story()
    car = shop.waiting()

    def says(team: str, *people: str) -> str:
        return shop.says(LI, "dispatch_card", car, team=team, technicians=list(people))

    assert says("夜班组", ZHENG.id) == "unknown_team"
    assert says(ENGINE, "T99") == "unknown_technician"
    assert says(WASHERS, SHI.id) == "nobody_works_there"
    assert says(WASHERS) == "nobody_works_there"
    assert says(ENGINE, DENG.id) == "not_in_team"
    assert says(ENGINE, ZHENG.id, ZHENG.id) == "technician_twice"
    shop.absent(ZHENG)
    assert says(ENGINE, ZHENG.id) == "absent"
    shop.wait(minutes=24 * 60)
    assert says(ENGINE, ZHENG.id) == "done"


def test_who_has_left_the_shop_gets_no_work():
    shop = Story()
    gone = PEOPLE | {ZHENG.id: replace(ZHENG, active=False)}
    shop.directory = replace(directory(), people=gone)
    said = shop.says(LI, "dispatch_card", shop.waiting(), team=ENGINE, technicians=[ZHENG.id])
    assert said == "unknown_technician"


def test_a_car_being_worked_on_cannot_be_moved_into_a_taken_bay():
    shop = Story()
    shop.working(ZHENG, bay="A1")
    car = shop.working(FENG, bay="A2")
    team = {"team": ENGINE, "technicians": [FENG.id]}
    assert shop.says(LI, "dispatch_card", car, **team, bay="A1") == "bay_taken"
    assert shop.says(LI, "dispatch_card", car, **team, bay="A2") == "done"
    assert shop.says(LI, "dispatch_card", car, **team, bay="A3") == "done"


def test_a_car_may_queue_for_a_bay_that_is_still_taken():
    shop = Story()
    shop.working(ZHENG, bay="A1")
    assert shop[shop.queued(FENG, bay="A1")].bay == "A1"


def test_the_foreman_sets_any_flag_and_the_advisor_two_of_them():
    shop = Story()
    car = shop.queued()

    def flags(who: object, flag: str, on: bool = True) -> str:
        return shop.says(who, "prioritise_card", car, flag=flag, on=on, reason="客户来电")

    assert flags(LI, "safety") == flags(LI, "rework") == "done"
    assert flags(CHEN, "safety") == flags(CHEN, "rework") == "forbidden"
    assert flags(CHEN, "complaint") == flags(CHEN, "waiting_on_site") == "done"
    assert shop[car].flags == ["rework", "complaint", "safety", "waiting_on_site"]
    assert flags(CHEN, "complaint", on=False) == flags(CHEN, "waiting_on_site", on=False) == "done"
    assert shop[car].flags == ["rework", "safety"]


def test_priority_is_a_flag_or_a_place_and_not_both():
    shop = Story()
    car, other = shop.queued(), shop.queued()
    for args in ({}, {"flag": "safety"}, {"flag": "safety", "on": True, "before": other}):
        assert shop.says(LI, "prioritise_card", car, reason="急", **args) == "flag_or_place"


def test_the_kind_of_job_carries_its_own_flag():
    shop = Story()
    assert shop[shop.arrived(kind="warranty")].flags == ["warranty"]
    assert shop[shop.arrived(kind="rework")].flags == ["rework"]
