"""Along a running clock: hands never jump, nights are passed over, people at screens are waited
for, and one day follows another."""

from datetime import timedelta

import pytest

from app.background.timekeeper import Timekeeper
from app.demo.client import Api, InProcess
from app.demo.day import another_day, day_file, end_of
from app.demo.pacing import Pace, _morning_after, play_along
from app.demo.playing import Play
from app.demo.simulate import day_of
from app.demo.staff import pins
from app.demo.together import USUAL_SPEED, speed_wanted
from app.demo.tokens import token_for_each
from app.demo.turning import Turning, play_through
from board.card.lanes import ON_BOARD
from tests.cast import at

MINUTE = timedelta(minutes=1)


class Enough(Exception):
    pass


@pytest.fixture
def play_of(app_of):
    def make(store, seed: int = 3) -> Play:
        with store.read() as view:
            hours, end = view.hours, end_of(view, day_of(view))
        api = Api(InProcess(app_of(store)), token_for_each(store))
        return Play(api, hours, seed, end, pins(), leaves_nothing=False)

    return make


def test_a_new_pace_moves_no_hand(fresh_shop):
    store = fresh_shop()
    before = store.now()
    pace = Pace(store, 50)
    assert timedelta(0) <= pace.now - before < 5 * MINUTE
    with store.read() as view:
        assert view.row.clock.speed == 50


def test_people_act_as_the_clock_runs(fresh_shop, play_of):
    store = fresh_shop()
    play, pace = play_of(store), Pace(store, 1)
    Timekeeper(store).tick()
    play.board.look_again()

    def wait(seconds: float) -> None:
        """As much shop time as would have passed at 200 ×."""
        pace.skip_to(pace.now + timedelta(seconds=max(seconds, 0.01) * 200))
        if sum(play.tally.done.values()) >= 25:
            raise Enough

    with pytest.raises(Enough):
        play_along(play, pace, wait)
    assert play.tally.refused == {}
    assert pace.now < at("11:00")


def test_the_night_is_passed_over_once_nobody_means_to_do_anything(fresh_shop, play_of):
    play = play_of(fresh_shop())
    morning = at("7:57", 24)
    assert _morning_after(play, at("19:00"), at("8:04", 24)) == morning
    assert _morning_after(play, at("19:00"), None) == morning
    assert _morning_after(play, at("3:00", 24), at("8:04", 24)) == morning
    assert _morning_after(play, at("19:00"), at("19:10")) is None
    assert _morning_after(play, at("18:10"), at("8:04", 24)) is None
    assert _morning_after(play, at("12:30"), at("13:00")) is None


def test_what_somebody_at_a_screen_might_do_waits_a_while_for_them(fresh_shop, play_of):
    store = fresh_shop()
    play, clock = play_of(store), Turning(store)
    play_through(play, clock, most=8)
    now, one = play.next(clock.now)
    late = max(now, one.due)
    others = play.next(late, frozenset({one.person}), 10 * MINUTE)
    assert others[1].person != one.person or others[0] >= late + 10 * MINUTE
    again = play.next(late + 11 * MINUTE, frozenset({one.person}), 10 * MINUTE)
    assert again[0] <= late + 11 * MINUTE


def test_another_day_brings_the_same_appointments_two_days_later(fresh_shop):
    store = fresh_shop()
    Pace(store, 40).skip_to(at("12:00", 24))
    day = another_day(store)
    with store.read() as view:
        assert view.shop.demo_day == day == at("8:00", 25).date()
        assert at("7:57", 25) <= view.now < at("8:00", 25)
        assert view.row.clock.speed == 40
        booked = view.in_lanes("booked")
        new = [c for c in booked if c.order_no.startswith("YY202611250")]
        ahead = [c for c in booked if c.order_no.startswith("YY20261126") and c.order_no[-3] == "1"]
    assert len(new) == 44 and len(ahead) == 8
    assert b"2026-11-23" not in day_file(day)
    assert set(ON_BOARD) >= {c.lane for c in booked}


def test_the_speed_comes_from_the_environment():
    assert speed_wanted({}) == USUAL_SPEED == speed_wanted({"BOARD_DEMO_SPEED": "fast"})
    assert speed_wanted({"BOARD_DEMO_SPEED": "5"}) == 5
    assert speed_wanted({"BOARD_DEMO_SPEED": "0"}) == 0
