"""Work: it starts, stops, changes hands and ends; one running interval per person."""

from datetime import timedelta

import pytest

from tests.cast import CAI, DENG, FENG, LI, SHI, WU, XIE, ZHENG, at
from tests.story import Story


def minutes(shop: Story, car: str) -> list[tuple[str, int | None]]:
    """Who worked on the car for how long; None while it runs."""
    return [
        (i.technician, None if i.to is None else (i.to - i.start) // timedelta(minutes=1))
        for i in shop[car].intervals
    ]


def test_work_starts_the_timer_of_one_technician():
    shop = Story()
    car = shop.do(ZHENG, "start_work", shop.queued(ZHENG, FENG))
    assert (shop[car].lane, minutes(shop, car)) == ("working", [(ZHENG.id, None)])


def test_a_technician_of_the_team_joins_by_starting():
    shop = Story()
    car = shop.working(ZHENG)
    shop.do(CAI, "start_work", car)
    assert shop[car].technicians == [ZHENG.id, CAI.id]
    assert len(shop[car].running) == 2


def test_nobody_of_another_team_works_on_the_car():
    shop = Story()
    car = shop.queued()
    assert shop.says(DENG, "start_work", car) == "not_in_team"
    assert shop.says(WU, "start_work", car, technician=DENG.id) == "not_in_team"
    assert shop.says(WU, "start_work", car, technician=SHI.id) == "unknown_technician"
    assert shop.says(WU, "start_work", car, technician="T99") == "unknown_technician"


def test_nobody_starts_twice_on_the_same_car():
    shop = Story()
    assert shop.says(ZHENG, "start_work", shop.working(ZHENG)) == "already_working"


def test_a_technician_speaks_for_nobody_else():
    shop = Story()
    car = shop.working(FENG)
    assert shop.says(ZHENG, "start_work", car, technician=CAI.id) == "forbidden"
    assert shop.says(ZHENG, "pause_work", car, reason="bay", technician=FENG.id) == "forbidden"
    assert shop.says(XIE, "finish_work", car, technician=FENG.id) == "forbidden"
    assert shop.says(WU, "start_work", car, technician=CAI.id) == "done"
    assert shop.says(WU, "finish_work", car, technician=FENG.id) == "done"


def test_who_works_elsewhere_is_asked_before_switching():
    shop = Story()
    first = shop.working(ZHENG)
    second = shop.queued()
    assert shop.refusal(ZHENG, "start_work", second) == {"person": ZHENG.id, "card": first}
    versions = shop[first].version, shop[second].version
    shop.do(ZHENG, "start_work", second, switch=True)
    assert (shop[first].lane, shop[first].stop_reason) == ("stopped", "other_job")
    assert shop[second].lane == "working"
    assert (shop[first].version, shop[second].version) == (versions[0] + 1, versions[1] + 1)


def test_switching_leaves_the_others_at_work():
    shop = Story()
    first = shop.working(ZHENG, FENG)
    shop.do(ZHENG, "start_work", shop.queued(), switch=True)
    assert shop[first].lane == "working"
    assert [i.technician for i in shop[first].running] == [FENG.id]


def test_a_bay_holds_one_car_at_work():
    shop = Story()
    shop.working(ZHENG, bay="A1")
    car = shop.queued(FENG, bay="A1")
    assert shop.says(FENG, "start_work", car) == "bay_taken"
    assert shop.says(ZHENG, "start_work", car, switch=True) == "done"


def test_switching_does_not_clear_a_bay_where_another_goes_on():
    shop = Story()
    shop.working(ZHENG, FENG, bay="A1")
    car = shop.queued(bay="A1")
    assert shop.says(ZHENG, "start_work", car, switch=True) == "bay_taken"


def test_the_car_stops_when_the_last_one_pauses():
    shop = Story()
    car = shop.working(ZHENG, FENG)
    shop.do(ZHENG, "pause_work", car, reason="bay")
    assert (shop[car].lane, shop[car].stop_reason) == ("working", None)
    shop.do(FENG, "pause_work", car, reason="parts", parts_expected_at=at("15:00"))
    assert (shop[car].lane, shop[car].stop_reason) == ("stopped", "parts")
    assert shop[car].parts_expected_at == at("15:00")
    assert minutes(shop, car) == [(ZHENG.id, 30), (FENG.id, 30)]


def test_leader_and_foreman_pause_one_or_all():
    for who in (WU, LI):
        shop = Story()
        car = shop.working(ZHENG, FENG, CAI)
        shop.do(who, "pause_work", car, reason="support", technician=FENG.id)
        assert [i.technician for i in shop[car].running] == [ZHENG.id, CAI.id]
        shop.do(who, "pause_work", car, reason="support")
        assert shop[car].lane == "stopped"


def test_a_leader_at_work_ends_the_own_interval_only():
    shop = Story()
    car = shop.working(WU, ZHENG)
    shop.do(WU, "pause_work", car, reason="bay")
    assert [i.technician for i in shop[car].running] == [ZHENG.id]


def test_who_does_not_work_on_it_has_nothing_to_end():
    shop = Story()
    car = shop.working(ZHENG)
    assert shop.says(FENG, "pause_work", car, reason="bay") == "not_working"
    assert shop.says(FENG, "finish_work", car) == "not_working"
    assert shop.says(LI, "pause_work", car, reason="bay", technician=FENG.id) == "not_working"


def test_work_is_resumed_with_a_new_interval():
    shop = Story()
    car = shop.stopped("bay")
    shop.wait(minutes=15)
    shop.do(ZHENG, "resume_work", car)
    shop.wait(minutes=20)
    assert (shop[car].lane, shop[car].stop_reason) == ("working", None)
    assert minutes(shop, car) == [(ZHENG.id, 30), (ZHENG.id, None)]


def test_a_foreman_resumes_for_somebody_named():
    shop = Story()
    car = shop.stopped("bay")
    assert shop.says(LI, "resume_work", car) == "name_technician"
    shop.do(LI, "resume_work", car, technician=FENG.id)
    assert shop[car].running_of(FENG.id)


def test_resuming_is_refused_to_one_who_works_elsewhere():
    shop = Story()
    car = shop.stopped("bay")
    other = shop.working(ZHENG)
    assert shop.says(ZHENG, "resume_work", car) == "running_elsewhere"
    shop.do(ZHENG, "resume_work", car, switch=True)
    assert (shop[car].lane, shop[other].lane) == ("working", "stopped")


def test_work_goes_from_hand_to_hand_without_a_gap():
    shop = Story()
    car = shop.working(ZHENG)
    shop.do(ZHENG, "hand_work_over", car, to=FENG.id)
    assert shop[car].lane == "working"
    assert minutes(shop, car) == [(ZHENG.id, 30), (FENG.id, None)]


def test_work_is_handed_to_one_of_the_team_who_is_free():
    shop = Story()
    car = shop.working(ZHENG, FENG)
    assert shop.says(ZHENG, "hand_work_over", car, to=DENG.id) == "not_in_team"
    assert shop.says(ZHENG, "hand_work_over", car, to=FENG.id) == "already_working"
    assert shop.says(ZHENG, "hand_work_over", car, to="T99") == "unknown_technician"
    shop.working(CAI)
    assert shop.says(ZHENG, "hand_work_over", car, to=CAI.id) == "running_elsewhere"
    assert shop.says(LI, "hand_work_over", car, to=WU.id) == "name_technician"
    assert shop.says(LI, "hand_work_over", car, to=WU.id, technician=FENG.id) == "done"


def test_the_car_goes_to_its_check_when_the_last_one_finishes():
    shop = Story()
    car = shop.working(ZHENG, FENG)
    shop.do(ZHENG, "finish_work", car, cause="螺栓松动", work_done="紧固", result="试车正常")
    assert shop[car].lane == "working"
    shop.do(FENG, "finish_work", car)
    assert (shop[car].lane, shop[car].state) == ("checking", "self")
    said = shop[car].work[0]
    assert (said.by, said.cause, said.work_done) == (ZHENG.id, "螺栓松动", "紧固")
    assert said.result == "试车正常"


def test_the_car_stops_if_the_last_one_pauses_though_others_finished():
    shop = Story()
    car = shop.working(ZHENG, FENG)
    shop.do(ZHENG, "finish_work", car)
    shop.do(FENG, "pause_work", car, reason="parts")
    assert shop[car].lane == "stopped"


def test_a_leader_finishes_for_all():
    shop = Story()
    car = shop.do(WU, "finish_work", shop.working(ZHENG, FENG))
    assert (shop[car].lane, shop[car].running) == ("checking", [])


def test_a_delay_is_reported_with_minutes_and_reason():
    shop = Story()
    car = shop.do(ZHENG, "report_delay", shop.working(), minutes=40, reason="螺栓锈死")
    delay = shop[car].delays[0]
    assert (delay.minutes, delay.reason, delay.by) == (40, "螺栓锈死", ZHENG.id)
    assert shop[car].lane == "working"


@pytest.mark.parametrize("begun", ["start_work", "resume_work"])
def test_a_second_tap_on_the_same_place_does_not_finish_the_job(begun):
    shop = Story()
    car = shop.queued() if begun == "start_work" else shop.stopped()
    shop.do(ZHENG, begun, car)
    shop.wait(seconds=1)
    assert shop.says(ZHENG, "finish_work", car) == "just_started"
    assert shop.refusal(ZHENG, "finish_work", car) == {"person": ZHENG.id, "seconds": 10}
    assert shop[car].lane == "working"
    shop.wait(seconds=9)
    assert shop.says(ZHENG, "finish_work", car) == "done"


def test_who_really_means_it_finishes_at_once():
    shop = Story()
    car = shop.do(ZHENG, "start_work", shop.queued())
    shop.do(ZHENG, "finish_work", car, confirmed=True)
    assert shop[car].lane == "checking"


def test_a_leader_finishes_for_another_at_any_moment():
    shop = Story()
    car = shop.do(ZHENG, "start_work", shop.queued())
    assert shop.says(WU, "finish_work", car, technician=ZHENG.id) == "done"


def test_a_mate_who_just_joined_holds_up_nobody_elses_finish():
    shop = Story()
    car = shop.working(ZHENG)
    shop.do(CAI, "start_work", car)
    assert shop.says(CAI, "finish_work", car) == "just_started"
    assert shop.says(ZHENG, "finish_work", car) == "done"
