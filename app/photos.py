"""Knows where photos are kept: files named by their content outside the database, and beside the
cards a row for each name. A name is given where the photo is taken (`board/photos.py`)."""

import errno
import hashlib
import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import insert, select

from app import tables as t
from app.database import Full
from app.people.native import in_native_thread
from app.pictures import redrawn
from app.store import Reading, Store
from app.writing import writing
from board.event import stamp
from board.photos import NAME
from board.topics import PHOTO


class NameTaken(Exception):
    """Another picture was handed in under this name."""


def name_of(key: str) -> str:
    """The photo's name: the key it is handed in with, where that is fit to be one."""
    if NAME.fullmatch(key):
        return key
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def keep(store: Store, data_dir: Path, name: str, data: bytes, person: str) -> str:
    """Keeps a photo under its name, once; returns the hash of what is kept. Returns only when it is
    on disk. A retry is known by what was handed in, since another version may draw it otherwise.
    Raises BadPicture, NameTaken, Full."""
    given = hashlib.sha256(data).hexdigest()
    with store.read() as reading:
        if kept := _retried(reading, name, given):
            return kept
    picture = in_native_thread(redrawn, data)
    hash = hashlib.sha256(picture).hexdigest()
    path = path_of(data_dir, hash)
    in_native_thread(_write_once, path, picture)
    with writing(store) as door:
        _write_once(path, picture)  # where the same picture was an orphan a moment ago
        known = hash_of(door, name)
        if known is None:
            door.connection.execute(
                insert(t.photos),
                {"shop": door.id, "id": name, "hash": hash, "person": person,
                 "at": stamp(door.now), "given": given},
            )  # fmt: skip
            door.thing_changed(PHOTO, {"photo": name})
        elif known != hash:
            raise NameTaken(name)
    return hash


def _retried(reading: Reading, name: str, given: str) -> str | None:
    """The hash of what is kept under the name, where just this was handed in for it."""
    p = t.photos.c
    same = select(p.hash).where(p.shop == reading.id, p.id == name, p.given == given)
    return reading.connection.scalar(same)


def find(reading: Reading, data_dir: Path, name: str) -> tuple[str, Path] | None:
    """The hash and the file of a photo that has arrived."""
    hash = hash_of(reading, name)
    path = path_of(data_dir, hash) if hash else None
    return (str(hash), path) if path and path.exists() else None


def arrived(reading: Reading, names: Iterable[str]) -> set[str]:
    """Which of these photos have arrived."""
    p = t.photos.c
    found = select(p.id).where(p.shop == reading.id, p.id.in_(list(names)))
    return set(reading.connection.scalars(found))


def hash_of(reading: Reading, name: str) -> str | None:
    p = t.photos.c
    return reading.connection.scalar(select(p.hash).where(p.shop == reading.id, p.id == name))


def path_of(data_dir: Path, hash: str) -> Path:
    return data_dir / "photos" / hash[:2] / f"{hash}.jpg"


def _write_once(path: Path, picture: bytes) -> None:
    """The same picture lies once."""
    if not path.exists():
        _write(path, picture)


def _write(path: Path, picture: bytes) -> None:
    """The whole of it or nothing, readable by the server alone."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(picture)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
        _sync(path.parent)
    except OSError as error:
        with suppress(OSError):
            new.unlink()
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Full from error
        raise


def _sync(folder: Path) -> None:
    """The name too must be on disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
