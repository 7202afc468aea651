"""Single days: closed, open with hours of their own, overtime of a team (rules.md §3)."""

from datetime import date, time

from board.people.people import Person
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


def test_only_the_admin_the_manager_and_for_overtime_the_foreman():
    for role, set_day, overtime in (("admin", "done", "done"), ("foreman", "forbidden", "done")):
        who, story = Person("X", "", (role,)), ShopStory()
        assert story.says(who, "set_day", day=MONDAY, open=False) == set_day
        late = story.says(who, "set_overtime", team=QUICK, day=SUNDAY, until=time(20))
        assert late == overtime
