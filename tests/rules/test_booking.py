"""Booking: a card is made as soon as the appointment is accepted, corrected, moved to a day."""

from board.events import wire
from board.parts_of_a_card import Customer, Vehicle
from tests.cast import CHEN, HUANG, MENG, ZHENG, at
from tests.pure_shop import details
from tests.story import Story


def test_a_booking_hangs_a_card_in_its_day_at_once():
    shop = Story()
    car = shop.booked("14:30", day=24, order_no="YY1001", promise_at=at("17:00", 24))
    card = shop[car]
    assert (card.lane, card.version, card.order_no) == ("booked", 1, "YY1001")
    assert card.appointment_at == at("14:30", 24)
    assert card.promise_at == at("17:00", 24)
    assert card.customer == Customer("冯海涛", "先生", "19900001234")
    assert card.requests == ["更换机油", "刹车异响"]
    assert "appointment" in card.flags


def test_names_phones_plates_and_free_text_stay_outside_the_event():
    shop = Story()
    car = shop.booked(remark="老客户,冯海涛介绍")
    shop.do(CHEN, "edit_card", car, customer=Customer("欧阳娜娜", "女士", "19900005678"))
    shop.do(MENG, "reschedule_card", car, appointment_at=at("10:00", 24), reason="欧阳出差")
    said = " ".join(str(wire.dumped(event.fact)[0]) for event in shop.events)
    for secret in ("冯海涛", "19900001234", "粤A12345", "LVGBE", "机油", "欧阳", "19900005678"):
        assert secret not in said


def test_a_promise_before_the_appointment_is_refused():
    shop = Story()
    early = details(appointment_at=at("10:00"), promise_at=at("10:00"))
    assert shop.says(CHEN, "book_card", **early) == "promise_before_appointment"
    assert shop.cards == {}


def test_a_walk_in_is_opened_as_arrived_with_its_advisor():
    shop = Story()
    card = shop[shop.arrived()]
    assert (card.lane, card.arrived_at, card.advisor) == ("arrived", shop.now, CHEN.id)
    assert "appointment" not in card.flags


def test_a_walk_in_cannot_be_promised_for_the_past():
    said = Story().says(CHEN, "open_card", **details(promise_at=at("7:59")))
    assert said == "promise_in_past"


def test_care_books_without_becoming_the_advisor():
    shop = Story()
    car = shop.do(MENG, "book_card", **details(appointment_at=at("9:00", 25)))
    assert shop[car].advisor is None


def test_an_order_number_is_held_by_one_card():
    shop = Story()
    first = shop.booked(order_no="YY1001")
    again = details(appointment_at=at("9:00"), order_no="YY1001")
    assert shop.says(CHEN, "book_card", **again) == "order_no_taken"
    other = shop.arrived()
    facts = shop.refusal(CHEN, "edit_card", other, order_no="YY1001")
    assert facts == {"order_no": "YY1001", "code": shop[first].code}
    assert shop.says(CHEN, "edit_card", first, order_no="YY1001") == "done"


def test_a_cancelled_card_gives_its_order_number_free():
    shop = Story()
    shop.cancelled(order_no="YY1001")
    assert shop[shop.arrived(order_no="YY1001")].order_no == "YY1001"


def test_only_an_advisor_can_be_the_advisor():
    shop = Story()
    assert shop.says(CHEN, "open_card", **details(advisor=ZHENG.id)) == "unknown_advisor"
    assert shop.says(CHEN, "open_card", **details(advisor="S99")) == "unknown_advisor"
    assert shop[shop.arrived(advisor=HUANG.id)].advisor == HUANG.id


def test_an_edit_changes_what_was_given_and_nothing_else():
    shop = Story()
    car = shop.waiting(remark="旧件要带走")
    before = shop[car].customer
    shop.do(CHEN, "edit_card", car, vehicle=Vehicle("汉兰达", "粤B88888"), wash=True)
    card = shop[car]
    assert (card.vehicle.plate, card.wash) == ("粤B88888", True)
    assert (card.customer, card.remark, card.lane) == (before, "旧件要带走", "waiting")
    shop.do(CHEN, "edit_card", car, wash=False, remark="")
    assert (shop[car].wash, shop[car].remark) == (False, "")


def test_an_edit_of_nothing_is_refused():
    shop = Story()
    assert shop.says(CHEN, "edit_card", shop.arrived()) == "nothing_to_change"


def test_a_new_promise_is_a_new_version_and_the_old_one_stays():
    shop = Story()
    car = shop.booked(promise_at=at("17:00"))
    shop.do(CHEN, "edit_card", car, promise_at=at("18:00"))
    assert [p.at for p in shop[car].promises] == [at("17:00"), at("18:00")]
    shop.do(CHEN, "edit_card", car, promise_at=at("18:00"), remark="同一时间不算新承诺")
    assert len(shop[car].promises) == 2


def test_an_edited_promise_is_judged_like_a_booked_one():
    shop = Story()
    car = shop.booked("10:00", day=24)
    assert shop.says(CHEN, "edit_card", car, promise_at=at("7:00")) == "promise_in_past"
    early = shop.says(CHEN, "edit_card", car, promise_at=at("9:00", 24))
    assert early == "promise_before_appointment"
    assert shop.says(CHEN, "edit_card", car, promise_at=at("12:00", 24)) == "done"


def test_a_car_that_is_there_may_be_promised_before_its_appointment():
    shop = Story()
    car = shop.do(CHEN, "arrive", shop.due("11:00"))
    assert shop.says(CHEN, "edit_card", car, promise_at=at("10:30")) == "done"


def test_rescheduling_hangs_the_card_in_its_new_day():
    shop = Story()
    for lane in ("booked", "due", "no_show"):
        car = shop.in_lane(lane)
        shop.do(MENG, "reschedule_card", car, appointment_at=at("9:00", 25), reason="出差")
        assert (shop[car].lane, shop[car].appointment_at) == ("booked", at("9:00", 25))


def test_a_promise_that_cannot_stand_is_taken_back_by_rescheduling():
    shop = Story()
    car = shop.booked(promise_at=at("17:00"))
    shop.do(CHEN, "reschedule_card", car, appointment_at=at("16:00"), reason="下午来")
    assert shop[car].promise_at == at("17:00")
    shop.do(CHEN, "reschedule_card", car, appointment_at=at("17:00"), reason="再晚些")
    assert shop[car].promise_at is None


def test_nobody_reschedules_to_yesterday():
    shop = Story(at("8:00", 24))
    said = shop.says(CHEN, "reschedule_card", shop.booked(day=24), appointment_at=at("9:00"),
                     reason="写错")  # fmt: skip
    assert said == "appointment_in_past"
