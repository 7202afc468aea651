"""Forecasts beside the door: made after what it wrote and by the clock, shown as one change a card,
learned from, and never a version."""

import pytest

from app.background.forecasting import Forecaster
from app.background.timekeeper import Timekeeper
from app.commands.form_defaults import proposal
from app.history.verifying import verify
from app.storage.estimates import learned
from board.events.event import stamp
from tests.cast import CHEN, LI, ZHENG, at


@pytest.fixture
def forecaster(shop):
    return Forecaster(shop.store)


def tiles(shop) -> dict[str, dict]:
    lanes = shop.get("/board")[1]["lanes"]
    return {tile["id"]: tile for lane in lanes for tile in lane["cards"]}


def test_a_car_at_work_gets_its_times_and_its_tone(shop, forecaster):
    car = shop.working()  # at 8:30, ninety minutes of work from 8:00 on
    version = shop[car].version
    assert forecaster.step() == 1
    tile = tiles(shop)[car]
    assert tile["work_to"] == stamp(at("9:30"))
    assert tile["forecast_at"] == stamp(at("10:00"))
    assert (tile["tone"], tile["version"]) == ("on_time", version)
    assert verify(shop.store) == []


def test_nothing_is_written_where_nothing_moved(shop, forecaster):
    car = shop.working()
    forecaster.step()
    stands = shop.standing()
    assert forecaster.step() == 0
    shop.wait(seconds=40)
    assert forecaster.step() == 0
    assert shop.standing() == stands
    shop.do(CHEN, "add_note", car, text="客户在店里等")
    assert forecaster.step() == 0


def test_what_happens_in_front_moves_who_is_behind(shop, forecaster):
    front = shop.working()
    behind = [shop.queued(ZHENG) for _ in range(3)]
    elsewhere = shop.arrived()
    forecaster.step()
    before, seq = tiles(shop), shop.standing()[0]
    shop.do(ZHENG, "report_delay", front, minutes=30, reason="锈死")
    assert forecaster.step() >= 4
    after = tiles(shop)
    assert all(after[car]["forecast_at"] > before[car]["forecast_at"] for car in [front, *behind])
    changed = {row["card"] for row in shop.rows("changes") if row["seq"] > seq}
    assert changed <= {front, *behind, elsewhere}


def test_the_promise_in_danger_is_seen_before_it_passes(shop, forecaster):
    car = shop.working()
    forecaster.step()
    shop.do(ZHENG, "report_delay", car, minutes=420, reason="锈死")
    forecaster.step()
    assert tiles(shop)[car]["tone"] == "late"


def test_a_car_that_waits_for_a_part_nobody_has_promised_stays_unknown(shop, forecaster):
    car = shop.stopped("parts")
    forecaster.step()
    assert (tiles(shop)[car]["forecast_at"], tiles(shop)[car]["tone"]) == (None, "unknown")
    shop.do(LI, "expect_parts", car, expected_at=at("10:00"))
    forecaster.step()
    assert tiles(shop)[car]["tone"] == "on_time"


def test_a_car_that_is_taken_in_before_its_parts_is_promised_for_after_them(shop, forecaster):
    car = shop.arrived()
    with shop.store.read() as view:
        soon = proposal("check_in", view.card(car), view)["promise_at"]
    shop.do(LI, "expect_parts", car, expected_at=at("15:00"))
    with shop.store.read() as view:
        later = proposal("check_in", view.card(car), view)["promise_at"]
    assert soon < at("15:00") and later >= at("17:00")
    shop.checked_in(car)
    forecaster.step()
    assert tiles(shop)[car]["work_from"] == stamp(at("15:00"))
    shop.now = at("15:01")
    forecaster.step()
    assert tiles(shop)[car]["tone"] == "unknown"


def test_two_processes_find_the_same_and_write_it_once(shop, forecaster):
    shop.working()
    other = Forecaster(shop.store)
    assert (forecaster.step(), other.step()) == (1, 0)
    assert verify(shop.store) == []


def test_what_became_of_forecasts_is_kept_to_learn_from(shop, forecaster):
    keeper = Timekeeper(shop.store)
    car = shop.settling()
    keeper.tick()
    (row,) = shop.rows("estimates")
    assert (row["card"], row["lane"], row["error"]) == (car, "settling", None)
    shop.wait(minutes=25)
    shop.made_ready(car)
    keeper.tick()
    (row,) = shop.rows("estimates")
    assert (row["minutes"], row["error"]) == (25, 15)  # the bill was to take ten
    with shop.store.read() as view:
        assert learned(view).errors == {}  # one car says nothing yet


def test_a_restart_goes_on_where_it_stood(shop, forecaster):
    shop.working()
    forecaster.step()
    rows = shop.rows("estimates")
    shop.wait(minutes=1)
    Forecaster(shop.store).step()
    assert shop.rows("estimates") == rows
