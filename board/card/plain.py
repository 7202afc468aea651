"""Knows how plates, phones and VINs are kept and compared, whoever wrote them and wherever: in a
form, through the API, in a file, in the field of the search."""

import re
import unicodedata

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
BLANK = " \t\n\r\x0b\x0c\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    chr(c) for c in range(0x2000, 0x200B)
)
VIN_LENGTH = 17
_DASHES = "-‐‑‒–—―−－_"
_DOTS = "·.•・‧∙⋅。"
_NO_PLATE = (
    "无牌",
    "无",
    "未上牌",
    "暂无",
    "没有",
    "新车",
    "新车无牌",
    "无牌照",
    "待上牌",
    "NONE",
    "NA",
    "N/A",
    "",
)
_CALLING_CODE = re.compile(r"(?:\+|00)?86(?=1\d{10}$)", re.ASCII)
_VIN = re.compile(r"[A-Z0-9]{4,40}", re.ASCII)
_LOOK_ALIKES = frozenset("IOQ")


def half_width(text: str) -> str:
    """`text` in half width and on one line, as people mean it when they type a number or time."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).strip(BLANK + INVISIBLE)


def plain(text: str) -> str:
    """`text` in half width without any blanks, for comparing."""
    return half_width(text).replace(" ", "")


def plain_plate(text: str) -> str:
    """A plate as it is kept: half width, upper case, no blanks, dots or dashes; "" where the text
    says that there is none."""
    plate = _without(plain(text), _DASHES + _DOTS + INVISIBLE).upper()
    return "" if plate in _NO_PLATE else plate


def plain_phone(text: str) -> str:
    """A phone's digits as dialled inside the country; `.0` is what a spreadsheet adds."""
    bare = re.sub(r"^(\d+)\.0$", r"\1", plain(text))
    return _CALLING_CODE.sub("", _without(bare, _DASHES + _DOTS + INVISIBLE))


class NoVin(ValueError):
    """The text is no VIN; it has letters that none has, for they look like 1 and 0."""


def plain_vin(text: str) -> str:
    """A VIN as it is kept: upper case, half width, without blanks and dashes; a part of one stays
    what it is. Raises NoVin."""
    vin = plain_vin_text(text)
    if not _VIN.fullmatch(vin) or has_look_alikes(vin):
        raise NoVin(vin)
    return vin


def plain_vin_text(text: str) -> str:
    """What is written in the place of a VIN, as a VIN would be."""
    return _without(plain(text), _DASHES + _DOTS + INVISIBLE).upper()


def has_look_alikes(vin: str) -> bool:
    """Whether a whole VIN has letters that none has, because they look like 1 and 0."""
    return len(vin) == VIN_LENGTH and bool(_LOOK_ALIKES & set(vin))


def _without(text: str, characters: str) -> str:
    return text.translate(dict.fromkeys(map(ord, characters)))
