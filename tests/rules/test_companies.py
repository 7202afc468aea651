"""A company is named whole; a person keeps the short name (rules.md §16)."""

import pytest

from board.card.short_name import short_name


@pytest.mark.parametrize(
    "name",
    [
        "深圳某某物流有限公司",
        "某某汽车租赁（广州）有限公司",
        "人民医院",
        "某某公司（二部）",
        "ACME Co., Ltd.",
    ],
)
def test_a_company_is_shown_by_its_name(name):
    assert short_name(name, None) == short_name(name, "先生") == name


@pytest.mark.parametrize(
    ("name", "short"), [("冯国强", "冯**"), ("欧阳雪", "欧阳**"), ("厂长", "厂**")]
)
def test_a_person_is_not(name, short):
    assert short_name(name, None) == short
