"""The order in a lane: the foreman's own, redo, rework and parts, appointments, then entry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.card.between import DIGITS, between
from tests.cast import CHEN, DING, ENGINE, LI, REN, WU, ZHENG, at
from tests.story import Story


def test_without_anything_special_who_came_first_is_first():
    shop = Story()
    cars = []
    for _ in range(3):
        cars.append(shop.queued())
        shop.wait(minutes=1)
    assert shop.order("queued") == cars


def test_redo_goes_before_rework_and_parts_and_these_before_appointments():
    shop = Story()
    plain = shop.queued()
    appointment = shop.dispatched(shop.checked_in(shop.due("8:30")))
    parts = shop.do(DING, "parts_arrived", shop.stopped())
    rework = shop.queued(kind="rework")
    redo = shop.fail(ZHENG, shop.checking(), "self")
    assert shop.order("queued") == [redo, parts, rework, appointment, plain]


@pytest.mark.parametrize("lane", ["arrived", "waiting", "queued", "washing", "settling"])
def test_an_appointment_goes_first_at_reception_repair_wash_and_bill(lane):
    shop = Story()
    walk_in = shop.in_lane(lane)
    shop.wait(minutes=1)
    car = shop.do(CHEN, "arrive", shop.booked("18:00"))
    ways = ("arrived", "waiting", "queued", "washing", "settling")
    if lane != "arrived":
        shop.checked_in(car, "19:00")
    if lane not in ("arrived", "waiting"):
        shop.dispatched(car)
    if ways.index(lane) > 2:
        shop.do(CHEN, "edit_card", car, wash=lane == "washing")
        shop.sign(ZHENG, shop.work_on(car, ZHENG), "self")
        shop.sign(WU, car, "peer")
        shop.sign(REN, car, "final")
    assert shop.order(lane) == [car, walk_in]


def test_at_the_final_check_appointments_go_first_but_not_at_the_self_check():
    shop = Story()
    walk_in = shop.checking()
    car = shop.work_on(shop.dispatched(shop.checked_in(shop.due("18:00"), "19:00")), ZHENG)
    assert shop.order("checking") == [walk_in, car]
    for one in (walk_in, car):
        shop.sign(WU, shop.sign(ZHENG, one, "self"), "peer")
    assert shop.order("checking") == [car, walk_in]


def test_bookings_hang_by_their_appointment_not_by_when_they_were_made():
    shop = Story()
    late, early = shop.booked("15:00"), shop.booked("9:00")
    assert shop.order("booked") == [early, late]


def test_redo_ends_with_the_final_check_and_parts_arrived_when_work_starts():
    shop = Story()
    car = shop.fail(ZHENG, shop.checking(), "self")
    shop.do(DING, "parts_arrived", car)
    assert shop[car].flags == ["redo", "parts_arrived"]
    shop.work_on(car, ZHENG)
    assert shop[car].flags == ["redo"]
    shop.sign(REN, shop.sign(WU, shop.sign(ZHENG, car, "self"), "peer"), "final")
    assert shop[car].flags == []


def test_the_foremans_own_place_goes_before_all_rules_until_the_card_moves_on():
    shop = Story()
    redo = shop.fail(ZHENG, shop.checking(), "self")
    plain = shop.queued()
    shop.do(LI, "prioritise_card", plain, before=redo, reason="客户赶飞机")
    assert shop.order("queued") == [plain, redo]
    shop.do(ZHENG, "start_work", plain)
    assert shop[plain].own_rank is None


def test_a_car_is_hung_between_two_others_again_and_again():
    shop = Story()
    first, last = shop.queued(), shop.queued()
    for _ in range(40):
        car = shop.queued()
        shop.do(LI, "prioritise_card", car, before=last, reason="调整")
        assert shop.order("queued")[-2:] == [car, last]
    assert shop.order("queued")[0] == first
    assert len(shop[car].rank) < 100


def test_dispatch_can_name_the_place_in_the_queue():
    shop = Story()
    first, second = shop.queued(), shop.queued()
    car = shop.waiting()
    shop.do(LI, "dispatch_card", car, team=ENGINE, before=second)
    assert shop.order("queued") == [first, car, second]


def test_only_the_foreman_hangs_a_car_elsewhere():
    shop = Story()
    first, car = shop.queued(), shop.queued()
    said = shop.says(CHEN, "prioritise_card", car, before=first, reason="我的客户")
    assert said == "forbidden"


def test_a_place_before_a_car_of_another_lane_is_refused():
    shop = Story()
    car = shop.queued()
    for other in (shop.waiting(), car, "nowhere"):
        assert shop.says(LI, "prioritise_card", car, before=other, reason="急") == "not_in_lane"
    said = shop.says(LI, "dispatch_card", shop.waiting(), team=ENGINE, before=shop.waiting())
    assert said == "not_in_lane"


def test_two_cars_that_share_a_place_still_leave_room_before_both():
    shop = Story()
    first, last = shop.queued(), shop.queued()
    moved = shop.queued()
    shop.do(LI, "prioritise_card", moved, before=last, reason="急")
    shop.do(ZHENG, "start_work", moved)
    other = shop.queued()
    shop.do(LI, "prioritise_card", other, before=last, reason="更急")
    shop.do(ZHENG, "undo", moved)
    assert shop[moved].rank == shop[other].rank
    car = shop.queued()
    for twin in (moved, other):
        shop.do(LI, "prioritise_card", car, before=twin, reason="最急")
        assert shop.order("queued")[:2] == [first, car]


def test_another_day_has_another_order():
    shop = Story()
    tuesday = shop.booked("9:00", day=24)
    monday = shop.booked("9:00")
    shop.do(LI, "prioritise_card", tuesday, before=monday, reason="先问")
    shop.do(CHEN, "reschedule_card", tuesday, appointment_at=at("9:00", 25), reason="改期")
    assert shop.order("booked") == [monday, tuesday]


texts = st.text(DIGITS, min_size=1, max_size=12).filter(lambda t: not t.endswith("0"))


@given(st.one_of(st.just(""), texts), texts)
def test_there_is_always_room_between_two_places(low, high):
    if low == high:
        with pytest.raises(ValueError):
            between(low, high)
        return
    low, high = min(low, high), max(low, high)
    middle = between(low, high)
    assert low < middle < high
    assert not middle.endswith("0")
