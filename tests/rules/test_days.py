"""Single days: closed, open with hours of their own, overtime of a team; the public calendar
beneath them (SPEC §3: week, holidays with make-up workdays, overtime per team and day)."""

from datetime import date, time

import pytest

from app.public_days import holiday_name, public_days
from app.records import dump_shop, load_shop
from board.fold import fold
from board.people import Person
from board.shop import Shop
from tests.cast import CHEN, ENGINE, LI, LIANG, QUICK, at
from tests.shop_story import ShopStory

MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 29)


def test_a_day_is_closed_opened_and_as_usual_again():
    story = ShopStory()
    story.do(LIANG, "set_day", day=MONDAY, open=False)
    assert not story.shop.hours.is_open_day(MONDAY)
    story.do(LIANG, "set_day", day=MONDAY, open=True, opens=time(10), closes=time(15))
    assert story.shop.hours.stretches(MONDAY) == [
        (at("10:00"), at("12:00")), (at("13:00"), at("15:00"))
    ]  # fmt: skip
    story.do(LIANG, "set_day", day=MONDAY)
    assert story.shop.days == {} and story.shop.hours.opening(MONDAY) == at("8:00")


def test_overtime_is_of_one_team_on_one_day():
    story = ShopStory()
    story.do(LI, "set_overtime", team=ENGINE, day=MONDAY, until=time(20))
    hours = story.shop.hours
    assert hours.stretches(MONDAY, ENGINE)[-1][1] == at("20:00")
    assert hours.stretches(MONDAY, QUICK)[-1][1] == at("18:00")
    assert hours.shift_end(at("14:00"), ENGINE) == at("20:00")
    assert hours.shift_end(at("14:00"), QUICK) == at("18:00")
    story.do(LI, "set_overtime", team=ENGINE, day=MONDAY)
    assert story.shop.overtimes == []


def test_on_a_closed_day_the_shift_ends_with_the_overtime():
    story = ShopStory()
    story.do(LI, "set_overtime", team=ENGINE, day=SUNDAY, until=time(11))
    hours = story.shop.hours
    assert hours.shift_end(at("9:00", 29), ENGINE) == at("11:00", 29)
    assert hours.stretches(SUNDAY, QUICK) == []


def test_what_makes_no_sense_is_refused():
    story = ShopStory()
    says = story.says
    assert says(LIANG, "set_day", day=MONDAY, open=True, opens=time(19)) == "closes_before_opening"
    early = says(LI, "set_overtime", team=ENGINE, day=MONDAY, until=time(18))
    assert early == "overtime_too_early"
    assert says(LI, "set_overtime", team="none", day=MONDAY, until=time(20)) == "unknown_team"
    assert says(LI, "set_day", day=MONDAY, open=False) == "forbidden"
    assert says(CHEN, "set_overtime", team=ENGINE, day=MONDAY, until=time(20)) == "forbidden"
    assert story.events == []


def test_nothing_is_taken_back_that_was_not_set():
    story = ShopStory()
    assert story.says(LIANG, "set_day", day=MONDAY) == "nothing_to_change"
    assert story.says(LI, "set_overtime", team=ENGINE, day=MONDAY) == "nothing_to_change"


def test_on_a_day_that_is_closed_nobody_stays():
    story = ShopStory()
    story.do(LI, "set_overtime", team=ENGINE, day=MONDAY, until=time(20))
    story.do(LI, "set_overtime", team=QUICK, day=MONDAY, until=time(19))
    story.do(LIANG, "set_day", day=MONDAY, open=False)
    assert story.shop.overtimes == []
    assert story.shop.hours.stretches(MONDAY, ENGINE) == []


def test_the_public_calendar_lies_beneath_and_the_shops_own_word_above():
    story = ShopStory()
    story.shop.public = public_days()
    national, make_up = date(2026, 10, 1), date(2026, 9, 20)
    hours = story.shop.hours
    assert make_up.isoweekday() == 7
    assert (hours.is_open_day(national), hours.is_open_day(make_up)) == (False, True)
    story.do(LIANG, "set_day", day=national, open=True)
    assert story.shop.hours.is_open_day(national)
    story.do(LIANG, "change_settings", public_holidays=False)
    assert not story.shop.hours.is_open_day(make_up)


@pytest.mark.parametrize(("language", "name"), [("zh-CN", "春节"), ("en", "Spring Festival")])
def test_a_holiday_has_its_name(language, name):
    assert name in (holiday_name(date(2026, 2, 17), language) or "")
    assert holiday_name(MONDAY, language) is None


def test_the_stored_shop_is_the_fold_of_its_events_without_the_public_calendar():
    story = ShopStory()
    story.shop.public = public_days()
    story.do(LIANG, "set_day", day=MONDAY, open=False)
    story.do(LI, "set_overtime", team=ENGINE, day=MONDAY, until=time(20))
    stored = dump_shop(story.shop)
    assert "2026-10-01" not in stored
    fresh = Shop(people=dict(story.shop.people), teams=dict(story.shop.teams))
    assert load_shop(stored) == fold(story.events, fresh) == story.shop


def test_only_the_admin_the_manager_and_for_overtime_the_foreman():
    for role, set_day, overtime in (("admin", "done", "done"), ("foreman", "forbidden", "done")):
        who, story = Person("X", "", (role,)), ShopStory()
        assert story.says(who, "set_day", day=MONDAY, open=False) == set_day
        late = story.says(who, "set_overtime", team=QUICK, day=SUNDAY, until=time(20))
        assert late == overtime
