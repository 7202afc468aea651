"""Reads comma, tab or semicolon separated text in any encoding a Chinese office program writes."""

import csv
import io
import re
from collections.abc import Iterator
from functools import partial

from app.importing.table_line import MOST_COLUMNS, Line, ReadSession, Unreadable, tidy

SEPARATORS = (",", "\t", ";")
MOST_BROKEN = 100  # broken lines after which the file is not worth reading on
_MARKUP = re.compile(rb"<(!doctype|html|head|body|meta|style|table|script|!--)|mime-version:")
_TOO_LONG = ["too long"]
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def text_readings(data: bytes) -> Iterator[ReadSession]:
    """Every way to read `data` as separated text, the likeliest first. Where no encoding fits
    whole, single broken characters are marked, so that one bad line does not stop the rest."""
    _refuse_markup(data)
    for text in (*_texts(data, "strict"), *_damaged(data)):
        for separator in SEPARATORS:
            yield partial(_lines, text, separator)


def _refuse_markup(data: bytes) -> None:
    """Dealer systems call a web page or an XML sheet .xls; a spreadsheet program opens both."""
    head = data[:2000].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if head.startswith(b"<?xml") or b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        raise Unreadable("xml_2003")
    if _MARKUP.match(head):
        raise Unreadable("web_page")


def _damaged(data: bytes) -> Iterator[str]:
    """`data` in the encodings it fits but for some characters, which are marked."""
    whole = list(_texts(data, "strict"))
    return (text for text in _texts(data, "replace") if text not in whole)


def is_text(data: bytes) -> bool:
    return any("\x00" not in text for text in _texts(data, "strict"))


def _texts(data: bytes, errors: str) -> Iterator[str]:
    mark = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    for encoding in [mark] if mark else ["utf-8", "gb18030"]:
        try:
            yield data.decode(encoding, errors)
        except UnicodeDecodeError:
            continue


def _lines(text: str, separator: str, width: int | None) -> Iterator[Line]:
    """The lines of `text`. A quote that is never closed swallows the lines after it: such a
    line is given alone with the fault `broken_quotes`, and reading goes on behind it."""
    # StringIO splits at \n, \r\n and \r only; str.splitlines would also split inside cells.
    raw = list(io.StringIO(text, newline=""))
    place, number, broken = 0, 0, 0
    while place < len(raw):
        reader = csv.reader(raw[place:], delimiter=separator)
        read = 0
        while (cells := _next(reader)) is not None and not _swallowed(cells, separator, width):
            number, read = number + 1, reader.line_num
            yield Line(number, tuple(tidy(cell) for cell in cells[:MOST_COLUMNS]))
        if cells is None:
            return
        place, number, broken = place + read + 1, number + 1, broken + 1
        if broken > MOST_BROKEN:
            raise Unreadable("broken_quotes")
        bare = raw[place - 1].replace('"', "").split(separator)
        yield Line(number, tuple(tidy(cell) for cell in bare[:MOST_COLUMNS]), "broken_quotes")


def _next(reader: Iterator[list[str]]) -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error:  # a cell beyond all measure: what a lost quote leaves
        return _TOO_LONG


def _swallowed(cells: list[str], separator: str, width: int | None) -> bool:
    """Whether a cell over several lines holds so many separators that it ate other cells."""
    limit = max(3, (width or 30) // 2)
    eaten = any(cell.count(separator) >= limit and "\n" in tidy(cell) for cell in cells)
    return cells is _TOO_LONG or eaten
