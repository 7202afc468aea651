"""Knows how people look back: the board as it stood at a past moment, the cars that were late on
that day and since when, and one car's day as a strip (rules.md §10)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask import Blueprint, render_template, request

from app import context
from app.api.problem import Problem
from app.history.looking_back import (
    beside,
    board_at,
    changed_at,
    days_bounds,
    numbers_of,
    of_one_car,
    past_moment,
    turned_late,
)
from app.people import signed_in
from app.storage.read_session import ReadSession
from board.card.lanes import GROUPS, LANES, MANAGEMENT
from board.events.event import instant, stamp

blueprint = Blueprint("past", __name__)

GROUPS_SHOWN = ("management", "ready", "due", "booked")
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Piece:
    """A stretch of a car's day in one state; `left` and `wide` in per cent of the strip."""

    tile: dict[str, Any]
    begins: datetime
    ends: datetime
    left: float
    wide: float


@blueprint.get("/board/at")
@signed_in.page_for_signed_in
def at_moment() -> Any:
    """`?at=TIME`, or `?day=2026-11-23&time=10:42` from the form; neither: as it stands now. With
    `part` only what changes from moment to moment."""
    view = context.read_session()
    at = _asked(view)
    begins, ends = _day_of(view, at)
    past = board_at(view, at)
    before, after = beside(view, past.seq)
    given: dict[str, Any] = {
        "at": at, "local": view.hours.local(at), "seq": past.seq, "count": len(past.tiles),
        "groups": _groups(past.tiles),
        "fresh": changed_at(view, past.seq), "before": before, "after": after,
    }  # fmt: skip
    if "part" in request.args:
        return render_template("past/_moment.html", **given)
    midnight = days_bounds(view, at)
    late = turned_late(view, *numbers_of(view, midnight[0], min(midnight[1], view.now)))
    return render_template(
        "past/board.html", **given, late=late, begins=begins,
        minutes=max(0, (min(ends, view.now) - begins) // MINUTE),
        minute=max(0, (at - begins) // MINUTE), today=view.hours.day(at),
        latest=view.hours.day(view.now), clock_now=stamp(at), clock_speed=0,
    )  # fmt: skip


@blueprint.get("/board/at/<code>")
@signed_in.page_for_signed_in
def one_car(code: str) -> Any:
    """One car's day, as a strip and in words; `?day=`, else the last day on which it changed."""
    view = context.read_session()
    card = view.card_by_code(code.upper())
    if card is None:
        raise Problem(404, "unknown_card")
    at = _asked(view) if request.args.get("day") else min(card.finished_at or view.now, view.now)
    begins, ends = _day_of(view, at)
    midnight = days_bounds(view, at)
    stood = of_one_car(view, card.id, *numbers_of(view, midnight[0], min(midnight[1], view.now)))
    pieces = _pieces(stood, begins, min(ends, view.now), ends)
    return render_template(
        "past/car.html", card=card, pieces=pieces, today=view.hours.day(at),
        latest=view.hours.day(view.now), hours_at=_hours_at(view, begins, ends),
        promise=_share(_promised(stood), begins, ends),
    )  # fmt: skip


# --- moments ---------------------------------------------------------------------------------


def _asked(reading: ReadSession) -> datetime:
    """The moment that is asked for; raises Problem where it says none, or one to come."""
    if text := request.args.get("at"):
        at = past_moment(text, reading.now)
    elif text := request.args.get("day"):
        at = _on_day(reading, text, request.args.get("time", ""))
    else:
        at = reading.now
    if at is None:
        raise Problem(422, "not_past")
    return at


def _on_day(reading: ReadSession, day: str, clock: str) -> datetime | None:
    """A day without a time: as it ended, or as it stands now."""
    try:
        local = datetime.fromisoformat(f"{date.fromisoformat(day)}T{clock or '23:59:59'}")
        at = reading.hours.at(local.date(), local.time().replace(tzinfo=None))
    except (ValueError, OverflowError):
        return None
    if at > reading.now and local.date() == reading.hours.day(reading.now) and not clock:
        return reading.now
    return at if at <= reading.now else None


def _day_of(reading: ReadSession, at: datetime) -> tuple[datetime, datetime]:
    """What the slider covers: the opening hours of the day, wider where the moment lies outside."""
    day = reading.hours.day(at)
    hour = timedelta(hours=1)
    midnight = days_bounds(reading, at)
    begins = max(min(reading.hours.opening(day) - hour, at), midnight[0])
    ends = max(reading.hours.closing(day) + 2 * hour, at + MINUTE)
    return begins, max(min(ends, midnight[1]), begins + hour)


# --- the board -------------------------------------------------------------------------------


def _groups(tiles: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """As the wall groups them: 作业管理 as the cars go through the shop, 等待交车 by promise,
    today's arrivals and the bookings by appointment."""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in GROUPS_SHOWN}
    for one in tiles:
        lane = one["lane"]
        found["management" if lane in GROUPS[MANAGEMENT] and lane != "due" else lane].append(one)
    found["management"].sort(key=lambda t: (LANES.index(t["lane"]), t["rank"], t["id"]))
    found["ready"].sort(key=lambda t: (t["promise_at"] or "", t["rank"]))
    for name in ("due", "booked"):
        found[name].sort(key=lambda t: (t["appointment_at"] or "", t["rank"]))
    return found


# --- one car ---------------------------------------------------------------------------------


def _pieces(
    stood: list[tuple[datetime, dict[str, Any]]], begins: datetime, until: datetime, ends: datetime
) -> list[Piece]:
    """One piece for each state that the car was in; what changed otherwise does not cut it."""
    runs: list[tuple[datetime, dict[str, Any]]] = []
    for at, tile in stood:
        if not runs or _state(runs[-1][1]) != _state(tile):
            runs.append((at, tile))
    found = []
    for n, (at, tile) in enumerate(runs):
        start = max(at, begins)
        end = runs[n + 1][0] if n + 1 < len(runs) else max(until, start)
        if tile["lane"] is not None and end > begins:
            left, right = _share(start, begins, ends), _share(min(end, ends), begins, ends)
            found.append(Piece(tile, start, end, left or 0, max((right or 0) - (left or 0), 0.3)))
    return found


def _promised(stood: list[tuple[datetime, dict[str, Any]]]) -> datetime | None:
    """The promise that stood when the day ended, or stands now."""
    return next((instant(t["promise_at"]) for _, t in reversed(stood) if t.get("promise_at")), None)


def _state(tile: dict[str, Any]) -> tuple[Any, ...]:
    return tile["lane"], tile["state"], tile["stop_reason"], tile["tone"] in ("late", "overdue")


def _share(at: datetime | None, begins: datetime, ends: datetime) -> float | None:
    """Where a moment lies on the strip, in per cent; None: not on it."""
    if at is None or not begins <= at <= ends:
        return None
    return round((at - begins) / (ends - begins) * 100, 2)


def _hours_at(reading: ReadSession, begins: datetime, ends: datetime) -> list[tuple[str, float]]:
    at = reading.hours.local(begins).replace(minute=0, second=0, microsecond=0)
    found = []
    while (at := at + timedelta(hours=1)) < ends:
        found.append((f"{at.hour}", _share(at, begins, ends) or 0))
    return found
