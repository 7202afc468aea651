"""Knows how a picture handed in becomes one of ours: turned as it was held, made small, drawn
anew, so that nothing but the picture itself is left of the file (no place, no camera, no time)."""

import io
from contextlib import suppress

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 10 * 1024 * 1024  # of the file as it is handed in
LONGEST_SIDE = 1600
QUALITY = 82
READABLE = ("JPEG", "PNG", "WEBP")
# A JPEG is read at a fraction of its size; others must be held in memory whole.
MOST_PIXELS = {"JPEG": 80_000_000, "MPO": 80_000_000}
MOST_PIXELS_OF_OTHERS = 30_000_000


class BadPicture(Exception):
    """What was handed in is no picture we can take; the code says why."""


def redrawn(data: bytes) -> bytes:
    """JPEG bytes of the picture alone, at most LONGEST_SIDE on a side; the same for the same bytes.
    Raises BadPicture: not_a_picture, too_many_pixels, broken_picture."""
    picture = _opened(data)
    try:
        return _drawn(picture)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise BadPicture("broken_picture") from error


def _opened(data: bytes) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(data), formats=READABLE)
    except Image.DecompressionBombError as error:
        raise BadPicture("too_many_pixels") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise BadPicture("not_a_picture") from error
    width, height = picture.size
    if width * height > MOST_PIXELS.get(picture.format or "", MOST_PIXELS_OF_OTHERS):
        raise BadPicture("too_many_pixels")
    return picture


def _drawn(picture: Image.Image) -> bytes:
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    picture.load()
    turned = _turned(picture)
    turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    sheet = Image.new("RGB", turned.size, "white")
    if turned.has_transparency_data:
        sheet.paste(turned.convert("RGBA"), mask=turned.convert("RGBA"))
    else:
        sheet.paste(turned.convert("RGB"))
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _turned(picture: Image.Image) -> Image.Image:
    """As it was held; where what the file says of it is garbled, as it lies."""
    with suppress(OSError, SyntaxError, ValueError, KeyError, TypeError):
        return ImageOps.exif_transpose(picture)
    return picture
