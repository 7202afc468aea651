"""Recorded times: the clock closes what runs on at shift end, leaders and the foreman correct."""

from board.people.people import Person
from board.people.rights import CLOCK
from tests.cast import CHEN, DING, FENG, LI, WU, ZHENG, at
from tests.story import Story


def test_at_shift_end_the_clock_stops_the_work_for_the_leader_to_correct():
    shop = Story()
    car = shop.working(ZHENG)
    assert shop.says(CLOCK, "pause_work", car, reason="off_shift") == "shift_not_over"
    shop.now = at("18:20")
    shop.do(CLOCK, "pause_work", car, reason="off_shift")
    assert (shop[car].lane, shop[car].stop_reason) == ("stopped", "off_shift")
    interval = shop[car].intervals[0]
    assert (interval.to, interval.needs_correction) == (at("18:00"), True)
    shop.do(WU, "correct_interval", car, interval=interval.id, to=at("17:40"), reason="忘点暂停")
    assert (interval.to, interval.needs_correction) == (at("17:40"), False)


def test_the_clock_ends_each_interval_at_the_end_of_its_own_shift():
    shop = Story(at("16:30"))
    car = shop.working(ZHENG)
    shop.now = at("18:30")
    shop.do(FENG, "start_work", car)
    shop.do(CLOCK, "pause_work", car, reason="off_shift")
    assert [i.technician for i in shop[car].running] == [FENG.id]
    shop.now = at("0:05", 24)
    shop.do(CLOCK, "pause_work", car, reason="off_shift")
    assert [i.to for i in shop[car].intervals] == [at("18:00"), at("0:00", 24)]
    assert shop[car].lane == "stopped"


def test_a_clock_that_slept_closes_everything_in_one_command():
    shop = Story(at("16:30"))
    car = shop.working(ZHENG)
    shop.now = at("18:30")
    shop.do(FENG, "start_work", car)
    shop.now = at("7:00", 24)
    version = shop[car].version
    shop.do(CLOCK, "pause_work", car, reason="off_shift")
    assert [i.to for i in shop[car].intervals] == [at("18:00"), at("0:00", 24)]
    assert (shop[car].lane, shop[car].version) == ("stopped", version + 1)


def test_who_leaves_in_time_has_nothing_to_correct():
    shop = Story()
    car = shop.do(ZHENG, "pause_work", shop.working(ZHENG), reason="off_shift")
    assert not shop[car].intervals[0].needs_correction


def test_only_the_clock_is_the_clock():
    shop = Story()
    car = shop.working(ZHENG)
    namesake = Person("clock", "钟", ("technician",), "机电一组")
    assert shop.says(namesake, "pause_work", car, reason="off_shift") == "not_working"


def test_corrected_times_are_past_in_order_and_never_two_cars_at_once():
    shop = Story()
    first = shop.do(ZHENG, "finish_work", shop.working(ZHENG))  # 8:00 to 8:30
    second = shop.do(ZHENG, "finish_work", shop.working(ZHENG))  # 8:30 to 9:00
    interval = shop[second].intervals[0].id

    def says(**times: object) -> str:
        return shop.says(LI, "correct_interval", second, interval=interval, reason="记错", **times)

    assert says(start=at("8:15")) == "overlaps"
    assert says(to=at("9:01")) == says(start=at("9:01")) == "in_future"
    assert says(to=at("8:30")) == says(start=at("9:00")) == "ends_before_start"
    assert says(start=at("8:45"), to=at("8:55")) == "done"
    assert shop.says(LI, "correct_interval", first, interval=interval, reason="记错") == (
        "unknown_interval"
    )


def test_a_running_interval_is_ended_by_pausing_not_by_correcting():
    shop = Story()
    arrived = shop.queued(ZHENG)
    shop.wait(minutes=20)
    car = shop.do(ZHENG, "start_work", arrived)
    shop.wait(minutes=10)
    args = {"interval": shop[car].intervals[0].id, "reason": "忘点开工"}
    assert shop.says(WU, "correct_interval", car, to=at("8:20"), **args) == "still_working"
    shop.do(WU, "correct_interval", car, start=at("8:10"), **args)
    assert shop[car].intervals[0].start == at("8:10")
    assert shop[car].running


def test_nobody_worked_on_a_car_before_it_arrived():
    shop = Story()
    car = shop.do(ZHENG, "finish_work", shop.working(ZHENG))
    interval = shop[car].intervals[0].id
    said = shop.says(
        LI, "correct_interval", car, interval=interval, start=at("7:59"), reason="记错"
    )
    assert said == "before_arrival"
    shop.do(LI, "correct_interval", car, interval=interval, start=at("8:00"), reason="记错")


def test_what_is_yet_to_come_is_not_expected_in_the_past():
    shop = Story()
    car, past = shop.working(ZHENG), shop.now
    assert shop.says(DING, "expect_parts", car, expected_at=past) == "expected_in_past"
    args = {"reason": "parts", "parts_expected_at": past}
    assert shop.says(ZHENG, "pause_work", car, **args) == "expected_in_past"
    args = {"about": "progress", "channel": "phone", "outcome": "told"}
    assert shop.says(CHEN, "tell_customer", car, promise=past, **args) == "promise_in_past"
