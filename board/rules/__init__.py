"""Knows every rule of the shop by its command: card + arguments + facts → happenings or a refusal.

One small module per ability; importing this package registers them all.
"""

from board.rules import (  # noqa: F401
    add_ons,
    bill,
    booking,
    delivery,
    dispatch,
    duties,
    notes,
    parts,
    photos,
    promises,
    quality,
    reception,
    records,
    undoing,
    wash,
    ways_back,
    work,
)
from board.rules.rule import RULES, about_of, decide, lanes_of, possible

__all__ = ["RULES", "about_of", "decide", "lanes_of", "possible"]
