"""Knows the people of the demo shop and the PINs they sign with: made up, and no secret."""

from functools import cache
from pathlib import Path

from app.importing.staff_file import read_staff_file
from board.people.people import ROLES

STAFF = Path(__file__).parent / "staff.csv"


@cache
def pins(staff: Path = STAFF) -> dict[str, str]:
    """PINs by staff code, from the demo's list or another."""
    return {row.id: row.pin for row in read_staff_file(staff.read_bytes(), ROLES).rows if row.pin}


def pin_of(person: str) -> str | None:
    return pins().get(person)
