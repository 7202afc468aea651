"""Knows what a scanned or typed text is: a card's code, a dealer order's number, or just text."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from devices.codes import LENGTH, looks_like_code

MOST_LETTERS = 500
DIGITS_OF_AN_ORDER = 6
DIGITS_ALONE = 12  # fewer digits by themselves are a phone or the end of one
_ORDER_NO = re.compile(r"[0-9A-Z][0-9A-Z/_-]{5,39}")
_MOBILE = re.compile(r"(?:TEL:)?(?:\+|00)?(?:86)?(1[3-9]\d{9})")
# What readers send before the text (AIM: ]C1, ]Q1) and around it (Code 39: *…*), and the stop an
# input method sets behind it.
_AIM = re.compile(r"^[\]】][A-Za-z]\d")
_AROUND = "*。、，,；;！!“”\"'《》 "
# How input methods write the signs of an address.
_SIGNS = str.maketrans({"。": ".", "、": "/", "；": ":", ";": ":", "\\": "/"})
_HOST = r"(?:[A-Z0-9.-]+|\[[0-9A-F:.]+\])(?::\d+)?"
_CARD_ADDRESS = re.compile(
    rf"(?:(?:HTTPS?:/*)?{_HOST})?(?:/[^/?#\s]+)*?/C/([^/?#]{{{LENGTH}}})/*(?:[?#].*)?"
)


@dataclass(frozen=True)
class Scanned:
    """`value` is normalised for a code and an order number, and as written for text."""

    what: Literal["code", "order_no", "text"]
    value: str


def read_scan(text: str) -> Scanned:
    """What `text` is. Five characters may be a code or the end of a plate, and a long number an
    order or a VIN: where no card has it, look for its value as text."""
    text = unframed(text[:MOST_LETTERS])
    word = plain_order_no(text)
    if code := _code_of_address(word) or (word if looks_like_code(word) else None):
        return Scanned("code", code)
    if phone := _MOBILE.fullmatch(re.sub(r"[-()]", "", word)):
        return Scanned("text", phone[1])
    if _is_order_no(word):
        return Scanned("order_no", word)
    return Scanned("text", text)


def unframed(text: str) -> str:
    """The text without what scanners and input methods put around it: signs nobody sees, ]C1, *…*,
    a stop at the end."""
    seen = "".join(c if c.isprintable() else " " for c in text).strip(_AROUND)
    return _AIM.sub("", seen).strip(_AROUND)


def plain_order_no(text: str) -> str:
    """An order's number as it is kept and compared: half width, upper case, no blanks."""
    joined = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    # Letter and accent that a blank kept apart are one sign now.
    return "".join(unicodedata.normalize("NFKC", joined).split())


def _code_of_address(word: str) -> str | None:
    """The code at the end of a label's address, with its scheme or without; which host it names
    does not matter, because labels outlive a change of the shop's address."""
    found = _CARD_ADDRESS.fullmatch(word.translate(_SIGNS))
    return found[1] if found and looks_like_code(found[1]) else None


def _is_order_no(word: str) -> bool:
    digits = sum(character.isdigit() for character in word)
    enough = DIGITS_ALONE if digits == len(word) else DIGITS_OF_AN_ORDER
    return bool(_ORDER_NO.fullmatch(word)) and digits >= enough
