"""Knows how phones and other long numbers in free text are hidden from those who do not call: one
rule for tile, wall, label, paper, minutes, homes and a tapped name (rules.md §16)."""

import re

# What people and their keyboards put between the digits of a phone: blanks of any width, hyphens
# and dashes of any kind, brackets, and signs nobody sees.
_GAP = r"[\s\-‐-―−－ー~～()（）\[\]【】_＿\u200b-\u200f\u2060\ufeff\u00ad]{0,3}"
# Between the groups of a phone also dots, strokes, stars, commas: alone they part prices or dates.
_APART = r"[\W_]{0,3}"
_DIGIT_WORDS = "零〇一二三四五六七八九幺"

_LONG = rf"(?:[+＋]?\d{_GAP}){{6,}}\d"
_CODE_86 = rf"(?:(?:[+＋]|00)?86{_APART})?"
_MOBILE = "|".join(
    _APART.join(rf"\d{{{size}}}" for size in sizes)
    for sizes in ((2, 4, 4), (2, 3, 5), (2, 2, 2, 2, 2), (2, 2, 3, 3), (3, 3, 4), (4, 5), (5, 4))
)
_LANDLINE = rf"(?:0\d{{2,3}}|[48]00){_APART}\d{{3,4}}{_APART}\d{{3,5}}"
_PHONE = rf"(?<!\d){_CODE_86}(?:1(?=[3-9３-９])(?:{_MOBILE})|{_LANDLINE})(?!\d)"
_HIDDEN = re.compile(rf"{_PHONE}|{_LONG}|[{_DIGIT_WORDS}]{{7,}}")


def masked(text: str) -> str:
    """The same text with stars for each phone and each run of seven or more digits (an identity
    card, an account), however they are written; dates with strokes and prices stay."""
    return _HIDDEN.sub(lambda found: "*" * len(found.group()), text)


def masked_or_none(text: str | None) -> str | None:
    return masked(text) if text else text
