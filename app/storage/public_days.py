"""Knows China's public calendar: holidays, and the workdays that make up for them (rules.md §3)."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from app.words import DEFAULT

if TYPE_CHECKING:
    from holidays import HolidayBase

YEARS = range(2024, 2036)
NAMES_IN = {"zh-CN": "zh_CN", "en": "en_US"}


@cache
def public_days() -> Mapping[date, bool]:
    """False for a holiday, True for a workday that makes up for one; what is not announced yet is
    as the law has it, without days moved."""
    china = _china(DEFAULT)
    return dict.fromkeys(china, False) | dict.fromkeys(china.weekend_workdays, True)


def holiday_name(day: date, language: str) -> str | None:
    name: str | None = _china(language).get(day)
    return name


@cache
def _china(language: str) -> "HolidayBase":
    # Only where a calendar is looked at: it takes a moment to load.
    from holidays import country_holidays

    return country_holidays("CN", years=YEARS, language=NAMES_IN[language])
