"""The public calendar beneath the shop's own days (rules.md §3: holidays with make-up workdays);
it is no part of what is stored of a shop."""

from datetime import date, time

import pytest

from app.storage.public_days import holiday_name, public_days
from app.storage.serialization import dump_shop, load_shop
from board.folding.fold import fold
from board.shop.shop import Shop
from tests.cast import ENGINE, LI, LIANG
from tests.shop_story import ShopStory

MONDAY = date(2026, 11, 23)


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
