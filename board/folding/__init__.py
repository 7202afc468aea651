"""Knows the effect of every event, one module for each part of the car's way and of the shop; the
effects on a review are in `board/reviews/folding.py`."""

from board.folding import (  # noqa: F401
    access,
    add_ons,
    booking,
    days,
    delivery,
    dispatch,
    duties,
    photos,
    promises,
    staff,
    walls,
    work,
)
from board.folding.applying import EFFECTS

__all__ = ["EFFECTS"]
