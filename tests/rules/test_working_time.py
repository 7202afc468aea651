"""Working time is added and taken away across breaks, closed days, holidays and overtime."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from board.shop.default_settings import DEFAULTS
from board.shop.hours import Day, Hours

MONDAY = date(2026, 11, 23)
SUNDAY = date(2026, 11, 29)
DAYS = [MONDAY + timedelta(days=n) for n in range(14)]
MOMENTS = st.datetimes(datetime(2026, 11, 20), datetime(2026, 12, 5), timezones=st.just(UTC))
MINUTES = st.integers(1, 3000)
TEAMS = st.sampled_from([None, "G1"])
CALENDARS = st.builds(
    Hours, st.just(DEFAULTS),
    days=st.dictionaries(st.sampled_from(DAYS), st.sampled_from(
        [Day(False), Day(True), Day(True, time(9), time(16, 30))]), max_size=4),
    overtime=st.dictionaries(st.sampled_from([("G1", day) for day in DAYS]),
                             st.sampled_from([time(20), time(21, 30), time(17)]), max_size=4),
    public=st.dictionaries(st.sampled_from(DAYS), st.booleans(), max_size=4),
)  # fmt: skip


def at(day: date, clock: str) -> datetime:
    return Hours(DEFAULTS).at(day, time.fromisoformat(clock))


@given(CALENDARS, MOMENTS, MINUTES, TEAMS)
def test_what_is_added_can_be_taken_away_again(hours, moment, minutes, team):
    begins = hours.after(moment, 0, team)
    ends = hours.after(begins, minutes, team)
    assert hours.between(begins, ends, team) == minutes
    assert hours.after(hours.before(ends, minutes, team), 0, team) == begins


@given(CALENDARS, MOMENTS, MINUTES, TEAMS)
def test_it_ends_within_a_stretch_and_never_in_a_break(hours, moment, minutes, team):
    ends = hours.after(moment, minutes, team)
    assert any(a < ends <= b for a, b in hours.stretches(hours.day(ends), team))


@given(CALENDARS, MOMENTS, MINUTES, MINUTES, TEAMS)
def test_more_work_is_never_done_earlier(hours, moment, some, more, team):
    assert hours.after(moment, some + more, team) > hours.after(moment, some, team)
    assert hours.after(hours.after(moment, some, team), more, team) == hours.after(
        moment, some + more, team
    )


@given(MOMENTS, MINUTES)
def test_nobody_works_on_a_day_of_absence(moment, minutes):
    hours = Hours(DEFAULTS)
    away = {day for n, day in enumerate(DAYS) if n % 2}
    ends = hours.after(moment, minutes, away=away)
    assert hours.day(ends) not in away
    assert ends >= hours.after(moment, minutes)


def test_the_shops_own_day_goes_before_the_public_calendar_and_that_before_the_week():
    holiday = Hours(DEFAULTS, public={MONDAY: False, SUNDAY: True})
    assert not holiday.is_open_day(MONDAY) and holiday.is_open_day(SUNDAY)
    assert holiday.stretches(MONDAY) == []
    own = Hours(DEFAULTS, days={MONDAY: Day(True, time(9))}, public={MONDAY: False})
    assert own.stretches(MONDAY)[0][0] == at(MONDAY, "09:00")
    assert own.closing(MONDAY) == at(MONDAY, "18:00")


def test_overtime_is_the_teams_own_and_opens_a_closed_day_for_it():
    hours = Hours(DEFAULTS, overtime={("G1", MONDAY): time(20), ("G1", SUNDAY): time(12)})
    assert hours.after(at(MONDAY, "17:30"), 60, "G1") == at(MONDAY, "18:30")
    assert hours.after(at(MONDAY, "17:30"), 60, "G2") == at(MONDAY + timedelta(days=1), "08:30")
    assert hours.stretches(SUNDAY, "G1") == [(at(SUNDAY, "08:00"), at(SUNDAY, "12:00"))]
    assert hours.stretches(SUNDAY) == []
    assert hours.shift_end(at(MONDAY, "17:30"), "G1") == at(MONDAY, "20:00")
    assert hours.shift_end(at(MONDAY, "17:30")) == at(MONDAY, "18:00")
