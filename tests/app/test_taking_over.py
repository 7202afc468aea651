"""What a row says now is taken over by its card where somebody says so, unless work has begun."""

import re

import pytest

from app.commands.perform import Command, perform
from app.commands.validation import arguments
from app.importing.choices import Choices
from app.importing.day import import_day
from tests.app.odd_sheets import good, text
from tests.app.test_odd_files import cards
from tests.cast import at
from tests.day_shop import ADVISOR

TAKING = Choices(changes_too=True)


def changed(**values: str) -> bytes:
    return text(good(1, **values))


@pytest.fixture
def shop(store):
    import_day(store, ADVISOR, changed())
    return store


def give(store, name: str, **raw: object) -> None:
    (card,) = cards(store)
    args = arguments(name, raw)
    assert perform(store, Command(ADVISOR, name, args, card.id, card.version)).ok


def test_a_card_takes_over_what_its_row_says_now(shop):
    found = {"预约时间": "10:00", "手机": "19900009999", "要求事项": "换机油；四轮定位",
             "备注": "急", "承诺交车时间": "15:00", "服务顾问": "林晓彤",
             "预计费用(元)": "900"}  # fmt: skip
    done = import_day(shop, ADVISOR, changed(**found), TAKING)
    assert done.counts["changed"] == 1 and done.counts["conflicts"] == 0
    (card,) = cards(shop)
    assert (card.appointment_at, card.promise_at) == (at("10:00"), at("15:00"))
    assert (card.customer.phone, card.price_fen, card.remark) == ("19900009999", 90_000, "急")
    assert card.requests == ["换机油", "四轮定位"] and card.vehicle.plate == "粤A12345"
    again = import_day(shop, ADVISOR, changed(**found), TAKING)
    assert again.counts["unchanged"] == 1 and "changed" not in again.counts


def test_nothing_is_taken_over_that_nobody_asked_for(shop):
    done = import_day(shop, ADVISOR, changed(备注="急"))
    assert done.counts["conflicts"] == 1 and cards(shop)[0].remark is None


def test_of_one_number_twice_in_a_file_the_first_is_taken(shop):
    done = import_day(shop, ADVISOR, text(good(1, 备注="甲"), good(1, 备注="乙")), TAKING)
    assert [planned.outcome for planned in done.rows] == ["changed", "conflict"]
    assert cards(shop)[0].remark == "甲"


def test_once_agreed_at_check_in_a_list_changes_no_money(shop):
    give(shop, "arrive")
    give(shop, "check_in", promise_at=at("12:00"), price_fen=60_000, planned_minutes=60)
    outcomes = [
        import_day(shop, ADVISOR, changed(**{heading: value}), TAKING).rows[0].outcome
        for heading, value in (("预计费用(元)", "900"), ("预约时间", "10:00"), ("手机", "199"))
    ]
    assert outcomes == ["conflict", "conflict", "changed"]
    assert cards(shop)[0].price_fen == 60_000


def test_what_the_page_shows_is_what_it_does(shop, import_page):
    address = import_page.hand_in(changed(备注="急")).location
    preview = import_page.get(address).text
    assert "备注：先 空,后 急" in preview and "1 行都改成文件里的" in preview
    import_page.post(f"{address}/changes_too", take="yes")
    preview = import_page.get(address).text
    assert "改 1 张卡" in preview
    import_page.post(address, seen=re.search(r'name="seen" value="(\w+)"', preview)[1])
    assert cards(shop)[0].remark == "急" and "改 1 张卡" in import_page.get(address).text
