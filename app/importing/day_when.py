"""Knows when a row of a day file wants to come: by a day and a time in two cells, in one, or by the
day that stands over the whole list."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from app.importing.day_times import read_day_and_clock
from app.importing.table_line import Problem

_DAY = re.compile(r"\d{4} ?[-/.年] ?\d{1,2} ?[-/.月] ?\d{1,2}")
_OF_THE_LIST_ITSELF = re.compile("打印|导出|制表|操作|生成|统计时间|print|export", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """What a cell says: `day` and `clock`, each None where it does not; `bad`: nothing at all."""

    day: date | None = None
    clock: time | None = None
    bad: bool = False


@dataclass(frozen=True)
class Appointment:
    day: date | None
    clock: time | None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def day_of_the_list(above: Iterable[str]) -> date | None:
    """The one day that titles over a table name, when it was printed aside."""
    titles = [text for text in above if not _OF_THE_LIST_ITSELF.search(text)]
    named = {_said(found, None).day for text in titles for found in _DAY.findall(text)} - {None}
    return named.pop() if len(named) == 1 else None


def appointment(date_text: str, time_text: str, of_the_list: date | None) -> Appointment:
    """What the two cells of a row say together; a day that no cell names is that of the list."""
    year = of_the_list.year if of_the_list else None
    by_date, by_time = _said(date_text, year), _said(time_text, year)
    problems = [Problem("bad_date", "date", date_text)] if by_date.bad else []
    problems += [Problem("bad_time", "time", time_text)] if by_time.bad else []
    day = by_date.day or by_time.day or of_the_list
    beside = by_date.clock if by_date.clock != time() else None
    clock = beside if by_time.clock is None else by_time.clock
    if not date_text and day is None and not by_time.bad:
        problems.append(Problem("missing_date", "date", date_text))
    if clock is None and not by_time.bad and not by_date.bad:
        problems.append(Problem("missing_time", "time", time_text))
    if by_date.day and by_time.day and by_date.day != by_time.day:
        problems.append(Problem("two_days", "time", time_text))
    other = beside is not None and beside != clock
    warnings = (Problem("two_times", "date", date_text),) if other else ()
    return Appointment(day, clock, tuple(problems), warnings)


def _said(text: str, year: int | None) -> Said:
    if not text:
        return Said()
    try:
        day, clock = read_day_and_clock(text, year)
    except ValueError:
        return Said(bad=True)
    return Said(day, None if day and clock == time() else clock)
