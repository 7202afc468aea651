"""Knows what a photo is called: by a key made up where it was taken, so that a card may name one
that is still on its way."""

import re
from collections.abc import Iterable

from board.commands.refusal import Refused

NAME = re.compile(r"[A-Za-z0-9_-]{16,80}", re.ASCII)


def named(photos: Iterable[str]) -> list[str]:
    """The names of photos, each once, in order. Raises Refused for what can name none."""
    once = list(dict.fromkeys(photos))
    if not all(NAME.fullmatch(name) for name in once):
        raise Refused("unknown_photo")
    return once
