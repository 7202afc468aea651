"""Knows PINs: how they are hashed, which are too easy, whether one is right. Keeps none."""

import re
from dataclasses import dataclass
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlalchemy import select

from app.people import lockout
from app.people.native import in_native_thread
from app.storage import tables as t
from app.storage.read_session import ReadSession, Store

LEAST, MOST = 4, 12
NOBODY = "-"  # tries for people who are not there are counted too, under one name
_DIGITS = re.compile(rf"\d{{{LEAST},{MOST}}}", re.ASCII)
_RUNS = ("01234567890123456789", "98765432109876543210")

_hasher = PasswordHasher()
_nobodys: dict[PasswordHasher, str] = {}


@dataclass(frozen=True)
class Verdict:
    """Was the PIN right? Else how many wrong tries are left, or until when (real time) it locks."""

    ok: bool
    wrong_left: int = 0
    locked_until: datetime | None = None


def use(hasher: PasswordHasher) -> None:
    """Another cost of hashing; tests use a cheap one."""
    global _hasher
    _hasher = hasher


def hashed(pin: str) -> str:
    return in_native_thread(_hasher.hash, pin)


def fault(new: str, old: str | None = None) -> str | None:
    """Why a new PIN will not do: `digits`, `same`, `easy`; None if it will."""
    if not _DIGITS.fullmatch(new):
        return "digits"
    if new == old:
        return "same"
    if len(set(new)) == 1 or any(new in run for run in _RUNS):
        return "easy"
    return None


def verify(store: Store, person: str, device: str, pin: str, now: datetime) -> Verdict:
    """Looks at one try of a person on a device, counting wrong ones. Somebody unknown is answered
    like a wrong PIN, after the same work."""
    kept = _kept(store, person)
    who = person if kept else NOBODY
    attempt = lockout.begin(store, who, device, now)
    if not attempt.allowed:
        return Verdict(False, 0, attempt.locked_until)
    right = in_native_thread(_matches, kept or _nobodys_hash(), pin[: MOST + 1])
    if not (right and kept):
        return Verdict(False, attempt.left, attempt.locked_until)
    lockout.forget(store, who, device)
    return Verdict(True)


def _kept(store: Store, person: str) -> str | None:
    """The hash of somebody who works here."""
    with store.read() as reading:
        found = reading.directory.person(person)
        if found is None or not found.active:
            return None
        p = t.pins.c
        return reading.connection.scalar(
            select(p.hash).where(p.shop == reading.id, p.person == person)
        )


def _matches(kept: str, pin: str) -> bool:
    try:
        return _hasher.verify(kept, pin)
    except (Argon2Error, InvalidHashError):
        return False


def _nobodys_hash() -> str:
    if _hasher not in _nobodys:
        _nobodys[_hasher] = hashed("nobody")
    return _nobodys[_hasher]


def people_with_pins(reading: ReadSession) -> set[str]:
    """Everybody who has a PIN already."""
    p = t.pins.c
    return set(reading.connection.scalars(select(p.person).where(p.shop == reading.id)))
