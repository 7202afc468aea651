"""Knows every fact of the shop: one module for each subject; importing this defines them all."""

from board.events import (  # noqa: F401
    access,
    add_ons,
    booking,
    days,
    delivery,
    dispatch,
    duties,
    parts,
    photos,
    promises,
    reviews,
    shop,
    walls,
    work,
)
from board.events.definition import FACTS, Fact, names

__all__ = ["FACTS", "Fact", "names"]
