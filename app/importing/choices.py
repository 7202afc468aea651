"""Knows what a person has chosen about a file before it is brought in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

FIXABLE = ("hours", "price", "date")  # may be one value for all rows of a file


@dataclass(frozen=True)
class Chosen:
    """What was said of the headings of a file, and holds for every file that has them. `columns`:
    field → its heading, or # and the place of one that is empty or repeated, "" for nowhere;
    `fixed`: field → what stands in every row instead; `kinds`: a word → our kind of job."""

    columns: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)


FREELY = Chosen()


@dataclass(frozen=True)
class Choices:
    """`hidden_too`: the rows that a spreadsheet hides are taken as well; `changes_too`: cards take
    over what their rows say now."""

    hidden_too: bool = False
    changes_too: bool = False
    chosen: Chosen = FREELY


AS_IT_IS = Choices()
