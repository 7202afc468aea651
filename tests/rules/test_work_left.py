"""How much work is left on a car: said once, at a moment, and the same until somebody does
something; the loads of teams and the time axis count with nothing else."""

from datetime import time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from board.hours import Hours
from board.planning.work_left import FEW_MINUTES, labour_left, minutes_left, work_left
from board.settings import DEFAULTS
from board.wall import tile
from tests.cast import CAI, ENGINE, FENG, ZHENG, at, directory
from tests.day_of_work import days_of_work
from tests.story import Story


def left(shop: Story, car: str) -> dict | None:
    return tile(shop[car], shop.directory, shop.hours, shop.now)["work_left"]


@given(days_of_work(), st.integers(0, 600))
@settings(max_examples=200, deadline=None)
def test_only_what_runs_makes_it_less_and_each_minute_by_a_minute(day, later):
    now = day.now + timedelta(minutes=later)
    for card in day.cards:
        said = work_left(card, day.hours)
        passed = day.hours.between(said.at, now, card.team) if card.running else 0
        people = max(1, len(said.technicians))
        expected = max(FEW_MINUTES, said.minutes - passed)
        assert minutes_left(card, day.hours, now, people) == pytest.approx(expected, abs=1e-6)
        assert labour_left(card, day.hours, now) == pytest.approx(expected * people, abs=1e-6)


def test_a_tile_says_what_is_left_since_when_and_who_has_it_to_do():
    shop = Story()
    car = shop.waiting(planned_minutes=90)
    assert left(shop, car) == {"minutes": 90, "at": "2026-11-23T00:00:00Z", "technicians": []}
    shop.wait(minutes=10)
    shop.dispatched(car, ZHENG, FENG)
    assert left(shop, car)["technicians"] == [ZHENG.id, FENG.id]
    assert left(shop, car)["minutes"] == 45, "they share it"
    shop.wait(minutes=10)
    shop.do(ZHENG, "start_work", car)
    begun = {"minutes": 90, "at": "2026-11-23T00:20:00Z", "technicians": [ZHENG.id]}
    assert left(shop, car) == begun, "who has not begun takes nothing off"


def test_a_passing_minute_is_no_change():
    shop = Story()
    car = shop.working()
    before = left(shop, car)
    shop.wait(minutes=30)
    assert left(shop, car) == before


def test_what_is_agreed_reported_or_failed_changes_it_at_once():
    shop = Story()
    car = shop.working()
    before = left(shop, car)["minutes"]
    shop.do(ZHENG, "report_delay", car, minutes=40, reason="锈死")
    assert left(shop, car)["minutes"] == before + 40
    shop.wait(minutes=30)
    shop.do(ZHENG, "finish_work", car)
    assert left(shop, car) is None, "nobody has to work on it any more"
    shop.fail(ZHENG, car, "self")
    again = left(shop, car)
    assert again["minutes"] >= 30 and again["technicians"] == [ZHENG.id]


def test_what_is_time_already_is_work_for_each_of_those_at_it():
    shop = Story()
    car = shop.working(ZHENG, FENG)
    before = labour_left(shop[car], shop.hours, shop.now)
    assert before == 90 - 60, "both have worked for half an hour"
    shop.do(ZHENG, "report_delay", car, minutes=20, reason="锈死")
    assert labour_left(shop[car], shop.hours, shop.now) == before + 2 * 20


def test_work_counts_in_the_teams_own_hours():
    shop = Story()
    car, shop.now = shop.queued(CAI), at("18:00")
    shop.do(CAI, "start_work", car)
    longer = Hours(DEFAULTS, overtime={(ENGINE, at("8:00").date()): time(20)})
    assert labour_left(shop[car], shop.hours, at("19:00")) == 90, "the shop is closed"
    assert labour_left(shop[car], longer, at("19:00")) == 30


def test_a_car_that_is_not_here_or_is_done_has_no_work_left():
    shop = Story()
    for lane in ("booked", "due", "settling", "ready", "delivered"):
        assert left(shop, shop.in_lane(lane)) is None


def test_who_is_asked_for_is_among_the_skills_of_the_people():
    shop = Story()
    car = shop.waiting(requests=["空调不制冷", "贴膜起泡"])
    seen = tile(shop[car], directory(), shop.hours, shop.now)
    assert seen["skills_asked"] == ["空调"]
