"""Reads a table people hand in (text or .xlsx) into headings and lines of text: the headings
decide, whatever the encoding, the separator, the order of columns and the unknown columns."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from app.importing.choices import FIXABLE, FREELY, Chosen
from app.importing.damage import unguarded
from app.importing.headings import EXACT, SAMPLE, SYNONYM, WORD, Wanted, columns_of, named
from app.importing.sheet_file import is_sheet, sheet_readings
from app.importing.table_line import (
    MOST_BYTES,
    MOST_LINES,
    MOST_SCANNED,
    Line,
    ReadSession,
    Unreadable,
)
from app.importing.text_file import is_text, text_readings

HOW_MUCH = {EXACT: 1.0, SYNONYM: 0.6, WORD: 0.4}
ENOUGH = 1.5
HEADINGS_WITHIN = 30  # exports put a title or "sep=;" above the headings


@dataclass(frozen=True)
class Table:
    """`headings` and every line's cells have one length; `columns`: field → place in them; `above`:
    what stands over the headings."""

    headings: tuple[str, ...]
    columns: Mapping[str, int]
    lines: tuple[Line, ...]
    above: tuple[str, ...] = ()

    def cell(self, line: Line, field: str) -> str:
        return line.cells[self.columns[field]] if field in self.columns else ""

    def mark(self, line: Line, field: str) -> str | None:
        """Why the cell is no value although text stands in it, as the code of a problem."""
        return line.marks.get(self.columns[field]) if field in self.columns else None


class Unsure(Unreadable):
    """It is a table, and which of its columns is which somebody has to say."""

    def __init__(self, missing: str) -> None:
        super().__init__("missing_headings", headings=missing)


@dataclass(frozen=True)
class _Found:
    """Where the headings stand in a reading, and how many of them are known."""

    reading: ReadSession
    place: int = 0
    known: float = 0
    headings: tuple[str, ...] = ()
    above: tuple[str, ...] = ()


def read_table(data: bytes, wanted: Wanted, chosen: Chosen = FREELY) -> Table:
    """The table in `data`. Raises Unsure where a column that is needed is not found and may be
    one of the others, Unreadable where it cannot be or there is no table at all."""
    table = look(data, wanted, chosen)
    missing = wanted.missing((*table.columns, *chosen.fixed))
    if not missing:
        return table
    others = [place for place in range(len(table.headings)) if place not in table.columns.values()]
    filled = sum(any(line.cells[place] for line in table.lines[:SAMPLE]) for place in others)
    headings = "、".join(missing)
    if filled >= len([heading for heading in missing if wanted.name(heading) not in FIXABLE]):
        raise Unsure(headings)
    raise Unreadable("missing_headings", headings=headings)


def look(data: bytes, wanted: Wanted, chosen: Chosen = FREELY) -> Table:
    """The table in `data`, whichever of its columns are found. Raises Unreadable."""
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        raise Unreadable("empty")
    if len(data) > MOST_BYTES:
        raise Unreadable("too_large", megabytes=MOST_BYTES // 1024**2)
    found = _found(data, wanted)
    width = len(found.headings)
    below = islice(found.reading(width), found.place + 1, None)
    lines = tuple(_fitted(_filled(below), width))
    sample = [line.cells for line in lines[:SAMPLE]]
    columns = columns_of(found.headings, sample, wanted, chosen.columns)
    return Table(found.headings, columns, lines, found.above)


def _found(data: bytes, wanted: Wanted) -> _Found:
    """The reading of `data` in which the most headings are known."""
    readings = sheet_readings(data) if is_sheet(data) else text_readings(data)
    all_found = [found for r in readings if (found := _headings(r, wanted)).known > ENOUGH]
    if not all_found:
        raise Unreadable("no_headings" if is_sheet(data) or is_text(data) else "not_text")
    if is_sheet(data) and len(all_found) > 1:
        raise Unreadable("several_sheets")
    return max(all_found, key=lambda found: found.known)


def _headings(reading: ReadSession, wanted: Wanted) -> _Found:
    """The first line in which the most fields are named. What a heading only hints at counts less
    than what it says, so that neither a line of cars nor another list is one of appointments."""
    best = _Found(reading)
    above: list[str] = []
    for place, line in enumerate(islice(reading(None), HEADINGS_WITHIN)):
        headings = tuple(unguarded(cell) for cell in line.cells)
        known = sum(_known(headings, wanted))
        if known > best.known:
            best = _Found(reading, place, known, headings, tuple(above))
        above += [text for text in line.cells if text]
    return best


def _known(headings: tuple[str, ...], wanted: Wanted) -> Iterator[float]:
    """How much each field is named among headings."""
    best: dict[str, float] = {}
    for heading in headings:
        for name, (sure, _) in named(heading, wanted).items() if len(heading) < 20 else ():
            best[name] = max(best.get(name, 0), HOW_MUCH[sure])
    yield from best.values()


def _filled(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines with something in them; raises Unreadable where they are too many."""
    filled = 0
    for scanned, line in enumerate(lines):
        filled += not line.blank
        if filled > MOST_LINES or scanned > MOST_SCANNED:
            raise Unreadable("too_many_rows", most=MOST_LINES)
        if not line.blank:
            yield line


def _fitted(lines: Iterable[Line], width: int) -> Iterator[Line]:
    """The lines cut or filled up to `width`; one with more text than that has slipped columns."""
    for line in lines:
        fault = line.fault or ("extra_cells" if any(line.cells[width:]) else None)
        cells = (line.cells + ("",) * width)[:width]
        yield replace(line, cells=cells, fault=fault)
