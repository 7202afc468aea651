"""Knows how the database is opened and locked: one writing connection per process, readers beside.

SQLite (design.md §5): WAL, fsync on every commit, `BEGIN IMMEDIATE` for writers, no waiting in C: a
lock held by another process is retried in Python, so that the loop goes on.
"""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config as AlembicConfig
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import QueuePool, StaticPool

# 16 MiB of pages: with years behind them the cars on the board lie far apart in the file, and
# SQLite's own 2 MiB did not hold the way to them.
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-16384")
WAIT_SECONDS = 10.0
PAUSE_SECONDS = 0.004


class Busy(Exception):
    """Another process held the database for too long; nothing was changed."""


class Full(Exception):
    """There is no room left on the disk; nothing was changed."""


class Database:
    """The opened database of one process."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._lock = threading.Lock()
        path = make_url(url).database
        if path:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        self.writer = _engine(url, "BEGIN IMMEDIATE", poolclass=StaticPool)
        self.reader = _engine(url, "BEGIN", poolclass=QueuePool, pool_size=5, max_overflow=20)

    def upgrade(self) -> None:
        """Brings the tables to this version's shape."""
        config = AlembicConfig()
        config.set_main_option("script_location", str(Path(__file__).parents[1] / "migrations"))
        with self._lock, _begun(self.writer) as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.commit()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A serial transaction: committed (and synced to disk) when the block ends well, rolled
        back when it does not. Raises Busy, and Full."""
        with self._lock, _begun(self.writer) as connection:
            try:
                yield connection
                connection.commit()
            except BaseException as error:
                connection.rollback()
                if _name_of(error).startswith("SQLITE_FULL"):
                    raise Full from error
                raise

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view of the data."""
        with _begun(self.reader) as connection:
            try:
                yield connection
            finally:
                connection.rollback()

    def can_be_written(self) -> bool:
        """Whether a write would be taken now; nothing is written."""
        try:
            with self._lock, _begun(self.writer) as connection:
                try:
                    number = connection.exec_driver_sql("PRAGMA user_version").scalar()
                    connection.exec_driver_sql(f"PRAGMA user_version = {number}")
                finally:
                    connection.rollback()
        except (DBAPIError, sqlite3.Error, Busy):
            return False
        return True

    def close(self) -> None:
        self.writer.dispose()
        self.reader.dispose()


def _engine(url: str, begin: str, **pool: object) -> Engine:
    # Hidden parameters: an error in the log names no phone.
    arguments = {"timeout": 0, "check_same_thread": False}
    engine = create_engine(url, connect_args=arguments, hide_parameters=True, **pool)

    @event.listens_for(engine, "connect")
    def _opened(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            _patiently(partial(cursor.execute, f"PRAGMA {pragma}"))
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


@contextmanager
def _begun(engine: Engine) -> Iterator[Connection]:
    connection = _patiently(lambda: _start(engine))
    try:
        yield connection
    finally:
        connection.close()


def _start(engine: Engine) -> Connection:
    connection = engine.connect()
    try:
        connection.begin()
    except BaseException:
        connection.close()
        raise
    return connection


def _patiently(act: Callable[[], Any]) -> Any:
    """Tries again while another process holds the lock, letting others go on meanwhile."""
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            return act()
        except Exception as error:
            if not _is_busy(error):
                raise
            if time.monotonic() > deadline:
                raise Busy from error
        time.sleep(PAUSE_SECONDS)


def _is_busy(error: Exception) -> bool:
    return _name_of(error).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def _name_of(error: BaseException) -> str:
    """SQLite's own name of an error, or ""."""
    original = error.orig if isinstance(error, OperationalError) else error
    return getattr(original, "sqlite_errorname", "")
