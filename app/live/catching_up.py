"""Knows what a screen has missed since a number, and when it must start anew (DESIGN §3)."""

from sqlalchemy import select

from app import tables as t
from app.store import Change, Reading

MOST_BEHIND = 1000


class TooOld(Exception):
    """Another epoch, ahead of the head, another chain, or too far behind: take a snapshot."""


def caught_up(view: Reading, epoch: str, since: int, mark: str | None = None) -> list[Change]:
    """The latest change of each card (and each thing, and of each review) touched after `since`."""
    row = view.row
    if epoch != row.epoch or not row.seq - MOST_BEHIND <= since <= row.seq:
        raise TooOld
    if mark and mark != mark_at(view, since):
        raise TooOld
    latest: dict[tuple, Change] = {}
    for change in view.changes(since, limit=MOST_BEHIND):
        of = change.card, change.thing, change.tile.get("review") if change.thing else None
        latest.pop(of, None)
        latest[of] = change
    return list(latest.values())


def mark_at(view: Reading, seq: int) -> str | None:
    """The chain's short mark at a number; "" before the first change."""
    c = t.changes.c
    found = select(c.mark).where(c.shop == view.id, c.seq == seq)
    return view.connection.scalar(found) if seq else ""
