"""Knows the small words of which the story of a card is told: names, times, teams, commands."""

from collections.abc import Iterable
from datetime import datetime

from app.store import Reading
from app.words import say
from board.event import Event
from board.events import Fact

NOBODY = ("clock", "setup")


class Teller:
    """Tells events of one shop in one language; `commands` names them by their numbers."""

    def __init__(self, reading: Reading, language: str, commands: dict[int, str]) -> None:
        self.reading, self.language, self.commands = reading, language, commands

    def say(self, id: str, **facts: object) -> str:
        return say(self.language, id, **facts)

    def name(self, person: str) -> str:
        if person in NOBODY:
            return self.say("role-clock")
        return self.reading.directory.name_of(person) or person

    def names(self, people: Iterable[str]) -> str:
        return self.say("story-and").join(self.name(p) for p in people)

    def team(self, id: str) -> str:
        team = self.reading.directory.teams.get(id)
        return team.name if team else id

    def command(self, number: int) -> str:
        return self.say(f"command-{self.commands.get(number, 'undo')}")

    def time(self, at: datetime, event: Event[Fact]) -> str:
        """The time, with its day where that is not the day of the event."""
        local = self.reading.hours.local(at)
        same = local.date() == self.reading.hours.day(event.occurred_at)
        return local.strftime("%H:%M" if same else "%m-%d %H:%M")
