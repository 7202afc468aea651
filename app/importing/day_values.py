"""Knows how the values of a day file are written: dates, times, hours, yuan, plates, phones.

Every reader takes the cell's text and raises ValueError where it says nothing of the kind."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from app.importing.table_line import half_width, plain

KINDS = {
    "保养": "maintenance",
    "一般维修": "repair",
    "保修索赔": "warranty",
    "服务活动": "campaign",
    "钣喷": "body",
    "检测": "inspection",
    "返修": "rework",
}
MOST_HOURS = 1_000
MOST_YUAN = 10_000_000
MOST_KILOMETRES = 9_999_999

_DATE = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})日?|(\d{4})(\d\d)(\d\d)")
_TIME = re.compile(r"(\d{1,2}):(\d\d)(?::\d\d(?:\.\d+)?)?", re.ASCII)
_NUMBER = re.compile(r"(\d{1,12}|\d{1,3}(?:,\d{3}){1,3})(\.\d{1,6})?", re.ASCII)
_DASHES = "-‐‑‒–—―−－_"
_DOTS = "·.•・‧∙⋅。"
_YES = {"是", "y", "yes", "true", "1", "√", "✓", "有"}
_NO = {"", "否", "n", "no", "false", "0", "×", "x", "无"}


@dataclass(frozen=True)
class Calendar:
    """The shop's timezone, and the function that gives the working day after a day."""

    zone: ZoneInfo
    next_working_day: Callable[[date], date]

    def instant(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self.zone).astimezone(UTC)


def read_date(text: str) -> date:
    text = re.sub(r"[ T]0?0:00(:00)?$", "", half_width(text))
    found = _DATE.fullmatch(text)
    if not found:
        raise ValueError(text)
    year, month, day = (int(part) for part in found.groups() if part)
    if not 2000 <= year <= 2199:
        raise ValueError(text)
    return date(year, month, day)


def read_time(text: str) -> time:
    found = _TIME.fullmatch(half_width(text))
    if not found:
        raise ValueError(text)
    return time(int(found[1]), int(found[2]))


def read_promise(text: str, appointment: date, calendar: Calendar) -> datetime:
    """`11:00` on the day of the appointment, `次日 11:00` on the working day after it, or a
    time with its own date."""
    words = half_width(text)
    if words.startswith(("次日", "当日")):
        clock = read_time(words[2:])
        next_day = words.startswith("次日")
        day = calendar.next_working_day(appointment) if next_day else appointment
        return calendar.instant(day, clock)
    *before, last = words.replace("T", " ").rsplit(" ", 1)
    day = read_date(before[0]) if before else appointment
    return calendar.instant(day, read_time(last))


def read_minutes(text: str) -> int:
    """Hours, as the dealer system writes them, in whole minutes."""
    hours = _number(re.sub(r"(小时|h)$", "", half_width(text)), MOST_HOURS)
    return _whole(hours * 60)


def read_fen(text: str) -> int:
    """Yuan in fen."""
    yuan = _number(re.sub(r"^[¥¥]|元$", "", half_width(text)), MOST_YUAN)
    return _whole(yuan * 100)


def read_kilometres(text: str) -> int:
    kilometres = re.sub(r"(公里|km)$", "", half_width(text), flags=re.IGNORECASE)
    return _whole(_number(kilometres, MOST_KILOMETRES))


def _number(text: str, most: int) -> Decimal:
    text = text.strip()
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    number = Decimal(text.replace(",", ""))
    if number > most:
        raise ValueError(text)
    return number


def _whole(number: Decimal) -> int:
    return int(number.quantize(Decimal(1), ROUND_HALF_UP))


def read_yes_no(text: str) -> bool:
    word = plain(text).casefold()
    if word not in _YES | _NO:
        raise ValueError(text)
    return word in _YES


def read_kind(text: str) -> str:
    try:
        return KINDS[plain(text)]
    except KeyError:
        raise ValueError(text) from None


def read_requests(text: str) -> tuple[str, ...]:
    """The customer's requests. Only the full-width ； separates them: a half-width one may be
    part of what the customer said."""
    return tuple(part.strip() for part in text.split("；") if part.strip())


def plain_plate(text: str) -> str:
    """A plate as it is compared and shown: half width, upper case, no blanks, dots or dashes."""
    return _without(plain(text), _DASHES + _DOTS).upper()


def plain_phone(text: str) -> str:
    """A phone's digits as dialled; `.0` is what a spreadsheet adds to a number."""
    return _without(re.sub(r"^(\d+)\.0$", r"\1", plain(text)), _DASHES + _DOTS)


def plain_name(text: str) -> str:
    """A person's name for comparing."""
    return plain(text).casefold()


def _without(text: str, characters: str) -> str:
    return text.translate(dict.fromkeys(map(ord, characters)))
