"""Knows the effect of every event on a card, one module for each part of the car's way."""

from board.folding import add_ons, booking, delivery, dispatch, duties, photos, promises, work
from board.folding.applying import APPLIERS

__all__ = [
    "APPLIERS", "add_ons", "booking", "delivery", "dispatch", "duties", "photos", "promises",
    "work",
]  # fmt: skip
