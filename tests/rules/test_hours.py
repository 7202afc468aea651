"""The shop's days and hours, and what its closing means for work that still runs."""

from datetime import date, time

import pytest

from board.shop.default_settings import Settings
from board.shop.hours import Hours
from tests.cast import at

HOURS = Hours(Settings())


def test_a_day_is_the_shops_own_day():
    assert HOURS.day(at("0:00", 24)) == date(2026, 11, 24)
    assert HOURS.day(at("23:59", 24)) == date(2026, 11, 24)


def test_opening_and_closing_are_instants():
    monday = date(2026, 11, 23)
    assert (HOURS.opening(monday), HOURS.closing(monday)) == (at("8:00"), at("18:00"))


def test_the_shop_rests_on_sunday():
    assert HOURS.is_open_day(date(2026, 11, 28))
    assert not HOURS.is_open_day(date(2026, 11, 29))
    assert HOURS.next_open_day(date(2026, 11, 28)) == date(2026, 11, 30)


def test_a_day_is_worked_in_two_stretches_with_the_break_between():
    assert HOURS.stretches(date(2026, 11, 23)) == [
        (at("8:00"), at("12:00")), (at("13:00"), at("18:00")),
    ]  # fmt: skip


def test_a_shop_without_a_break_works_through():
    through = Hours(Settings(break_from=time(12), break_to=time(12)))
    assert through.stretches(date(2026, 11, 23)) == [(at("8:00"), at("18:00"))]


def test_nothing_is_worked_on_a_closed_day():
    assert HOURS.stretches(date(2026, 11, 22)) == []


@pytest.mark.parametrize(("started", "ends"), [
    (at("7:30"), at("18:00")),
    (at("17:59"), at("18:00")),
    (at("18:00"), at("0:00", 24)),
    (at("23:59"), at("0:00", 24)),
    (at("0:01", 24), at("18:00", 24)),
])  # fmt: skip
def test_work_begun_in_a_shift_ends_with_it(started, ends):
    assert HOURS.shift_end(started) == ends


def test_a_shop_elsewhere_has_other_hours():
    london = Hours(Settings(timezone="Europe/London", opens=time(9), closes=time(17)))
    assert london.opening(date(2026, 7, 1)).hour == 8
    assert london.opening(date(2026, 12, 1)).hour == 9


def test_a_shop_that_is_never_open_still_has_a_next_day():
    never = Hours(Settings(open_weekdays=()))
    assert never.next_open_day(date(2026, 11, 28)) == date(2026, 11, 29)
