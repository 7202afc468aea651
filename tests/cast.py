"""The fixed cast of the tests: the thirty people of the demo shop, by name, and a Monday."""

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

from board.people import Directory, Person, Team

STAFF = Path(__file__).parent.parent / "app" / "demo" / "staff.csv"


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(";") if part)


def _read() -> dict[str, Person]:
    with STAFF.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row["编号"]: Person(row["编号"], row["姓名"], _parts(row["角色"]), row["班组"] or None,
                            _parts(row["技能"]))
        for row in rows
    }  # fmt: skip


PEOPLE = _read()
ENGINE, HYBRID, QUICK, BODY, WASHERS = "机电一组", "机电二组", "快保组", "钣喷组", "洗车组"
TEAMS = {name: Team(name, name) for name in (ENGINE, HYBRID, QUICK, BODY, WASHERS)}

LIANG = PEOPLE["M01"]  # manager, admin
LI = PEOPLE["F01"]  # foreman
CHEN, HUANG, LIN = PEOPLE["S01"], PEOPLE["S02"], PEOPLE["S03"]  # advisors
WU = PEOPLE["T01"]  # leader of ENGINE, also a technician
ZHENG, FENG, CAI = PEOPLE["T02"], PEOPLE["T03"], PEOPLE["T04"]  # technicians of ENGINE
XIE = PEOPLE["T05"]  # leader of HYBRID
DENG, CAO, PENG = PEOPLE["T06"], PEOPLE["T07"], PEOPLE["T08"]  # technicians of HYBRID
XU = PEOPLE["T09"]  # leader of QUICK
REN = PEOPLE["Q01"]  # inspector
JIANG = PEOPLE["Q02"]  # inspector and technician of ENGINE
SHI = PEOPLE["W01"]  # washer
ZHONG = PEOPLE["C01"]  # cashier
BAI = PEOPLE["R01"]  # reception
MENG = PEOPLE["K01"]  # care
DING = PEOPLE["P01"]  # parts


def directory(*absent: tuple[str, object]) -> Directory:
    """Everybody, with (person, day) absences."""
    return Directory(PEOPLE, TEAMS, frozenset(absent))  # type: ignore[arg-type]


def at(clock: str, day: int = 23) -> datetime:
    """A time of day in Shanghai on a day of November 2026; the 23rd is a Monday."""
    hour, minute = (int(part) for part in clock.split(":"))
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


def watcher_of(view: str) -> str:
    """Somebody who may watch a view of the board."""
    return {"jobs": "T02", "advisor": "S01"}.get(view, "F01")
