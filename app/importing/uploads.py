"""Knows how a file handed in is kept between looking at it and saying yes: on the server, for the
person who handed it in alone, for an hour at most."""

import hashlib
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

KEPT_SECONDS = 3600
PAUSE_SECONDS = 0.05
LOCK_WEARS_OFF_SECONDS = 60
_ID = re.compile(r"[0-9a-f]{32}")


class Uploads:
    """The files one person has handed in."""

    def __init__(self, data_dir: Path, shop: str, person: str) -> None:
        self.all = data_dir / "uploads"
        self.mine = self.all / hashlib.sha256(f"{shop}/{person}".encode()).hexdigest()[:32]

    def keep(self, data: bytes) -> "Upload":
        self._forget_old()
        upload = Upload(self.mine / secrets.token_hex(16))
        upload.folder.mkdir(mode=0o700, parents=True)
        upload.write("file", data)
        return upload

    def find(self, id: str) -> "Upload | None":
        """None where there is no such file, it is somebody else's, or its hour is over."""
        upload = Upload(self.mine / id)
        return upload if _ID.fullmatch(id) and upload.is_kept else None

    def _forget_old(self) -> None:
        for folder in self.all.glob("*/*"):
            if not Upload(folder).is_kept:
                shutil.rmtree(folder, ignore_errors=True)


class Upload:
    """One file handed in, and what was chosen about it; once it is settled, what came of it stands
    in their place."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.id = folder.name

    @property
    def is_kept(self) -> bool:
        try:
            return time.time() - self.folder.stat().st_mtime < KEPT_SECONDS
        except FileNotFoundError:
            return False

    @property
    def data(self) -> bytes:
        return (self.folder / "file").read_bytes()

    @property
    def outcome(self) -> bytes | None:
        path = self.folder / "outcome"
        return path.read_bytes() if path.exists() else None

    @property
    def choices(self) -> bytes | None:
        path = self.folder / "choices"
        return path.read_bytes() if path.exists() else None

    def settle(self, outcome: bytes) -> None:
        self.write("outcome", outcome)
        (self.folder / "choices").unlink(missing_ok=True)
        (self.folder / "file").unlink()

    def write(self, name: str, data: bytes) -> None:
        """The whole of it or nothing, readable by the server alone."""
        path = self.folder / f"{name}.new"
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(data)
        path.replace(self.folder / name)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """A second tap waits here until the first is through, in whatever process it is."""
        lock = self.folder / "lock"
        while not _taken(lock):
            time.sleep(PAUSE_SECONDS)
        try:
            yield
        finally:
            lock.unlink(missing_ok=True)


def _taken(lock: Path) -> bool:
    """A lock is a file that only one can make; left behind by a dead process it wears off."""
    try:
        os.close(os.open(lock, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        return True
    except FileExistsError:
        with suppress(FileNotFoundError):
            if time.time() - lock.stat().st_mtime > LOCK_WEARS_OFF_SECONDS:
                lock.unlink()
        return False
