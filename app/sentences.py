"""Knows the sentence of every fact of a card: what happened, then the details worth saying. A fact
that has none of its own reads as its name says, `story-NAME` in the catalogue."""

from app import sentences_of_cards, sentences_of_work  # noqa: F401
from app.sentence import TELLS
from app.telling import Teller
from board.event import Event
from board.events import Fact


def pieces(t: Teller, event: Event[Fact]) -> list[str]:
    """The sentence of an event and its details, without who and when."""
    tell = TELLS.get(type(event.fact))
    return list(tell(t, event)) if tell else [t.say(f"story-{event.type}")]
