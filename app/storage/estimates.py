"""Knows what was forecast when cards came into a lane, what became of it, and what that teaches."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import BindParameter, bindparam, delete, insert, select, update

from app.storage import tables as t
from app.storage.read_session import ReadSession
from app.storage.write_session import WriteSession
from board.card.card import Card
from board.events.event import instant, stamp
from board.planning.crew import Plan
from board.planning.forecast import AFTER_WORK, FORECAST_IN
from board.planning.learning import LATEST, Lessons, how_wrong, lessons

_E = t.estimates.c
_SHOP: BindParameter[str] = bindparam("of_shop")
_CARD: BindParameter[str] = bindparam("of_card")
_LANE: BindParameter[str] = bindparam("of_lane")
_FORGET = delete(t.estimates).where(_E.shop == _SHOP, _E.card == _CARD, _E.lane == _LANE)
_ADD = insert(t.estimates)
_OPEN = select(_E.lane, _E.made_at, _E.raw, _E.left_at).where(
    _E.shop == _SHOP, _E.card == _CARD, _E.error.is_(None)
)
_CLOSE = update(t.estimates).where(_E.shop == _SHOP, _E.card == _CARD, _E.lane == _LANE)
_LATEST = (
    select(_E.minutes, _E.error)
    .where(_E.shop == _SHOP, _E.lane == _LANE, _E.left_at.is_not(None))
    .order_by(_E.made_at.desc())
    .limit(LATEST)
)


def lanes_entered(reading: ReadSession) -> dict[str, str]:
    """The lane in which each card was when it was last written of."""
    found = select(_E.card, _E.lane).where(_E.shop == reading.id, _E.left_at.is_(None))
    return {row.card: row.lane for row in reading.connection.execute(found)}


def moved(door: WriteSession, card: Card, plan: Plan | None) -> None:
    """A card came into another lane: how long it stayed in the one before, and what is forecast
    in this one; how wrong all was once it is ready."""
    at = card.lane_since or door.now
    _close(door, card, at)
    if card.lane in FORECAST_IN:
        keys = {"of_shop": door.id, "of_card": card.id, "of_lane": card.lane}
        door.connection.execute(_FORGET, keys)
        raw = stamp(plan.ready) if plan else None
        row = {
            "shop": door.id,
            "card": card.id,
            "lane": card.lane,
            "made_at": stamp(at),
            "raw": raw,
        }
        door.connection.execute(_ADD, row)


def _close(door: WriteSession, card: Card, at: datetime) -> None:
    ready = card.ready_at if card.lane == "ready" else None
    for row in door.connection.execute(_OPEN, {"of_shop": door.id, "of_card": card.id}).all():
        values: dict[str, object] = {}
        if row.left_at is None:
            made = instant(row.made_at) or at
            values = {"left_at": stamp(at), "minutes": door.hours.between(made, max(made, at))}
        raw = instant(row.raw)
        if ready and raw:
            values["error"] = how_wrong(raw, ready, door.hours)
        if values:
            keys = {"of_shop": door.id, "of_card": card.id, "of_lane": row.lane}
            door.connection.execute(_CLOSE.values(values), keys)


def learned(reading: ReadSession) -> Lessons:
    """From the latest forecasts that came true or not; looked up once an hour of the shop."""
    hour = (reading.row.epoch, reading.now.replace(minute=0, second=0, microsecond=0))
    kept = reading.store.lessons
    if kept is None or kept[0] != hour:
        kept = (hour, _learned(reading))
        reading.store.lessons = kept
    return kept[1]


def _learned(reading: ReadSession) -> Lessons:
    took: dict[str, list[float]] = defaultdict(list)
    wrong: dict[str, list[float]] = defaultdict(list)
    for lane in FORECAST_IN:
        for row in reading.connection.execute(_LATEST, {"of_shop": reading.id, "of_lane": lane}):
            if lane in AFTER_WORK:
                took[lane].append(row.minutes)
            if row.error is not None:
                wrong[lane].append(row.error)
    return lessons(took, wrong)
