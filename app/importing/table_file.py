"""Reads a table people hand in (text or .xlsx) into headings and lines of text: the headings
decide, whatever the encoding, the separator, the order of columns and the unknown columns."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from app.importing.damage import unguarded
from app.importing.sheet_file import is_sheet, sheet_readings
from app.importing.table_line import (
    MOST_BYTES,
    MOST_LINES,
    MOST_SCANNED,
    Line,
    ReadSession,
    Unreadable,
    plain,
)
from app.importing.text_file import is_text, text_readings

HEADINGS_WITHIN = 10  # exports put a title or "sep=;" above the headings


@dataclass(frozen=True)
class Table:
    """`headings` and every line's cells have one length; `columns`: field → place in them."""

    headings: tuple[str, ...]
    columns: Mapping[str, int]
    lines: tuple[Line, ...]

    def cell(self, line: Line, field: str) -> str:
        return line.cells[self.columns[field]] if field in self.columns else ""

    def mark(self, line: Line, field: str) -> str | None:
        """Why the cell is no value although text stands in it, as the code of a problem."""
        return line.marks.get(self.columns[field]) if field in self.columns else None


@dataclass(frozen=True)
class _Found:
    """Where the headings stand in a reading, and how many of them are known."""

    reading: ReadSession
    place: int = 0
    known: int = 0
    headings: tuple[str, ...] = ()


def read_table(data: bytes, fields: Mapping[str, str], needed: Collection[str]) -> Table:
    """The table in `data`. `fields`: heading → our name; raises Unreadable where a heading of
    the `needed` fields is missing or there is no table at all."""
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        raise Unreadable("empty")
    if len(data) > MOST_BYTES:
        raise Unreadable("too_large", megabytes=MOST_BYTES // 1024**2)
    names = {plain(heading).casefold(): field for heading, field in fields.items()}
    found = _found(data, names)
    columns = _columns(found.headings, names)
    if missing := [h for h, field in fields.items() if field in needed and field not in columns]:
        raise Unreadable("missing_headings", headings="、".join(missing))
    width = len(found.headings)
    lines = islice(found.reading(width), found.place + 1, None)
    return Table(found.headings, columns, tuple(_fitted(_filled(lines), width)))


def _found(data: bytes, names: Mapping[str, str]) -> _Found:
    """The reading of `data` in which the most headings are known, at least two."""
    readings = sheet_readings(data) if is_sheet(data) else text_readings(data)
    all_found = [found for r in readings if (found := _headings(r, names)).known > 1]
    if not all_found:
        raise Unreadable("no_headings" if is_sheet(data) or is_text(data) else "not_text")
    if is_sheet(data) and len(all_found) > 1:
        raise Unreadable("several_sheets")
    return max(all_found, key=lambda found: found.known)


def _headings(reading: ReadSession, names: Mapping[str, str]) -> _Found:
    best = _Found(reading)
    for place, line in enumerate(islice(reading(None), HEADINGS_WITHIN)):
        headings = tuple(unguarded(cell) for cell in line.cells)
        known = len({plain(heading).casefold() for heading in headings} & names.keys())
        if known > best.known:
            best = _Found(reading, place, known, headings)
    return best


def _columns(headings: tuple[str, ...], names: Mapping[str, str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for place, heading in enumerate(headings):
        field = names.get(plain(heading).casefold())
        if field in columns:
            raise Unreadable("repeated_heading", heading=heading)
        if field:
            columns[field] = place
    return columns


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
