"""Who is to be phoned: late customers, findings, cars that are ready, appointments."""

from datetime import timedelta

from board.card.values import Forecast
from board.duties.calls import advisors_calls, appointment_calls
from tests.cast import CHEN, MENG, WU, ZHENG, ZHONG, at
from tests.story import Story

PHONE = {"channel": "phone", "outcome": "told"}


def abouts(shop: Story) -> list[tuple[str, str]]:
    return [(c.about, c.card.id) for c in advisors_calls(shop.cards.values(), shop.hours, shop.now)]


def test_what_must_be_said_first_is_first():
    shop = Story()
    ready, found = shop.ready(), shop.working(ZHENG)
    shop.do(ZHENG, "report_add_on", found, what="刹车片", urgency="safety", can_go_on=True)
    assert abouts(shop) == [("add_on", found), ("ready", ready)]
    shop.now = shop[found].promise_at
    shop.wait(minutes=1)
    assert abouts(shop) == [("add_on", found), ("late", found), ("ready", ready)]


def test_a_stopped_safety_finding_is_the_first_call():
    shop = Story()
    other, stopped = shop.working(ZHENG), shop.working(WU)
    shop.do(ZHENG, "report_add_on", other, what="雨刮", urgency="safety", can_go_on=True)
    shop.do(ZHENG, "report_add_on", other, what="轮胎", urgency="soon", can_go_on=False)
    shop.wait(minutes=9)
    shop.do(WU, "report_add_on", stopped, what="转向节", urgency="safety", can_go_on=False)
    assert abouts(shop)[0] == ("add_on", stopped)


def test_what_one_customer_is_to_hear_is_one_call():
    """It stands where the most urgent of it belongs."""
    shop = Story()
    shop.working(WU)
    both = shop.working(ZHENG)
    shop.wait(minutes=90)
    shop.do(ZHENG, "report_add_on", both, what="刹车片", urgency="safety", can_go_on=True)
    shop.now = shop[both].promise_at - timedelta(minutes=1)
    calls = advisors_calls(shop.cards.values(), shop.hours, shop.now)
    cars = [call.card.id for call in calls]
    assert len(cars) > len(set(cars)) > 1
    assert all(cars.index(id) + cars.count(id) - 1 == len(cars) - 1 - cars[::-1].index(id)
               for id in cars)  # fmt: skip
    assert calls[0].due_at == min(call.due_at for call in calls if call.due_at)


def test_told_once_is_told_until_there_is_something_new():
    shop = Story()
    ready = shop.ready()
    shop.do(CHEN, "tell_customer", ready, about="ready", **PHONE)
    assert abouts(shop) == []
    shop.do(CHEN, "tell_customer", ready, about="progress", **PHONE)
    assert abouts(shop) == []


def test_who_heard_that_all_is_well_is_phoned_when_it_no_longer_is():
    shop = Story()
    car = shop.working()
    shop.now = at("15:10")
    assert abouts(shop) == [("progress", car)]
    shop.do(CHEN, "tell_customer", car, about="progress", **PHONE)
    assert abouts(shop) == []
    shop[car].forecast = Forecast(at("18:00"), at("18:30"))
    assert abouts(shop) == [("late", car)]


def test_each_finding_is_a_call_of_its_own():
    shop = Story()
    car = shop.working()
    for what in ("刹车片", "轮胎"):
        shop.do(ZHENG, "report_add_on", car, what=what, urgency="soon", can_go_on=True)
    assert abouts(shop) == [("add_on", car)] * 2
    for add_on in shop[car].add_ons:
        shop.do(CHEN, "price_add_on", car, add_on=add_on.id, price_fen=1, minutes=1)
    answered, open = shop[car].add_ons
    shop.do(CHEN, "tell_customer", car, about="add_on", **PHONE)
    shop.do(CHEN, "answer_add_on", car, add_on=answered.id, offer=answered.offers[-1].id,
            answer="refused", channel="phone", spoke_to="本人")  # fmt: skip
    [call] = advisors_calls([shop[car]], shop.hours, shop.now)
    assert call.add_on and call.add_on.id == open.id
    assert call.due_at == open.reported_at + timedelta(minutes=10)
    shop.do(CHEN, "answer_add_on", car, add_on=open.id, offer=open.offers[-1].id,
            answer="unreachable", channel="phone")  # fmt: skip
    [call] = advisors_calls([shop[car]], shop.hours, shop.now)
    assert call.tried == [shop.now]
    shop.do(CHEN, "cancel_card", car, reason="客户不修了")
    assert abouts(shop) == []


def test_calls_not_answered_are_remembered():
    shop = Story()
    car = shop.ready()
    for _ in range(2):
        shop.do(CHEN, "tell_customer", car, about="ready", channel="phone", outcome="unreachable")
    [call] = advisors_calls([shop[car]], shop.hours, shop.now)
    assert len(call.tried) == 2


def test_a_car_that_has_not_come_is_no_late_car():
    shop = Story()
    car = shop.due("9:00", promise_at=at("9:30"))
    shop.now = at("9:14")
    assert abouts(shop) == []
    shop.now = at("9:45")
    assert abouts(shop) == [("appointment", car)]
    shop.do(MENG, "tell_customer", car, about="appointment", **PHONE)
    assert abouts(shop) == []


def test_nobody_is_phoned_about_a_car_that_left():
    shop = Story()
    car = shop.do(CHEN, "hand_over", shop.ready())
    assert abouts(shop) == [] and shop[car].lane == "delivered"


def test_a_bill_that_waits_is_nobodys_call():
    shop = Story()
    shop.do(ZHONG, "check_bill", shop.settling(), price_fen=80_000)
    assert abouts(shop) == []


def test_appointments_of_the_day_by_the_hour():
    shop = Story()
    late, early = shop.booked("15:00", day=24), shop.booked("8:30", day=24)
    shop.booked("9:00", day=25)
    day = shop.hours.day(at("9:00", 24))
    calls = appointment_calls(shop.cards.values(), day, shop.hours)
    assert [call.card.id for call in calls] == [early, late]


def test_a_new_appointment_wants_a_new_reminder():
    shop = Story()
    car = shop.booked("15:00", day=24)
    shop.do(MENG, "tell_customer", car, about="appointment", **PHONE)
    assert shop[car].reminded
    shop.wait(10)
    shop.do(MENG, "reschedule_card", car, appointment_at=at("16:00", 24), reason="客户下午来")
    assert not shop[car].reminded
