"""Knows the work list of a card (rules.md §7): one list of all that was sold, found wrong and
added, for whoever works on the car or checks it."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from board.card.card import Card

Kind = Literal["fault", "request", "add_on", "remark", "note"]


class WorkLine(NamedTuple):
    """One line. `by`: who said so, where it is worth knowing; `more`: the parts of an add-on."""

    kind: Kind
    words: str
    by: str | None = None
    more: str = ""


def work_list(card: Card) -> list[WorkLine]:
    """Faults of failed checks first, since they are why the car is back; then what was asked for,
    what was agreed to, and what foreman and advisor added. Each fault once, however often it was
    found."""
    return [*_faults(card), *_sold(card), *_added(card)]


def _faults(card: Card) -> Iterator[WorkLine]:
    found = {fault: c.person for c in card.checks if not c.passed for fault in c.faults}
    return (WorkLine("fault", fault, by) for fault, by in found.items())


def _sold(card: Card) -> Iterator[WorkLine]:
    yield from (WorkLine("request", words) for words in card.requests)
    yield from (WorkLine("add_on", a.what, more=a.parts or "") for a in card.agreed)


def _added(card: Card) -> Iterator[WorkLine]:
    if card.remark:
        yield WorkLine("remark", card.remark)
    yield from (WorkLine("note", note.text, note.by) for note in card.notes)
