"""Knows a line of a table people hand in, how its text is tidied, and why a file fails."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from board.card.plain import BLANK, INVISIBLE

MOST_BYTES = 10 * 1024 * 1024
MOST_LINES = 5_000
MOST_SCANNED = 100_000  # blank lines too: a sheet may claim a million of them
MOST_COLUMNS = 200  # what stands further right is passed over

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Unreadable(Exception):
    """The whole file cannot be read: `code`, with the facts that its sentence names."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True)
class Line:
    """One line as a spreadsheet numbers it (the first is 1); `fault`: its cells are not sure;
    `marks`: place of a cell → code of what makes its text no value; `hidden`: the reader of the
    sheet does not see it."""

    number: int
    cells: tuple[str, ...]
    fault: str | None = None
    marks: Mapping[int, str] = field(default_factory=dict)
    hidden: bool = False

    @property
    def blank(self) -> bool:
        return not any(self.cells)


# One way to read a file: given the width of the table (None: not yet known), its lines.
ReadSession = Callable[[int | None], Iterable[Line]]


@dataclass(frozen=True)
class Problem:
    """What is wrong with a field of a line: a code, the field, and the text that stood there."""

    code: str
    field: str
    value: str = ""


def tidy(text: str) -> str:
    """`text` with one kind of line break, without control characters and blanks around it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text).strip(BLANK + INVISIBLE)
