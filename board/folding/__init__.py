"""Knows the effect of every event on a card, one module for each part of the car's way."""

from board.folding import booking, delivery, dispatch, work
from board.folding.applying import APPLIERS

__all__ = ["APPLIERS", "booking", "delivery", "dispatch", "work"]
