"""How much work is left on a car: said once, at a moment, and the same until somebody does
something; the loads of teams and the time axis count with nothing else."""

from datetime import time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from board.card.tile import tile
from board.planning.work_left import FEW_MINUTES, labour_left, minutes_left, work_left
from board.shop.clocked import clocked
from board.shop.default_settings import DEFAULTS
from board.shop.hours import Hours
from tests.cast import CAI, ENGINE, FENG, ZHENG, at, directory
from tests.day_of_work import days_of_work
from tests.story import Story


def left(shop: Story, car: str) -> dict | None:
    return tile(shop[car], shop.directory, shop.hours, shop.now)["work_left"]


def ran_since(card, since, hours, now) -> float:
    """Minutes that count of what still runs; whoever is at work began together."""
    if not card.running:
        return 0
    spans = clocked(card.running[0].start, None, now, hours, card.team)
    ran = (max(timedelta(), end - max(start, since)) for start, end in spans)
    return sum(ran, timedelta()) / timedelta(minutes=1)


@given(days_of_work(), st.integers(0, 600))
@settings(max_examples=200, deadline=None)
def test_only_what_runs_makes_it_less_and_each_minute_by_a_minute(day, later):
    now = day.now + timedelta(minutes=later)
    for card in day.cards:
        said = work_left(card, day.hours)
        passed = ran_since(card, said.at, day.hours, now)
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


def test_work_that_runs_past_the_hours_counts_in_the_teams_own():
    shop = Story()
    car, shop.now = shop.queued(CAI), at("17:50")
    shop.do(CAI, "start_work", car)
    longer = Hours(DEFAULTS, overtime={(ENGINE, at("8:00").date()): time(20)})
    assert labour_left(shop[car], shop.hours, at("19:00")) == 80, "the clock ends it at closing"
    assert labour_left(shop[car], longer, at("19:00")) == 20


def test_what_is_begun_after_closing_counts_as_it_runs_and_when_it_is_recorded():
    shop = Story()
    car, shop.now = shop.queued(CAI), at("18:10")
    shop.do(CAI, "start_work", car)
    assert labour_left(shop[car], shop.hours, at("18:40")) == 60
    shop.wait(minutes=70)
    shop.do(CAI, "pause_work", car, reason="overnight")
    assert labour_left(shop[car], shop.hours, shop.now) == 20
    assert labour_left(shop[car], shop.hours, at("8:00", 24)) == 20


@pytest.mark.parametrize(("start", "to", "day", "counts"), [
    ("12:10", "12:50", 23, 40),   # in the break
    ("11:00", "12:30", 23, 90),   # into it
    ("12:30", "14:00", 23, 90),   # out of it
    ("11:00", "14:00", 23, 120),  # over it: nobody clocked it
    ("7:30", "9:00", 23, 90),     # before opening
    ("17:00", "20:00", 23, 180),  # after closing
    ("9:00", "11:00", 29, 120),   # on a closed day
    ("9:00", "15:00", 29, 300),   # with its break
])  # fmt: skip
def test_recorded_work_counts_whenever_it_was_done(start, to, day, counts):
    spans = clocked(at(start, day), at(to, day), at("8:00", 30), Hours(DEFAULTS), ENGINE)
    assert sum((b - a for a, b in spans), timedelta()) == timedelta(minutes=counts)


def test_a_night_that_nobody_clocked_does_not_count():
    spans = clocked(at("17:00"), at("9:00", 24), at("9:00", 24), Hours(DEFAULTS), ENGINE)
    assert spans == [(at("17:00"), at("18:00")), (at("8:00", 24), at("9:00", 24))]


def test_a_car_that_is_not_here_or_is_done_has_no_work_left():
    shop = Story()
    for lane in ("booked", "due", "settling", "ready", "delivered"):
        assert left(shop, shop.in_lane(lane)) is None


def test_who_is_asked_for_is_among_the_skills_of_the_people():
    shop = Story()
    car = shop.waiting(requests=["空调不制冷", "贴膜起泡"])
    seen = tile(shop[car], directory(), shop.hours, shop.now)
    assert seen["skills_asked"] == ["空调"]
