"""Knows the delivery wash, after the final check if the customer wanted it (SPEC §8)."""

from board.card import Card
from board.commands import FinishWash
from board.event import Happening
from board.events.delivery import WashFinished, WashStarted
from board.facts import Facts
from board.people import Person
from board.refusal import Refused
from board.rules.rule import rule


@rule("start_wash", "washing", alone=True)
def start_wash(card: Card, args: object, who: Person, facts: Facts) -> list[Happening]:
    if card.wash_started_at:
        raise Refused("wash_running")
    return [Happening(card.id, WashStarted())]


@rule("finish_wash", "washing", alone=True)
def finish_wash(card: Card, args: FinishWash, who: Person, facts: Facts) -> list[Happening]:
    if not card.wash_started_at:
        raise Refused("wash_not_started")
    return [Happening(card.id, WashFinished(parking=args.parking or None))]
