"""Knows what a scanned or typed text is: a card's code, a dealer order's number, or just text."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from devices.codes import LENGTH, looks_like_code

MOST_LETTERS = 500
DIGITS_OF_AN_ORDER = 6
DIGITS_ALONE = 12  # fewer digits by themselves are a phone or the end of one
_ORDER_NO = re.compile(r"[0-9A-Z][0-9A-Z/_-]{5,39}")
_CARD_PATH = re.compile(rf"/C/([^/]{{{LENGTH}}})/*$")


@dataclass(frozen=True)
class Scanned:
    """`value` is normalised for a code and an order number, and as written for text."""

    what: Literal["code", "order_no", "text"]
    value: str


def read_scan(text: str) -> Scanned:
    """What `text` is. Five characters may be a code or the end of a plate, and a long number an
    order or a VIN: where no card has it, look for its value as text."""
    text = text[:MOST_LETTERS].strip()
    word = plain_order_no(text)
    if code := _code_of_url(word) or (word if looks_like_code(word) else None):
        return Scanned("code", code)
    if _is_order_no(word):
        return Scanned("order_no", word)
    return Scanned("text", text)


def plain_order_no(text: str) -> str:
    """An order's number as it is kept and compared: half width, upper case, no blanks."""
    joined = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    # Letter and accent that a blank kept apart are one sign now.
    return "".join(unicodedata.normalize("NFKC", joined).split())


def _code_of_url(word: str) -> str | None:
    """The code at the end of a label's address; which host it names does not matter, because
    labels outlive a change of the shop's address."""
    if not word.startswith(("HTTP://", "HTTPS://")):
        return None
    try:
        path = urlsplit(word).path
    except ValueError:
        return None
    end = _CARD_PATH.search(path)
    return end[1] if end and looks_like_code(end[1]) else None


def _is_order_no(word: str) -> bool:
    digits = sum(character.isdigit() for character in word)
    enough = DIGITS_ALONE if digits == len(word) else DIGITS_OF_AN_ORDER
    return bool(_ORDER_NO.fullmatch(word)) and digits >= enough
