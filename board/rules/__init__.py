"""Knows every rule of the shop by its command: subject, arguments, facts → happenings or refusal.

One small module per ability; importing this package registers them all, those of reviews too.
"""

from board.reviews import measures, rules  # noqa: F401
from board.rules import (  # noqa: F401
    access,
    add_ons,
    bill,
    booking,
    days,
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
    settings,
    staff,
    undoing,
    walls,
    wash,
    ways_back,
    work,
)
from board.rules.rule import RULES, about_of, decide, lanes_of, possible

__all__ = ["RULES", "about_of", "decide", "lanes_of", "possible"]
