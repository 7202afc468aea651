"""Knows the sessions of signed-in people: begun, seen, idle, ended. All times are real (UTC)."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, update

from app.storage import tables as t
from app.storage.read_session import ReadSession, Store
from app.storage.statements import SESSION
from board.events.event import instant, stamp
from board.people.people import Person
from board.shop.access import Device
from board.shop.default_settings import Settings

SEEN_EVERY = timedelta(seconds=30)
KEPT_FOR = timedelta(days=90)


@dataclass(frozen=True)
class Session:
    """Somebody signed in on a device; `level` is `pin`, or `name` after a tapped name tile."""

    id: str
    device: str
    person: str
    level: str
    seen_at: datetime


def start(
    store: Store, device: str, person: str, level: str, now: datetime, instead_of: str | None = None
) -> str:
    """Begins a session under a new id; the one it replaces ends."""
    s, id, at = t.sessions.c, secrets.token_urlsafe(32), stamp(now)
    with store.database.write() as connection:
        connection.execute(
            update(t.sessions)
            .where(s.shop == store.shop, s.id == instead_of, s.ended_at.is_(None))
            .values(ended_at=at)
        )
        connection.execute(
            delete(t.sessions).where(s.shop == store.shop, s.seen_at < stamp(now - KEPT_FOR))
        )
        connection.execute(
            insert(t.sessions),
            {"shop": store.shop, "id": id, "device": device, "person": person, "level": level,
             "started_at": at, "seen_at": at},
        )  # fmt: skip
    return id


def find(reading: ReadSession, id: str | None) -> Session | None:
    """A session that has not been ended; `counts` says whether it still counts."""
    if not id:
        return None
    row = SESSION(reading.connection, {"shop": reading.id, "id": id}).one_or_none()
    if row is None:
        return None
    id, device, person, level, seen = row
    seen_at = instant(seen)
    assert seen_at is not None
    return Session(id, device, person, level, seen_at)


def counts(session: Session, reading: ReadSession, now: datetime) -> Person | None:
    """Who this session stands for, as long as it is not idle and its level is still enough."""
    person = reading.directory.person(session.person)
    device = reading.shop.devices.get(session.device) or Device(session.device, "personal")
    limit = idle_limit(reading.settings, device)
    if person is None or not person.active:
        return None
    if limit is not None and now - session.seen_at >= limit:
        return None
    if session.level == "name" and not name_is_enough(reading.settings, device, person):
        return None
    return person


def name_is_enough(settings: Settings, device: Device, person: Person) -> bool:
    """On a team's own tablet a tapped name signs in somebody of that team."""
    if not settings.name_is_enough_on_team_tablets or device.kind != "tablet":
        return False
    return device.team is not None and person.team == device.team


def idle_limit(settings: Settings, device: Device) -> timedelta | None:
    """How long a device may lie untouched; a wall may for ever."""
    minutes = {
        "wall": None,
        "tablet": settings.tablet_idle_minutes,
        "personal": settings.personal_idle_minutes,
    }[device.kind]
    return None if minutes is None else timedelta(minutes=minutes)


def seen(store: Store, session: Session, now: datetime) -> None:
    """Somebody touched the device; written at most every 30 s."""
    if now - session.seen_at < SEEN_EVERY:
        return
    s = t.sessions.c
    with store.database.write() as connection:
        connection.execute(
            update(t.sessions)
            .where(s.shop == store.shop, s.id == session.id)
            .values(seen_at=stamp(now))
        )


def end(store: Store, id: str, now: datetime) -> None:
    s = t.sessions.c
    with store.database.write() as connection:
        connection.execute(
            update(t.sessions)
            .where(s.shop == store.shop, s.id == id, s.ended_at.is_(None))
            .values(ended_at=stamp(now))
        )


def end_all(store: Store, person: str, now: datetime, but: str | None = None) -> None:
    """Signs somebody out everywhere, or everywhere else."""
    s = t.sessions.c
    with store.database.write() as connection:
        connection.execute(
            update(t.sessions)
            .where(s.shop == store.shop, s.person == person, s.ended_at.is_(None), s.id != but)
            .values(ended_at=stamp(now))
        )
