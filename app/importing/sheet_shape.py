"""Knows of a sheet what lies beside its cells: which rows are hidden, which cells are merged."""

from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers.expat import ParserCreate

from openpyxl.utils.cell import range_boundaries

from app.importing.table_line import MOST_LINES, MOST_SCANNED, Unreadable

MOST_MERGED = 200_000  # cells that all merges of a sheet may fill


@dataclass
class Shape:
    """`hidden`: the numbers of the rows nobody sees (filtered out, folded away, no height);
    `merged`: (left, top, right, bottom) of each merge, counted from 1."""

    hidden: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


class Seen(NamedTuple):
    """A cell: the text its reader sees, and the code of what makes that no value, or None."""

    text: str
    mark: str | None = None


class _Reader:
    def __init__(self) -> None:
        self.shape = Shape()
        self.row = 0

    def begins(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self.begins_row(attributes)
            case "mergeCell":
                left, top, right, bottom = range_boundaries(attributes["ref"])
                if left and top and right and bottom:  # counted from 1; whole columns have no rows
                    self.shape.merged.append((left, top, right, bottom))

    def begins_row(self, attributes: dict[str, str]) -> None:
        self.row = int(attributes.get("r", self.row + 1))
        if self.row > MOST_SCANNED:
            raise Unreadable("too_many_rows", most=MOST_LINES)
        no_height = "ht" in attributes and float(attributes["ht"]) == 0
        if no_height or attributes.get("hidden") in ("1", "true"):
            self.shape.hidden.add(self.row)


def shape_of(xml: bytes) -> Shape:
    """The shape of a sheet, by its part of the package. Raises what a damaged one makes its
    parser raise, or Unreadable."""
    reader, parser = _Reader(), ParserCreate()
    parser.StartElementHandler = reader.begins
    parser.Parse(xml, True)
    return reader.shape


def filled(rows: list[list[Seen]], shape: Shape) -> None:
    """Gives the value of a merge to each of its rows that has something of its own, in the merge's
    first column: what is written across columns stays where it begins."""
    own = [any(cell.text for cell in row) for row in rows]
    left_to_fill = MOST_MERGED
    for left, top, _right, bottom in shape.merged:
        left_to_fill -= min(bottom, len(rows)) - top
        if left_to_fill < 0:
            raise Unreadable("broken_xlsx")
        if top > len(rows) or left > len(rows[top - 1]):
            continue
        for number in range(top, min(bottom, len(rows))):
            if own[number] and left <= len(rows[number]):
                rows[number][left - 1] = rows[top - 1][left - 1]
