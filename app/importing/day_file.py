"""Reads a dealer system's day file of appointments, row by row, into what a card needs."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from app.importing.choices import AS_IT_IS, Choices
from app.importing.day_headings import DAY
from app.importing.day_reader import Reading, RowReader
from app.importing.day_row import DayRow
from app.importing.day_times import Calendar
from app.importing.table_file import read_table


@dataclass(frozen=True)
class DayFile:
    headings: tuple[str, ...]
    rows: tuple[DayRow, ...]


def read_day_file(
    data: bytes,
    zone: ZoneInfo,
    next_working_day: Callable[[date], date],
    choices: Choices = AS_IT_IS,
) -> DayFile:
    """The rows of a day file, good and bad, in the file's order; those its reader does not see are
    left out unless `choices` say otherwise. Raises Unreadable."""
    table = read_table(data, DAY, choices.chosen)
    reading = Reading(table, Calendar(zone, next_working_day), choices)
    rows = (RowReader(reading, line).row() for line in table.lines)
    return DayFile(table.headings, tuple(rows))


MEANT = (
    "order_no", "appointment_at", "customer", "phone", "plate", "vin", "model", "odometer", "kind",
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
