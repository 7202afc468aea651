"""Knows that anyone may leave a note on a card."""

from board.card import Card
from board.commands import AddNote
from board.event import Happening
from board.events.work import NoteAdded
from board.facts import Facts
from board.lanes import LANES
from board.people import Person
from board.rules.rule import rule


@rule("add_note", *LANES)
def add_note(card: Card, args: AddNote, who: Person, facts: Facts) -> list[Happening]:
    return [Happening(card.id, NoteAdded(text=args.text))]
