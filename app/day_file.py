"""Reads a dealer system's day file of appointments, row by row, into what a card needs."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.day_values import (
    Calendar,
    plain_phone,
    plain_plate,
    read_date,
    read_fen,
    read_kilometres,
    read_kind,
    read_minutes,
    read_promise,
    read_requests,
    read_time,
    read_yes_no,
)
from app.table_file import Table, read_table
from app.table_line import Line, Problem, plain
from devices.scanning import plain_order_no

FIELDS = {
    "预约单号": "order_no",
    "预约日期": "date",
    "预约时间": "time",
    "客户姓名": "customer",
    "手机": "phone",
    "车牌号": "plate",
    "车型": "model",
    "行驶里程": "odometer",
    "业务类型": "kind",
    "要求事项": "requests",
    "预计工时(小时)": "hours",
    "预计费用(元)": "price",
    "承诺交车时间": "promise",
    "服务顾问": "advisor",
    "洗车": "wash",
    "在店等候": "waiting_on_site",
    "备注": "remark",
}
NEEDED = ("order_no", "date", "time", "customer", "model", "requests", "hours", "price")
MOST_LETTERS = {
    "order_no": 40, "customer": 60, "phone": 40, "plate": 20, "model": 80,
    "requests": 4_000, "advisor": 40, "remark": 1_000,
}  # fmt: skip
MOST_REQUESTS, MOST_OF_A_REQUEST = 40, 500
FALLBACK_KIND = "repair"


@dataclass(frozen=True, kw_only=True)
class DayRow:
    """One row: its line in the file, its cells as they stand there, and what they mean.

    Times are aware UTC, hours whole minutes, money fen. A row with `problems` cannot become a
    card and its values are not to be used; `warnings` leave it usable."""

    line: int
    headings: tuple[str, ...]
    cells: tuple[str, ...]
    order_no: str
    appointment_at: datetime | None
    customer: str
    phone: str | None
    plate: str | None
    model: str
    odometer: int | None
    kind: str
    requests: tuple[str, ...]
    planned_minutes: int | None
    price_fen: int | None
    promise_at: datetime | None
    advisor: str | None
    wash: bool
    waiting_on_site: bool
    remark: str | None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()

    def as_written(self, field: str) -> str:
        """The cell of a field as it stands in the file."""
        named = (plain(heading).casefold() for heading in self.headings)
        cells = dict(zip(named, self.cells, strict=True))
        return next((cells.get(plain(h).casefold(), "") for h, f in FIELDS.items() if f == field))


@dataclass(frozen=True)
class DayFile:
    headings: tuple[str, ...]
    rows: tuple[DayRow, ...]


def read_day_file(data: bytes, zone: ZoneInfo, next_working_day: Callable[[date], date]) -> DayFile:
    """The rows of a day file, good and bad, in the file's order; raises Unreadable."""
    table = read_table(data, FIELDS, NEEDED)
    calendar = Calendar(zone, next_working_day)
    rows = (_Reader(table, line, calendar).row() for line in table.lines)
    return DayFile(table.headings, tuple(rows))


MEANT = (
    "order_no", "appointment_at", "customer", "phone", "plate", "model", "odometer", "kind",
    "requests", "planned_minutes", "price_fen", "promise_at", "advisor", "wash",
    "waiting_on_site", "remark",
)  # fmt: skip


