"""Knows every command about a card and its arguments (rules.md §4), defined by subject in the
modules beside. The API's description and the check of what comes in are made from them."""

from board.commands import (  # noqa: F401
    add_ons,
    booking,
    delivery,
    duties,
    promises,
    records,
    work,
)
from board.commands.definition import CLOCKS_OWN, COMMANDS, CREATING

__all__ = ["CLOCKS_OWN", "COMMANDS", "CREATING"]
