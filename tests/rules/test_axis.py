"""What the time axis takes from the rules: which skills a car asks for."""

import pytest

from board.axis import ASKED_BY, matching


@pytest.mark.parametrize(("requests", "kind", "skills"), [
    (["6万公里大保养", "更换刹车油"], "maintenance", ["保养", "制动"]),
    (["空调不制冷"], "repair", ["空调"]),
    (["底盘过坎异响"], "repair", ["底盘"]),
    (["前刹车异响,检查刹车片"], "repair", ["制动"]),
    (["左前门"], "body", ["钣金", "喷漆"]),
    (["客户说不出来"], "repair", []),
])  # fmt: skip
def test_the_words_of_a_request_suggest_skills(requests, kind, skills):
    assert matching(requests, kind, ASKED_BY) == skills


def test_a_skill_that_fits_is_asked_for_or_named_in_the_request_itself():
    assert matching(["6万公里大保养", "更换刹车油"], "maintenance", ("制动", "底盘")) == ["制动"]
    assert matching(["贴膜起泡"], "repair", ("贴膜",)) == ["贴膜"]
    assert matching(["客户说不出来"], "repair", ("保养",)) == []
