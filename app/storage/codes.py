"""Knows which short code a new card may have."""

import secrets

from sqlalchemy import Connection, select

from app.storage import tables as t
from devices.codes import new_code


def free(connection: Connection) -> str:
    """A short code that no card of the installation has."""
    while True:
        code = new_code(secrets.SystemRandom())
        if connection.scalar(select(t.cards.c.code).where(t.cards.c.code == code)) is None:
            return code
