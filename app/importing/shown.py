"""Knows which rows of an import a page shows, in what order, and what stands in their columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from app.importing.day_row import DayRow
from app.importing.plan import Plan, Planned

ROWS_A_PAGE = 200


@dataclass(frozen=True)
class Shown:
    """`rows` of `page` (the first is 1) of `pages`; `show`: the count whose rows they are, or
    None for all of them."""

    rows: tuple[Planned, ...]
    show: str | None
    page: int
    pages: int


def shown(rows: Sequence[Planned], show: str | None, page: int | None) -> Shown:
    """What needs a look comes first."""
    counted = Plan(tuple(rows)).counted()
    chosen = counted[show] if show in counted else sorted(rows, key=_urgency)
    pages = max(1, -(-len(chosen) // ROWS_A_PAGE))
    page = min(max(page or 1, 1), pages)
    part = chosen[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
    return Shown(tuple(part), show if show in counted else None, page, pages)


def _urgency(planned: Planned) -> tuple[int, int]:
    order = ("rejected", "conflict", "changed")
    if planned.outcome in order:
        return order.index(planned.outcome), planned.row.line
    warned = planned.outcome != "repeated" and planned.warnings
    return len(order) + (not warned), planned.row.line


def columns(row: DayRow, zone: ZoneInfo) -> dict[str, str]:
    """Column → text: what the row means, or, where it is rejected, what stands in the file."""
    if row.problems or row.left_out:
        cells = {name: row.as_written(name) for name in ("date", "time", *COLUMNS)}
        return cells | {"appointment_at": f"{cells.pop('date')} {cells.pop('time')}".strip()}
    day = _when(row.appointment_at, zone)
    promise = _when(row.promise_at, zone)
    return {
        "appointment_at": day,
        "customer": row.customer,
        "plate": row.plate or "",
        "model": row.model,
        "requests": "；".join(row.requests),
        "promise": promise[6:] if promise[:5] == day[:5] else promise,
        "advisor": row.advisor or "",
    }


COLUMNS = ("customer", "plate", "model", "requests", "promise", "advisor")


def _when(at: datetime | None, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%m-%d %H:%M}" if at else ""
