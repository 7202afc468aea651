"""What the time axis takes from the rules: when the shop works on a day, what a car asks for."""

from dataclasses import replace
from datetime import date, time

import pytest

from board.axis import skills_asked
from board.hours import Hours
from board.settings import DEFAULTS
from tests.cast import at

MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 22)


def test_a_day_is_worked_in_two_stretches_with_the_break_between():
    assert Hours(DEFAULTS).stretches(MONDAY) == [
        (at("8:00"), at("12:00")), (at("13:00"), at("18:00")),
    ]  # fmt: skip


def test_a_shop_without_a_break_works_through():
    through = replace(DEFAULTS, break_from=time(12), break_to=time(12))
    assert Hours(through).stretches(MONDAY) == [(at("8:00"), at("18:00"))]


def test_nothing_is_worked_on_a_closed_day():
    assert Hours(DEFAULTS).stretches(SUNDAY) == []


@pytest.mark.parametrize(("requests", "kind", "skills"), [
    (["6万公里大保养", "更换刹车油"], "maintenance", ["保养", "制动"]),
    (["空调不制冷"], "repair", ["空调"]),
    (["底盘过坎异响"], "repair", ["底盘"]),
    (["前刹车异响,检查刹车片"], "repair", ["制动"]),
    (["左前门"], "body", ["钣金", "喷漆"]),
    (["客户说不出来"], "repair", []),
])  # fmt: skip
def test_the_words_of_a_request_suggest_skills(requests, kind, skills):
    assert skills_asked(requests, kind) == skills
