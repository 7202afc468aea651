"""How much labour a half-hour holds: technicians who are there, but not more than bays."""

from dataclasses import replace
from datetime import date, time

from board.planning.capacity import half_hours, labour_minutes
from board.shop.default_settings import DEFAULTS
from board.shop.hours import Day, Hours
from tests.cast import ENGINE, LI, LIANG, ZHENG
from tests.shop_story import ShopStory

MONDAY = date(2026, 11, 23)


def test_the_half_hours_of_a_day_leave_out_the_break():
    times = half_hours(Hours(DEFAULTS), MONDAY)
    assert (times[0], times[-1], len(times)) == (time(8, 0), time(17, 30), 18)
    assert time(12, 0) not in times and time(13, 0) in times


def test_a_break_that_ends_within_a_half_hour_leaves_it_open():
    settings = replace(DEFAULTS, break_from=time(12, 0), break_to=time(12, 45))
    times = half_hours(Hours(settings), MONDAY)
    assert time(12, 0) not in times and time(12, 30) in times


def test_hours_that_begin_at_a_quarter_are_received_in_their_half_hour():
    settings = replace(DEFAULTS, opens=time(8, 15), closes=time(9, 10), break_from=time(8, 30),
                       break_to=time(8, 30))  # fmt: skip
    assert half_hours(Hours(settings), MONDAY) == [time(8, 0), time(8, 30), time(9, 0)]


def test_a_day_with_other_hours_has_its_own_half_hours():
    short = Hours(DEFAULTS, days={MONDAY: Day(True, time(9), time(10, 30))})
    assert half_hours(short, MONDAY) == [time(9), time(9, 30), time(10)]
    assert half_hours(Hours(DEFAULTS, days={MONDAY: Day(False)}), MONDAY) == []


def test_whoever_is_absent_gives_no_labour():
    story = ShopStory()
    before = labour_minutes(story.shop.directory, DEFAULTS, MONDAY)
    story.do(LI, "mark_absent", person=ZHENG.id, day=MONDAY)
    assert labour_minutes(story.shop.directory, DEFAULTS, MONDAY) == before - 30
    assert labour_minutes(story.shop.directory, DEFAULTS, MONDAY.replace(day=24)) == before


def test_no_more_work_at_once_than_there_are_bays():
    story = ShopStory()
    story.do(LIANG, "change_settings", bays=["1号", "2号"])
    assert labour_minutes(story.shop.directory, story.shop.settings, MONDAY) == 60


def test_a_wall_of_some_teams_counts_their_people():
    story = ShopStory()
    engine = labour_minutes(story.shop.directory, DEFAULTS, MONDAY, (ENGINE,))
    assert engine == 30 * len([p for p in story.shop.people.values()
                               if p.team == ENGINE and p.works_on_cars])  # fmt: skip
