"""Knows whether what somebody came in with still counts, later and outside a request: for sockets
that must be dropped when a right or a device is withdrawn."""

from collections.abc import Iterable
from datetime import datetime

from app import clock
from app.people import sessions, tokens, walls
from app.store import Reading, Store

# A credential is one text: "session:ID", "token:ID", or "wall:LINK" for a wall by its
# secret link, "wall:DEVICE" for a device registered as a wall.


def still_valid(store: Store, credential: str) -> bool:
    return credential in valid(store, [credential])


def valid(store: Store, credentials: Iterable[str]) -> set[str]:
    """Those that still count, in one read however many sockets hold them."""
    with store.read() as reading:
        return {c for c in set(credentials) if _counts(reading, c, clock.real_now())}


def _counts(reading: Reading, credential: str, now: datetime) -> bool:
    kind, _, id = credential.partition(":")
    if kind == "session":
        session = sessions.find(reading, id)
        return session is not None and sessions.counts(session, reading, now) is not None
    if kind == "token":
        return tokens.counts(reading, id)
    return kind == "wall" and (walls.hanging(reading, id) is not None or _is_wall(reading, id))


def _is_wall(reading: Reading, id: str) -> bool:
    device = reading.shop.devices.get(id)
    return device is not None and device.kind == "wall"
