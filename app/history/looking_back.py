"""Knows the board as it stood at any past moment (rules.md §10), from `changes` alone.

The board at a number is the latest row of each card up to it. So that a day a year back costs no
more than yesterday, the numbers of the rows then on the board are noted down every EVERY changes
(a frame); what came since the last frame is read row by row. Frames say nothing that `changes` does
not: without them the same board is found, only later."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, func, or_, select

from app.history.frames import on_board_at
from app.storage import tables as t
from app.storage.read_session import ReadSession
from board.card.lanes import ON_BOARD
from board.events.event import instant, stamp
from board.planning.tone import LATE, OVERDUE

_C = t.changes.c
LATE_NOW = tuple(f'%"tone":"{tone}"%' for tone in (LATE, OVERDUE))


@dataclass(frozen=True)
class Past:
    """The board after change `seq`, as it stood at `at`."""

    seq: int
    at: datetime
    tiles: list[dict[str, Any]]

    @property
    def lanes(self) -> dict[str, list[dict[str, Any]]]:
        """As `GET /board` has them: all lanes, in order."""
        found: dict[str, list[dict[str, Any]]] = {lane: [] for lane in ON_BOARD}
        for one in sorted(self.tiles, key=lambda tile: (tile["rank"], tile["id"])):
            found[one["lane"]].append(one)
        return found


@dataclass(frozen=True)
class Turn:
    """When a car began to be late on a day; `at` null: it was so when the day began."""

    tile: dict[str, Any]
    at: datetime | None


def past_moment(text: str, now: datetime) -> datetime | None:
    """RFC 3339 → the moment; None where it says none, or one to come."""
    try:
        said = datetime.fromisoformat(text)
        at = said.astimezone(UTC) if said.tzinfo else None
    except (ValueError, OverflowError):
        return None
    return at if at and at <= now else None


def board_at(reading: ReadSession, at: datetime) -> Past:
    """The board at a moment: whatever had been written by then."""
    return board_after(reading, number_at(reading, at), at)


def board_after(reading: ReadSession, seq: int, at: datetime) -> Past:
    rows = _rows(reading, list(on_board_at(reading, seq).values()))
    return Past(seq, at, [json.loads(row.tile) for row in rows])


def number_at(reading: ReadSession, at: datetime) -> int:
    """The last change up to a moment; 0 before the first. The times of one second, as texts, are in
    no order, so they are looked at one by one. Where a clock was set back, what was written since
    counts: a later number is a later board."""
    second = _second(at)
    upto = [seq for seq, moment in _within(reading, second) if moment <= at]
    if not upto:
        latest = reading.connection.scalar(
            select(func.max(_C.at)).where(_C.shop == reading.id, _C.at < second)
        )
        upto = [seq for seq, _ in _within(reading, latest[:19])] if latest else [0]
    return _until(reading, max(upto), second)


def _until(reading: ReadSession, seq: int, second: str) -> int:
    """And what was written after it although a clock that was set back dates it earlier."""
    first_later = reading.connection.scalar(
        select(_C.seq)
        .where(_C.shop == reading.id, _C.seq > seq, _C.at >= second)
        .order_by(_C.seq)
        .limit(1)
    )
    return first_later - 1 if first_later else reading.row.seq


def _second(at: datetime) -> str:
    """The second of a moment, as the times of changes begin."""
    return at.astimezone(UTC).isoformat()[:19]


def _next(second: str) -> str:
    return (datetime.fromisoformat(second) + timedelta(seconds=1)).isoformat()


def _within(reading: ReadSession, second: str) -> list[tuple[int, datetime]]:
    rows = reading.connection.execute(
        select(_C.seq, _C.at).where(_C.shop == reading.id, _C.at >= second, _C.at < _next(second))
    )
    return [(row.seq, at) for row in rows if (at := instant(row.at))]


def time_of(reading: ReadSession, seq: int) -> datetime:
    text: str | None = reading.connection.scalar(
        select(_C.at).where(_C.shop == reading.id, _C.seq == seq)
    )
    at = instant(text)
    assert at is not None, seq
    return at


def changed_at(reading: ReadSession, seq: int) -> list[str]:
    """The cars that changed in the second of a change."""
    if not seq:
        return []
    numbers = [n for n, _ in _within(reading, _second(time_of(reading, seq))) if n <= seq]
    return [row.card for row in _rows(reading, numbers) if row.card]


def beside(reading: ReadSession, seq: int) -> tuple[datetime | None, datetime | None]:
    """When a car changed before the second of a change, and when after it."""
    here = _second(time_of(reading, seq)) if seq else "0001-01-01T00:00:00"
    before = _first(reading, (_C.seq < seq, _C.at < here), _C.seq.desc())
    after = _first(reading, (_C.seq > seq, _C.at >= _next(here)), _C.seq)
    return before, max(at for _, at in _within(reading, _second(after))) if after else None


def _first(
    reading: ReadSession, where: tuple[ColumnElement[bool], ...], order: ColumnElement[Any]
) -> datetime | None:
    of_a_car = (_C.shop == reading.id, _C.card.is_not(None), *where)
    found = select(_C.at).where(*of_a_car).order_by(order).limit(1)
    at: str | None = reading.connection.scalar(found)
    return instant(at)


# --- a day -----------------------------------------------------------------------------------


def numbers_of(reading: ReadSession, day_begins: datetime, day_ends: datetime) -> tuple[int, int]:
    """The last change before a day, and the last of the day."""
    return number_at(reading, day_begins), number_at(reading, day_ends)


def turned_late(reading: ReadSession, first: int, last: int) -> list[Turn]:
    """The cars that were late or overdue between two numbers and, for those that were not before,
    since when; the earliest first."""
    late = or_(*(_C.tile.like(text) for text in LATE_NOW))
    rows = reading.connection.execute(
        select(_C.card, func.min(_C.seq).label("seq"))
        .where(_C.shop == reading.id, _C.seq > first, _C.seq <= last, _C.card.is_not(None), late)
        .group_by(_C.card)
    ).all()
    before = on_board_at(reading, first)
    was = {row.card: row.tile for row in _rows(reading, list(before.values()))}
    found = []
    for row in _rows(reading, [row.seq for row in rows]):
        since = None if _is_late(was.get(row.card)) else instant(row.at)
        found.append(Turn(json.loads(row.tile), since))
    return sorted(found, key=lambda turn: (stamp(turn.at) or "", turn.tile["id"]))


def _is_late(text: str | None) -> bool:
    return bool(text) and json.loads(text or "{}").get("tone") in (LATE, OVERDUE)


def of_one_car(
    reading: ReadSession, card: str, first: int, last: int
) -> list[tuple[datetime, dict[str, Any]]]:
    """How a car stood between two numbers: at each of its changes, and as the day began."""
    rows = reading.connection.execute(
        select(_C.at, _C.tile)
        .where(_C.shop == reading.id, _C.card == card, _C.seq > first, _C.seq <= last)
        .order_by(_C.seq)
    ).all()
    before = reading.connection.execute(
        select(_C.at, _C.tile).where(
            _C.shop == reading.id,
            _C.seq
            == select(func.max(_C.seq))
            .where(_C.shop == reading.id, _C.card == card, _C.seq <= first)
            .correlate(None)
            .scalar_subquery(),
        )
    ).all()
    found = [(instant(row.at), json.loads(row.tile)) for row in [*before, *rows]]
    return [(at, tile) for at, tile in found if at is not None]


def days_bounds(reading: ReadSession, at: datetime) -> tuple[datetime, datetime]:
    """Midnight before a moment and the one after it, in the shop."""
    day = reading.hours.day(at)
    return reading.hours.at(day, time.min), reading.hours.at(day + timedelta(days=1), time.min)


# --- frames ----------------------------------------------------------------------------------


def _rows(reading: ReadSession, numbers: list[int]) -> Iterator[Row[*tuple[Any, ...]]]:
    return iter(
        reading.connection.execute(
            select(_C.seq, _C.at, _C.card, _C.tile)
            .where(_C.shop == reading.id, _C.seq.in_(numbers))
            .order_by(_C.seq)
        ).all()
    )
