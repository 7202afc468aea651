"""Knows how days and times of day are written in exports: both in one cell, a slot, a serial number
of a spreadsheet, 上午 and PM. Every reader raises ValueError where the text says no such thing."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from board.card.plain import half_width

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "|".join(MONTHS)
_FIRST_DAY, _FIRST_SERIAL, _LAST_SERIAL = date(1899, 12, 30), 36526, 109574  # 2000 to 2199
_SERIAL = re.compile(r"(\d{5})(?:\.0*|(\.\d+))?|0?(\.\d+)", re.ASCII)
_DAYS = (
    (re.compile(r"(?P<y>\d{4}) ?[-/.年] ?(?P<m>\d{1,2}) ?[-/.月] ?(?P<d>\d{1,2}) ?[日号]?"), ""),
    (re.compile(r"(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)(?=$|[ 上下]|\d{4}$|\d{6}$)"), ""),
    (re.compile(r"(?P<d>\d{1,2})[- ](?P<m>\d{1,2})月[- ](?P<y>\d{2}|\d{4})(?!\d)"), ""),
    (re.compile(rf"(?P<d>\d{{1,2}})[- ](?P<m>{_MONTH})[a-z]*[- ,]+(?P<y>\d{{4}}|\d\d)(?!\d)"), ""),
    (re.compile(rf"(?P<m>{_MONTH})[a-z]*[- ](?P<d>\d{{1,2}}),? (?P<y>\d{{4}})(?!\d)"), ""),
    (re.compile(r"(?P<m>\d{1,2})[/.-](?P<d>\d{1,2})[/.-](?P<y>\d{4})(?!\d)"), "either"),
    (re.compile(r"(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]?"), "year"),
    (re.compile(r"(?P<m>\d{1,2})[-/](?P<d>\d{1,2})(?= )"), "year"),
)
_WEEKDAY = re.compile(r"[(（]?(星期|周|礼拜)[一二三四五六日天][)）]?")
_MORNING, _NOON = ("上午", "早上", "凌晨", "am", "a.m."), ("中午",)
_EVENING = ("下午", "晚上", "傍晚", "晚", "pm", "p.m.")
_PART = "|".join(re.escape(word) for word in (*_MORNING, *_NOON, *_EVENING))
_CLOCK = re.compile(
    rf"(?P<before>{_PART})? ?(?P<h>\d{{1,2}}) ?"
    r"(?:[:时点] ?(?:(?P<m>\d{1,2}) ?分?(?:(?<=分)|(?<=\d))(?::?\d\d(?:\.\d+)?秒?)?"
    r"|(?P<half>半)|整)?"
    rf"|(?= ?(?:am|pm|a\.m\.|p\.m\.))) ?(?P<after>am|pm|a\.m\.|p\.m\.)?",
    re.ASCII,
)
_BARE_CLOCK = re.compile(r"(\d{1,2})(\d\d)(\d\d)?", re.ASCII)
_SLOT = re.compile(r" ?(?:[-~—–~至到]|--) ?(?=\D{0,4}\d)")


class NoClock(ValueError):
    """The text names a day and no time of it."""


@dataclass(frozen=True)
class Calendar:
    """The shop's timezone, and the function that gives the working day after a day."""

    zone: ZoneInfo
    next_working_day: Callable[[date], date]

    def instant(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self.zone).astimezone(UTC)


def read_day_and_clock(text: str, year: int | None = None) -> tuple[date | None, time | None]:
    """The day and the time of day that a text names, at least one of them. `year`: that of a day
    without one. Of a slot (9:00-9:30) the beginning counts."""
    words = _WEEKDAY.sub(" ", half_width(text).casefold().replace("：", ":"))
    words = re.sub(r"(?<=\d)t(?=\d)", " ", " ".join(words.split()))
    if serial := _SERIAL.fullmatch(words):
        return _of_serial(serial)
    words = re.sub(r"^(1899|1900)[-/]\d{1,2}[-/]\d{1,2} ", "", words)  # a sheet's time of no day
    day, rest = _day(words, year)
    if not rest:
        return day, None
    return day, _slot(rest)


