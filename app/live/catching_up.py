"""Knows what a screen has missed since a number, and when it must start anew (design.md §3)."""

from sqlalchemy import select

from app.storage import tables as t
from app.storage.read_session import ReadSession
from app.storage.rows import Change

MOST_BEHIND = 1000


class TooOld(Exception):
    """Another epoch, ahead of the head, another chain, or too far behind: take a snapshot."""


def caught_up(
    reading: ReadSession, epoch: str, since: int, mark: str | None = None
) -> list[Change]:
    """The latest change of each card (and each thing, and of each review) touched after `since`."""
    row = reading.row
    if epoch != row.epoch or not row.seq - MOST_BEHIND <= since <= row.seq:
        raise TooOld
    if mark and mark != mark_at(reading, since):
        raise TooOld
    latest: dict[tuple[object, ...], Change] = {}
    for change in reading.changes(since, limit=MOST_BEHIND):
        of = change.card, change.thing, change.tile.get("review") if change.thing else None
        latest.pop(of, None)
        latest[of] = change
    return list(latest.values())


def mark_at(reading: ReadSession, seq: int) -> str | None:
    """The chain's short mark at a number; "" before the first change."""
    c = t.changes.c
    found = select(c.mark).where(c.shop == reading.id, c.seq == seq)
    return reading.connection.scalar(found) if seq else ""