def fingerprint(row: DayRow) -> str:
    """What the row says, as canonical JSON: equal for rows that mean the same, however written. It
    names empty fields too, and so says which ones the version knew that read the row (`differing`).
    It holds personal data."""
    meant = {name: _written(getattr(row, name)) for name in MEANT}
    return json.dumps(meant, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def differing(stands: str, found: str) -> list[tuple[str, object, object]]:
    """(field, as it stood, as it is now) of two fingerprints of a row. They may be of different
    versions, and only what both of them knew is held against each other."""
    before, after = json.loads(stands), json.loads(found)
    known = sorted(before.keys() & after.keys())
    return [(name, before[name], after[name]) for name in known if before[name] != after[name]]


def _written(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value


class _Reader:
    """Reads one line and gathers what is wrong with it."""

    def __init__(self, table: Table, line: Line, calendar: Calendar) -> None:
        self.table, self.line, self.calendar = table, line, calendar
        self.problems = [Problem(line.fault, "line")] if line.fault else []
        self.warnings: list[Problem] = []

    def row(self) -> DayRow:
        values = self.who_and_what() | self.when() | self.how()
        self.measure(values["requests"])
        return DayRow(
            line=self.line.number,
            headings=self.table.headings,
            cells=self.line.cells,
            **values,
            # with a fault in the line itself, what its cells seem to say is only its consequence
            problems=tuple(self.problems[:1] if self.line.fault else self.problems),
            warnings=tuple(self.warnings),
        )

    def who_and_what(self) -> dict[str, Any]:
        return {
            "order_no": self.needed("order_no", plain_order_no) or "",
            "customer": self.needed("customer", str) or "",
            "phone": plain_phone(self.text("phone")) or None,
            "plate": plain_plate(self.text("plate")) or None,
            "model": self.needed("model", str) or "",
            "odometer": self.optional("odometer", read_kilometres),
            "requests": self.needed("requests", read_requests) or (),
            "remark": self.text("remark") or None,
        }

    def when(self) -> dict[str, Any]:
        day, clock = self.needed("date", read_date), self.needed("time", read_time)
        if day is None or clock is None:
            return {"appointment_at": None, "promise_at": None}
        appointment_at = self.calendar.instant(day, clock)
        promise_at = self.promise(day, appointment_at) if self.text("promise") else None
        return {"appointment_at": appointment_at, "promise_at": promise_at}

    def how(self) -> dict[str, Any]:
        return {
            "kind": self.kind(),
            "planned_minutes": self.needed("hours", read_minutes),
            "price_fen": self.needed("price", read_fen),
            "advisor": self.text("advisor") or None,
            "wash": self.optional("wash", read_yes_no) or False,
            "waiting_on_site": self.optional("waiting_on_site", read_yes_no) or False,
        }

    def text(self, field: str) -> str:
        return self.table.cell(self.line, field)

    def needed(self, field: str, read: Callable[[str], Any]) -> Any:
        """The value, or None and a problem: without it there can be no card."""
        text = self.text(field)
        try:
            value = read(text)
        except ValueError:
            value = None
        if not text or value in ("", ()):
            self.problems.append(Problem(f"missing_{field}", field, text))
        elif value is None:
            self.problems.append(Problem(f"bad_{field}", field, text))
        return value

    def optional(self, field: str, read: Callable[[str], Any]) -> Any:
        """The value, or None; what cannot be read is warned of and left out."""
        try:
            return read(self.text(field)) if self.text(field) else None
        except ValueError:
            self.warnings.append(Problem(f"bad_{field}", field, self.text(field)))
            return None

    def kind(self) -> str:
        """An unknown kind of job is no reason to leave a customer without a card."""
        text = self.text("kind")
        try:
            return read_kind(text)
        except ValueError:
            code = "unknown_kind" if text else "missing_kind"
            self.warnings.append(Problem(code, "kind", text))
            return FALLBACK_KIND

    def promise(self, day: date, appointment_at: datetime) -> datetime | None:
        text = self.text("promise")
        try:
            promise_at = read_promise(text, day, self.calendar)
        except ValueError:
            self.problems.append(Problem("bad_promise", "promise", text))
            return None
        if promise_at <= appointment_at:
            self.problems.append(Problem("promise_before_appointment", "promise", text))
        return promise_at

    def measure(self, requests: tuple[str, ...]) -> None:
        """Refuses what a card has no room for, and warns of characters lost in the export."""
        long = [field for field, most in MOST_LETTERS.items() if len(self.text(field)) > most]
        if len(requests) > MOST_REQUESTS or any(len(r) > MOST_OF_A_REQUEST for r in requests):
            long.append("requests")
        for field in dict.fromkeys(long):
            self.problems.append(Problem("too_long", field, self.text(field)[:40]))
        for field in FIELDS.values():
            if "\ufffd" in self.text(field):
                into = self.problems if field == "order_no" else self.warnings
                into.append(Problem("garbled", field, self.text(field)[:40]))