def read_date(text: str) -> date:
    day, _ = read_day_and_clock(text)
    if day is None:
        raise ValueError(text)
    return day


def read_time(text: str) -> time:
    _, clock = read_day_and_clock(text)
    if clock is None:
        raise ValueError(text)
    return clock


def read_promise(text: str, appointment: date, calendar: Calendar) -> datetime:
    """`11:00` on the day of the appointment, `次日 11:00` on the working day after it, or a
    time with its own day."""
    words = half_width(text)
    for word in ("次日", "第二天", "明天", "翌日", "当日", "当天", "今天"):
        if words.startswith(word):
            same = word in ("当日", "当天", "今天")
            day = appointment if same else calendar.next_working_day(appointment)
            return calendar.instant(day, read_time(words[len(word) :]))
    named, clock = read_day_and_clock(words, appointment.year)
    if clock is None or (named and clock == time()):
        raise NoClock(text)
    return calendar.instant(named or appointment, clock)


def _of_serial(found: re.Match[str]) -> tuple[date | None, time | None]:
    """A spreadsheet counts days from 1900 and tells a time as a part of one."""
    whole, behind, alone = found.groups()
    part = alone or behind
    clock = None
    if part:
        seconds = round(float("0" + part) * 86400)
        clock = (datetime.min + timedelta(seconds=min(seconds, 86399))).time().replace(second=0)
    if not whole:
        return None, clock
    if not _FIRST_SERIAL <= int(whole) <= _LAST_SERIAL:
        raise ValueError(whole)
    return _FIRST_DAY + timedelta(days=int(whole)), clock


def _day(words: str, year: int | None) -> tuple[date | None, str]:
    """The day at the beginning of a text, and what follows it."""
    for pattern, unsure in _DAYS:
        if found := pattern.match(words):
            y, m, d = (_figure(found.groupdict().get(name)) for name in "ymd")
            if unsure == "year":
                if year is None:
                    raise ValueError(words)
                y = year
            if unsure == "either":
                m, d = _month_and_day(m, d)
            y += 2000 if y < 100 else 0
            if not 2000 <= y <= 2199:
                raise ValueError(words)
            return date(y, m, d), words[found.end() :].strip(" ,")
    return None, words


def _figure(text: str | None) -> int:
    return MONTHS.index(text) + 1 if text in MONTHS else int(text or 0)


def _month_and_day(first: int, second: int) -> tuple[int, int]:
    """11/23/2026 and 23/11/2026 can only be read one way; 11/12/2026 by nobody for sure."""
    if first > 12 >= second:
        return second, first
    if second > 12 >= first or first == second:
        return first, second
    raise ValueError(f"{first}/{second}")


def _slot(words: str) -> time:
    begins, *ends = _SLOT.split(words, maxsplit=1)
    for end in ends:
        _, rest = _day(end.strip(), None)
        _clock(rest)
    return _clock(begins)


def _clock(words: str) -> time:
    words = words.strip(" ()（）")
    if bare := _BARE_CLOCK.fullmatch(words):
        return time(int(bare[1]), int(bare[2]))
    found = _CLOCK.fullmatch(words)
    if not found:
        raise ValueError(words)
    hour, minute = int(found["h"]), 30 if found["half"] else int(found["m"] or 0)
    if found["m"] and len(found["m"]) == 1 and "分" not in words:
        raise ValueError(words)
    return time(_hour(hour, found["before"] or found["after"]), minute)


def _hour(hour: int, part: str | None) -> int:
    if part in _MORNING:
        if hour > 12:
            raise ValueError(part)
        return 0 if hour == 12 else hour
    if part in _EVENING and hour < 12:
        return hour + 12
    return hour + 12 if part in _NOON and hour < 3 else hour
