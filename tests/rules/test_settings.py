"""The shop's choices: changed through the rules, and never against each other."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.commands.refusal import Refused
from board.shop.default_settings import DEFAULTS, demand_sense
from board.shop.hours import Hours
from tests.cast import LI, LIANG
from tests.shop_story import ShopStory

SUNDAY = date(2026, 11, 29)


@pytest.fixture
def story() -> ShopStory:
    return ShopStory()


def test_the_defaults_make_sense():
    demand_sense(DEFAULTS)


def test_what_is_left_out_stays(story):
    story.do(LIANG, "change_settings", closes=time(20, 30), bays=["1号", "2号"])
    settings = story.shop.settings
    assert (settings.opens, settings.closes) == (time(8), time(20, 30))
    assert settings.bays == ("1号", "2号")
    assert settings.undo_seconds == DEFAULTS.undo_seconds


def test_opening_days_and_hours_are_what_the_shops_calendar_says(story):
    story.do(LIANG, "change_settings", open_weekdays=[1, 2, 7], opens=time(9, 0))
    hours: Hours = story.shop.hours
    assert hours.is_open_day(SUNDAY) and not hours.is_open_day(SUNDAY.replace(day=26))
    assert hours.local(hours.opening(SUNDAY)).hour == 9


def test_a_break_of_no_length_is_no_break(story):
    assert story.says(LIANG, "change_settings", break_from=time(12), break_to=time(12)) == "done"


@pytest.mark.parametrize(("change", "reason"), [
    ({}, "nothing_to_change"),
    ({"closes": time(8, 0)}, "closes_before_opening"),
    ({"opens": time(19, 0)}, "closes_before_opening"),
    ({"break_from": time(14, 0)}, "break_ends_before_it_begins"),
    ({"break_from": time(7, 0)}, "break_outside_opening_hours"),
    ({"break_to": time(18, 0)}, "break_outside_opening_hours"),
    ({"closes": time(12, 30)}, "break_outside_opening_hours"),
    ({"open_weekdays": []}, "no_open_day"),
    ({"open_weekdays": [0, 1]}, "unknown_weekday"),
    ({"open_weekdays": [8]}, "unknown_weekday"),
    ({"open_weekdays": [1, 1]}, "unknown_weekday"),
    ({"bays": ["1号", "2号", "1号"]}, "bay_twice"),
])  # fmt: skip
def test_what_contradicts_itself_is_refused(story, change, reason):
    assert story.says(LIANG, "change_settings", **change) == reason
    assert story.shop.settings == DEFAULTS


def test_settings_are_not_the_foremans(story):
    assert story.says(LI, "change_settings", undo_seconds=30) == "forbidden"


CLOCK = st.times().map(lambda t: t.replace(second=0, microsecond=0))


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(
    ("opens", "closes", "break_from", "break_to"), CLOCK)))  # fmt: skip
def test_whatever_is_accepted_leaves_a_day_that_can_be_worked(change):
    story = ShopStory()
    try:
        story.do(LIANG, "change_settings", **change)
    except Refused:
        return
    s = story.shop.settings
    assert s.opens < s.closes
    assert s.break_from == s.break_to or s.opens < s.break_from < s.break_to < s.closes


def test_a_team_is_renamed_but_not_like_another(story):
    first, second = list(story.shop.teams)[:2]
    story.do(LIANG, "change_team", team=first, name="机电甲组")
    assert story.shop.teams[first].name == "机电甲组"
    assert story.says(LIANG, "change_team", team=second, name="机电甲组") == "team_exists"
    assert story.says(LIANG, "change_team", team="G99", name="新组") == "unknown_team"
