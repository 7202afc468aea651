"""The earliest honest promise: from the shop's load as it is, never earlier because there is more
to do, and never at an hour when nobody is there to hand the car over."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from board.planning.earliest_promise import Load, earliest_honest, load
from board.planning.work_left import labour_left
from board.shop.default_settings import Settings
from board.shop.hours import Hours
from tests.cast import CAI, FENG, PEOPLE, ZHENG, at, directory
from tests.story import Story

HOURS = Hours(Settings())
MONDAY = HOURS.day(at("8:00"))
AT_WORK = [p for p in PEOPLE.values() if p.works_on_cars]

moments = st.datetimes(datetime(2026, 11, 1), datetime(2026, 12, 31)).map(
    lambda naive: naive.replace(tzinfo=at("8:00").tzinfo)
)
minutes = st.integers(0, 3000)
loads = st.builds(Load, st.integers(0, 20_000), st.integers(1, 30))


@pytest.mark.parametrize(("now", "own", "wash", "ahead", "promised"), [
    (at("8:00"), 60, False, Load(), at("9:30")),
    (at("8:00"), 60, True, Load(), at("10:00")),  # 08:00 + 60 + 50, to the next quarter
    (at("8:00"), 60, False, Load(600, 10), at("10:30")),
    (at("8:00"), 60, False, Load(601, 10), at("10:45")),  # a minute more: the next quarter
    (at("11:00"), 60, False, Load(), at("13:30")),  # half an hour is left after the break
    (at("17:00"), 60, False, Load(), at("8:30", 24)),
    (at("17:00", 28), 60, False, Load(), at("8:30", 30)),  # over Sunday
    (at("22:00"), 30, False, Load(), at("9:00", 24)),
])  # fmt: skip
def test_the_proposal_counts_the_queue_the_work_and_what_follows(now, own, wash, ahead, promised):
    assert earliest_honest(now, own, wash, HOURS, ahead) == promised


@settings(deadline=None)
@given(moments, minutes, st.booleans(), loads, loads)
def test_more_load_never_proposes_earlier(now, own, wash, one, other):
    less, more = sorted((one, other), key=lambda ahead: ahead.wait_minutes)
    assert earliest_honest(now, own, wash, HOURS, less) <= earliest_honest(
        now, own, wash, HOURS, more
    )


@settings(deadline=None)
@given(moments, minutes, minutes, st.booleans(), loads)
def test_more_of_ones_own_work_or_a_wash_never_proposes_earlier(now, own, more, wash, ahead):
    first = earliest_honest(now, own, False, HOURS, ahead)
    assert first <= earliest_honest(now, own + more, wash, HOURS, ahead)


@settings(deadline=None)
@given(moments, minutes, st.booleans(), loads)
def test_a_car_that_comes_later_is_never_promised_earlier(now, own, wash, ahead):
    later = now + timedelta(minutes=7)
    assert earliest_honest(now, own, wash, HOURS, ahead) <= earliest_honest(
        later, own, wash, HOURS, ahead
    )


weeks = st.builds(
    lambda opens, closes, weekdays: Settings(
        opens=time(opens), closes=time(closes), open_weekdays=tuple(sorted(weekdays))
    ),
    st.integers(5, 10), st.integers(15, 23), st.sets(st.integers(1, 7), min_size=1),
)  # fmt: skip


@settings(deadline=None)
@given(moments, minutes, st.booleans(), loads, weeks)
def test_nothing_is_promised_in_closed_hours(now, own, wash, ahead, week):
    hours = Hours(week)
    promised = earliest_honest(now, own, wash, hours, ahead)
    local = hours.local(promised).time()
    assert promised > now
    assert hours.is_open_day(hours.day(promised))
    assert week.opens <= local <= week.closes
    assert not week.break_from < local < week.break_to


@settings(deadline=None)
@given(moments, minutes, loads)
def test_a_promise_is_a_quarter_of_an_hour(now, own, ahead):
    assert HOURS.local(earliest_honest(now, own, False, HOURS, ahead)).minute % 15 == 0


# --- the load --------------------------------------------------------------------------


def test_an_empty_shop_keeps_nobody_waiting():
    assert load([], directory(), HOURS, at("8:00")) == Load(0, len(AT_WORK))


def test_only_hands_that_are_there_are_counted():
    away = directory(*((p.id, MONDAY) for p in (ZHENG, FENG, CAI)))
    assert load([], away, HOURS, at("8:00")).hands == len(AT_WORK) - 3


def test_with_nobody_there_a_time_is_still_proposed():
    away = directory(*((p.id, MONDAY) for p in AT_WORK))
    assert load([], away, HOURS, at("8:00")) == Load(0, 1)


def test_what_stands_in_front_is_the_work_left_as_everywhere_else():
    shop = Story()
    waits, works = shop.waiting(), shop.working()
    shop.do(ZHENG, "report_delay", works, minutes=25, reason="螺栓锈死")
    left = [labour_left(shop[car], HOURS, shop.now) for car in (waits, works)]
    assert left == [90, 85], "half an hour is done, 25 minutes have come on top"
    assert load(shop.cards.values(), directory(), HOURS, shop.now).minutes == 175


def test_cars_that_stand_still_or_are_done_are_not_in_front():
    shop = Story()
    for lane in ("arrived", "stopped", "checking", "washing", "settling", "ready"):
        getattr(shop, lane)()
    assert load(shop.cards.values(), directory(), HOURS, shop.now).minutes == 0
    waits = shop.waiting()
    in_front = load(shop.cards.values(), directory(), HOURS, shop.now)
    assert in_front.minutes == shop[waits].planned_minutes
