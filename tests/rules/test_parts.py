"""Parts, findings and notes: what the workshop says while the car is there."""

from tests.cast import CHEN, DING, LI, REN, SHI, ZHENG, at
from tests.story import Story


def test_parts_are_expected_at_a_time():
    shop = Story()
    car = shop.do(DING, "expect_parts", shop.stopped("parts"), expected_at=at("15:00"), note="调货")
    assert (shop[car].parts_expected_at, shop[car].lane) == (at("15:00"), "stopped")


def test_parts_that_arrived_send_a_car_stopped_for_them_to_the_front_of_the_queue():
    shop = Story()
    plain = shop.queued()
    car = shop.do(DING, "parts_arrived", shop.stopped("parts"))
    assert (shop[car].lane, shop[car].stop_reason) == ("queued", None)
    assert shop[car].parts_expected_at is None
    assert shop.order("queued") == [car, plain]


def test_a_car_stopped_for_another_reason_stays_stopped_when_parts_arrive():
    shop = Story()
    car = shop.do(LI, "parts_arrived", shop.stopped("consent"))
    assert (shop[car].lane, shop[car].stop_reason) == ("stopped", "consent")
    assert "parts_arrived" in shop[car].flags


def test_parts_may_come_before_the_work_begins():
    shop = Story()
    for lane in ("arrived", "waiting", "queued"):
        car = shop.do(CHEN, "parts_arrived", shop.in_lane(lane))
        assert (shop[car].lane, shop[car].flags) == (lane, ["parts_arrived"])


def test_parts_for_a_car_at_work_need_no_flag():
    shop = Story()
    car = shop.do(DING, "parts_arrived", shop.working())
    assert (shop[car].lane, shop[car].flags) == ("working", [])


def test_a_finding_that_can_wait_is_reported_and_moves_no_card():
    for lane in ("queued", "working", "stopped", "checking"):
        shop = Story()
        car = shop.in_lane(lane)
        who = REN if lane == "checking" else ZHENG
        shop.do(who, "report_add_on", car, what="前刹车片2mm", urgency="safety", can_go_on=True,
                parts="前刹车片", minutes=40, price_fen=48_000)  # fmt: skip
        add_on = shop[car].add_ons[0]
        assert (shop[car].lane, shop[car].open_add_ons) == (lane, 1)
        assert (add_on.what, add_on.parts) == ("前刹车片2mm", "前刹车片")
        assert (add_on.reported_by, add_on.reported_at) == (who.id, shop.now)
        assert (add_on.urgency, add_on.minutes, add_on.price_fen) == ("safety", 40, 48_000)


def test_anyone_leaves_a_note_on_any_card():
    shop = Story()
    car = shop.do(SHI, "add_note", shop.delivered(), text="后座有一把伞")
    note = shop[car].notes[0]
    assert (note.text, note.by, note.at) == ("后座有一把伞", SHI.id, shop.now)
