"""Knows how a command about a card is defined, which ones make a card, which the clock gives."""

from dataclasses import field
from typing import dataclass_transform

from board.commands.fields import fen, listed, minutes, number, text
from board.commands.registry import T, registered

COMMANDS: dict[str, type] = {}


CREATING = ("book_card", "open_card")


# What the clock notes beside a card's commands: it asks the rules, not for a version
# (design.md §2).
CLOCKS_OWN = ("open_duty", "escalate_duty")


@dataclass_transform(
    frozen_default=True, kw_only_default=True,
    field_specifiers=(fen, field, listed, minutes, number, text),
)  # fmt: skip
def command(cls: T) -> T:
    """Registers a dataclass under its command's name: StartWork → start_work."""
    return registered(cls, COMMANDS)
