"""Reception: a car is due today, arrives, is received with a promise, or does not come."""

from board.card.values import WalkRound
from board.people.rights import CLOCK
from tests.cast import BAI, CHEN, HUANG, at
from tests.story import Story


def test_a_card_moves_to_management_on_its_appointment_day_only():
    shop = Story()
    tomorrow = shop.booked(day=24)
    assert shop.says(CLOCK, "confirm_due", tomorrow) == "not_today"
    shop.now = at("0:00", 24)
    shop.do(CLOCK, "confirm_due", tomorrow)
    assert shop[tomorrow].lane == "due"


def test_the_day_begins_at_the_shops_midnight_not_at_greenwichs():
    shop = Story(at("23:59"))
    car = shop.booked("0:30", day=24)
    assert shop.says(CLOCK, "confirm_due", car) == "not_today"
    shop.wait(minutes=1)
    assert shop.says(CLOCK, "confirm_due", car) == "done"


def test_a_car_may_arrive_without_having_been_expected():
    shop = Story()
    for lane in ("booked", "due", "no_show"):
        car = shop.do(BAI, "arrive", shop.in_lane(lane))
        assert (shop[car].lane, shop[car].arrived_at) == ("arrived", shop.now)


def test_a_no_show_is_not_marked_before_the_appointment():
    shop = Story()
    car = shop.due("9:00")
    assert shop.says(CLOCK, "mark_no_show", car) == "too_early"
    shop.now = at("9:00")
    shop.do(CLOCK, "mark_no_show", car)
    assert shop[car].lane == "no_show"
    assert not shop[car].on_board


def test_check_in_makes_the_promise_and_sends_the_order_to_the_foreman():
    shop = Story()
    car = shop.checked_in(shop.arrived(), "16:30", odometer=52_100, keys_tag="17",
                          walk_round=WalkRound("右后门划痕", "行车记录仪"))  # fmt: skip
    card = shop[car]
    assert (card.lane, card.promise_at, card.keys_tag) == ("waiting", at("16:30"), "17")
    assert (card.price_fen, card.planned_minutes) == (80_000, 90)
    assert card.vehicle.odometer == 52_100
    assert card.walk_round == WalkRound("右后门划痕", "行车记录仪")


def test_check_in_of_an_expected_car_includes_its_arrival():
    shop = Story()
    car = shop.checked_in(shop.due())
    assert (shop[car].lane, shop[car].arrived_at) == ("waiting", shop.now)


def test_check_in_keeps_the_time_of_the_arrival():
    shop = Story()
    car = shop.arrived()
    shop.wait(minutes=7)
    assert shop[shop.checked_in(car)].arrived_at == at("8:00")


def test_who_receives_the_car_becomes_its_advisor_where_there_is_none():
    shop = Story()
    assert shop[shop.checked_in(shop.due())].advisor == CHEN.id
    assert shop[shop.checked_in(shop.due(advisor=HUANG.id))].advisor == HUANG.id


def test_a_promise_in_the_past_is_refused():
    shop = Story()
    said = shop.says(CHEN, "check_in", shop.arrived(), promise_at=at("8:00"), price_fen=0,
                     planned_minutes=60)  # fmt: skip
    assert said == "promise_in_past"


def test_finish_is_due_a_check_and_a_wash_before_the_promise():
    shop = Story()
    assert shop[shop.waiting()].finish_due_at(shop.settings) == at("16:30")
    assert shop[shop.waiting(wash=True)].finish_due_at(shop.settings) == at("16:10")
    assert shop[shop.arrived()].finish_due_at(shop.settings) is None
