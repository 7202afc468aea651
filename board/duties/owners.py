"""Knows who looks after a car or a duty on a day (rules.md §1): where its owner is absent,
everybody of the same role does, and the next in line at once: nothing waits on who is not there."""

from dataclasses import dataclass
from datetime import date

from board.card.card import Card
from board.people.people import Directory, Person


@dataclass(frozen=True)
class Today:
    """Who works here, and which day it is."""

    directory: Directory
    day: date

    def is_here(self, id: str) -> bool:
        person = self.directory.person(id)
        return person is not None and person.active and not self.directory.is_absent(id, self.day)

    def nobody(self, role: str, card: Card) -> bool:
        """Whether whoever of a role a car's duty belongs to is not there: its advisor, or all."""
        if role == "advisor" and card.advisor:
            return not self.is_here(card.advisor)
        people = self.directory.with_role(role)
        return bool(people) and not any(self.is_here(one.id) for one in people)


def looks_after(card: Card, advisor: Person, today: Today | None) -> bool:
    """Whether a car is an advisor's own, nobody's, or that of one who is absent."""
    if card.advisor in (None, advisor.id):
        return True
    return today is not None and not today.is_here(card.advisor or "")
