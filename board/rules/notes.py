"""Knows that anyone may leave a note on a card."""

from board.card.card import Card
from board.card.lanes import LANES
from board.commands.facts import Facts
from board.commands.work import AddNote
from board.events.event import Happening
from board.events.work import NoteAdded
from board.people.people import Person
from board.rules.rule import rule


@rule("add_note", *LANES)
def add_note(card: Card, args: AddNote, who: Person, facts: Facts) -> list[Happening]:
    return [Happening(card.id, NoteAdded(text=args.text))]
