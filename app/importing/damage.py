"""Knows what a spreadsheet does to the values it is given: guards that it leaves around them, and
damage after which nobody can tell what stood there."""

import re

from board.card.plain import half_width

_GUARD = re.compile(r'="((?:[^"]|"")*)"')
_POWER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?E\+\d+|\d\.\d+E-?\d+)", re.ASCII | re.IGNORECASE)
_ERROR = re.compile(
    r"#(?:N/A|DIV/0!|NAME\?|(?:REF|VALUE|NULL|NUM|SPILL|CALC|FIELD|BLOCKED|UNKNOWN|CONNECT|BUSY)!|"
    r"GETTING_DATA|##+)",
    re.IGNORECASE,
)
_NUMBER_MADE_A_DAY = re.compile(
    r"\d{4}([-/])\d{1,2}\1\d{1,2}|\d{1,2}月\d{1,2}日|\d{1,2}-[a-z]{3}(-\d\d)?|[a-z]{3}-\d\d",
    re.IGNORECASE,
)
SURE_DIGITS = 15  # a spreadsheet keeps so many digits of a number and makes the rest 0


def unguarded(text: str) -> str:
    """`text` without what keeps a spreadsheet from taking it for a number: ="…" or a leading '."""
    if found := _GUARD.fullmatch(text.strip()):
        text = found[1].replace('""', '"')
    return text.removeprefix("'").strip()


def damage(text: str) -> str | None:
    """What a spreadsheet did to the whole of a cell, as the code of a problem; None: nothing."""
    word = half_width(text).replace(" ", "")
    if _ERROR.fullmatch(word):
        return "cell_error"
    return "damaged_number" if _POWER.fullmatch(word) else None


def made_a_day(text: str) -> bool:
    """Whether a spreadsheet took a number of an order for a day: 11-23 is 23-Nov in it."""
    return bool(_NUMBER_MADE_A_DAY.fullmatch(half_width(text)))


def ends_in_lost_digits(numbers: list[str]) -> bool:
    """Whether a column of numbers longer than a spreadsheet keeps has lost its ends: all of them
    end in noughts there, which happens to whole ones once in a thousand columns."""
    long = [n for n in numbers if n.isascii() and n.isdigit() and len(n) > SURE_DIGITS]
    ends = "".join(n[SURE_DIGITS:] for n in long)
    return len(ends) >= 3 and not ends.strip("0")
