"""Knows whether what somebody came in with still counts, later and outside a request: for sockets
that must be dropped when a right or a device is withdrawn."""

from collections.abc import Iterable
from datetime import datetime

from app import clock
from app.people import sessions, tokens, walls
from app.store import Reading, Store
from board.people import Person
from board.screens import may_watch

# A credential is one text: "session:ID", "token:ID", or "wall:LINK" for a wall by its
# secret link, "wall:DEVICE" for a device registered as a wall.

WALL = "wall"


def still_valid(store: Store, credential: str) -> bool:
    return bool(valid(store, [(credential, None)]))


def still_watches(store: Store, credential: str, view: str) -> bool:
    """Whether who holds it may watch this view (SPEC §16: each home is for its roles)."""
    return bool(valid(store, [(credential, view)]))


def valid(
    store: Store, held: Iterable[tuple[str, str | None]]
) -> set[tuple[str, str | None]]:  # fmt: skip
    """Of (credential, view watched or None) those that still count, in one read however many
    sockets hold them."""
    with store.read() as reading:
        now, pairs = clock.real_now(), set(held)
        holders = {c: _holder(reading, c, now) for c in {credential for credential, _ in pairs}}
    return {(c, view) for c, view in pairs if _may(holders[c], view)}


def _may(holder: Person | str | None, view: str | None) -> bool:
    if holder is None or view is None:
        return holder is not None
    return may_watch(None if isinstance(holder, str) else holder, view)


def _holder(reading: Reading, credential: str, now: datetime) -> Person | str | None:
    """Who a credential stands for, `WALL`, or None where it counts no more."""
    kind, _, id = credential.partition(":")
    if kind == "session":
        session = sessions.find(reading, id)
        return sessions.counts(session, reading, now) if session else None
    if kind == "token":
        return tokens.owner(reading, id)
    hangs = walls.hanging(reading, id) is not None or _is_wall(reading, id)
    return WALL if kind == WALL and hangs else None


def _is_wall(reading: Reading, id: str) -> bool:
    device = reading.shop.devices.get(id)
    return device is not None and device.kind == WALL
