"""Knows how wrong PINs are counted, and until when a person is locked out on a device.

Five wrong tries per person and device are free; then 30 s, doubling with each further wrong try up
to an hour. All devices on which the person never was signed in share a second count, because a
device can be invented anew for every guess. Times are real times (UTC).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from app.storage import tables as t
from app.storage.read_session import Store
from board.events.event import instant, stamp

FREE, FREE_ON_NEW_DEVICES = 5, 50
FIRST_LOCK_SECONDS, LONGEST_LOCK_SECONDS = 30, 3600
NEW_DEVICES = "new"


@dataclass(frozen=True)
class Attempt:
    """A counted try: how many are `left` and until when it locks if it turns out wrong. Not
    `allowed` while locked; then nothing was counted."""

    allowed: bool
    left: int
    locked_until: datetime | None


def lock_seconds(wrong: int, free: int = FREE) -> int:
    """How long the lock is after so many wrong tries; 0 = none."""
    if wrong < free:
        return 0
    doublings = min(wrong - free, 10)
    return min(FIRST_LOCK_SECONDS << doublings, LONGEST_LOCK_SECONDS)


def begin(store: Store, person: str, device: str, now: datetime) -> Attempt:
    """Counts a try as wrong before it is looked at, so that guesses sent at the same moment do not
    slip past each other; `forget` takes it back."""
    with store.database.write() as connection:
        counts = _counts(connection, store.shop, person, device)
        locks = [until for _, _, _, until in counts if until and until > now]
        if locks:
            return Attempt(False, 0, max(locks))
        return _counted(connection, store.shop, person, counts, now)


def forget(store: Store, person: str, device: str) -> None:
    """The PIN was right: this device starts anew. The count over new devices only takes back this
    one try, else each right PIN would give a guesser elsewhere another fifty."""
    c = t.tries.c
    with store.database.write() as connection:
        mine = (c.shop == store.shop, c.person == person)
        connection.execute(delete(t.tries).where(*mine, c.device == device))
        if not _was_signed_in(connection, store.shop, person, device):
            connection.execute(
                update(t.tries)
                .where(*mine, c.device == NEW_DEVICES, c.wrong > 0)
                .values(wrong=c.wrong - 1)
            )


Count = tuple[str, int, int, datetime | None]  # which device, free tries, wrong ones, locked until


def _counts(connection: Connection, shop: str, person: str, device: str) -> list[Count]:
    c = t.tries.c
    rows = connection.execute(
        select(c.device, c.wrong, c.locked_until).where(
            c.shop == shop, c.person == person, c.device.in_((device, NEW_DEVICES))
        )
    )
    stored = {row.device: (row.wrong, instant(row.locked_until)) for row in rows}
    free = {device: FREE}
    if not _was_signed_in(connection, shop, person, device):
        free[NEW_DEVICES] = FREE_ON_NEW_DEVICES
    return [(d, most, *stored.get(d, (0, None))) for d, most in free.items()]


def _was_signed_in(connection: Connection, shop: str, person: str, device: str) -> bool:
    s = t.sessions.c
    found = select(func.count()).where(s.shop == shop, s.person == person, s.device == device)
    return bool(connection.scalar(found))


def _counted(
    connection: Connection, shop: str, person: str, counts: list[Count], now: datetime
) -> Attempt:
    left, until = FREE, None
    for device, free, wrong, _ in counts:
        lock = lock_seconds(wrong + 1, free)
        ends = now + timedelta(seconds=lock) if lock else None
        statement = upsert(t.tries)
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=["shop", "person", "device"],
                set_={"wrong": wrong + 1, "locked_until": stamp(ends)},
            ),
            {"shop": shop, "person": person, "device": device, "wrong": wrong + 1,
             "locked_until": stamp(ends)},
        )  # fmt: skip
        left = min(left, max(free - wrong - 1, 0))
        until = max(filter(None, (until, ends)), default=None)
    return Attempt(True, left, until)


def forget_all(store: Store, person: str) -> None:
    """Somebody was given a new PIN: all locks are off."""
    c = t.tries.c
    with store.database.write() as connection:
        connection.execute(delete(t.tries).where(c.shop == store.shop, c.person == person))
