"""Knows which column of a table is which: by its heading, by a word in it, by what stands below."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from app.importing.damage import damage, unguarded
from app.importing.table_line import Unreadable
from board.card.plain import plain

SAMPLE = 50  # lines below the headings that are looked at
CHOSEN, EXACT, SYNONYM, WORD, LOOKS = 5, 4, 3, 2, 1
_BESIDE = re.compile(r"[*::。#]|^\d+[.、]")

# How sure; whether anything stands below; place among the synonyms; sound cells; -place; field.
_Candidate = tuple[int, bool, int, int, int, str]
Fits = Callable[[str], bool]


@dataclass(frozen=True)
class Wanted:
    """What a table is read for. `fields`: our heading → field; `groups`: of each, one field must be
    there; `synonyms`: field → other headings, the likeliest first; `words`: field → what a heading
    nobody listed may hold; `fits`: field → what a cell of it looks like; `telling`: the same for
    fields that need no heading."""

    fields: Mapping[str, str]
    groups: Sequence[Sequence[str]]
    synonyms: Mapping[str, Sequence[str]] = field(default_factory=dict)
    words: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    fits: Mapping[str, Fits] = field(default_factory=dict)
    telling: Mapping[str, Fits] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.fields.values(), *self.synonyms)))

    def heading(self, name: str) -> str:
        """What we call the column of a field."""
        ours = (heading for heading, field in self.fields.items() if field == name)
        return next(ours, self.synonyms.get(name, (name,))[0])

    def name(self, heading: str) -> str:
        """The field of a heading of ours."""
        return next(name for name in self.names if self.heading(name) == heading)

    def missing(self, columns: Iterable[str]) -> list[str]:
        """Our headings of what is needed and not among `columns`."""
        there = set(columns)
        gone = [group for group in self.groups if not there & set(group)]
        return [self.heading(group[-1] if "time" in group else group[0]) for group in gone]


@lru_cache(maxsize=4096)  # each cell of the first lines is held against every synonym
def heading_text(heading: str) -> str:
    """A heading as it is compared: half width, without blanks, stars and colons."""
    return _BESIDE.sub("", plain(unguarded(heading)).casefold())


def named(heading: str, wanted: Wanted) -> dict[str, tuple[int, int]]:
    """Field → (how sure the heading alone makes it, place among its synonyms)."""
    text = heading_text(heading)
    found = {f: (WORD, 0) for f, words in wanted.words.items() if text and words.search(text)}
    for name, synonyms in wanted.synonyms.items():
        listed = [heading_text(each) for each in synonyms]
        if text in listed:
            found[name] = (SYNONYM, -listed.index(text))
    exact = {heading_text(h): f for h, f in wanted.fields.items()}
    return {exact[text]: (EXACT, 0)} if text in exact else found


def columns_of(
    headings: Sequence[str],
    below: Sequence[Sequence[str]],
    wanted: Wanted,
    chosen: Mapping[str, str],
) -> dict[str, int]:
    """Field → place of its column, each column once. `below`: the cells of some lines under the
    headings; `chosen`: field → heading, by a person (`Chosen.columns`). Raises Unreadable where one
    of our own headings stands there twice."""
    candidates = _chosen(headings, chosen)
    for place, heading in enumerate(headings):
        cells = [unguarded(line[place]) for line in below if place < len(line) and line[place]]
        sound = [cell for cell in cells if not damage(cell)]
        for name, (sure, order) in _possible(heading, sound, wanted).items():
            if name in chosen:
                continue
            candidates.append((sure, bool(cells), order, len(sound), -place, name))
    columns: dict[str, int] = {}
    for sure, _filled, _order, _sound, place, name in sorted(candidates, reverse=True):
        if name in columns:
            if sure == EXACT:
                raise Unreadable("repeated_heading", heading=headings[-place])
        elif -place not in columns.values():
            columns[name] = -place
    return columns


def _chosen(headings: Sequence[str], chosen: Mapping[str, str]) -> list[_Candidate]:
    texts = [heading_text(heading) for heading in headings]
    places = {f"#{place}": place for place in range(len(texts))}
    places |= {text: texts.index(text) for text in texts if text}
    there = ((name, places.get(heading)) for name, heading in chosen.items())
    return [(CHOSEN, True, 0, 0, -at, name) for name, at in there if at is not None]


def _possible(heading: str, cells: Sequence[str], wanted: Wanted) -> dict[str, tuple[int, int]]:
    """What a column may be, by its heading first; what stands below may speak against it."""
    by_name = named(heading, wanted)
    if any(sure == EXACT for sure, _ in by_name.values()):
        return by_name
    by_looks = {f: (LOOKS, 0) for f, fits in wanted.telling.items() if _mostly(fits, cells)}
    if not cells:
        return by_name
    fitting = {f: s for f, s in by_name.items() if _mostly(wanted.fits.get(f, bool), cells)}
    return by_looks | fitting


def _mostly(fits: Fits, cells: Sequence[str]) -> bool:
    return bool(cells) and sum(map(fits, cells)) * 2 >= len(cells)
