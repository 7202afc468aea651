"""Knows what can be taken back: one's own latest command on the card, for a while (SPEC §4)."""

from datetime import timedelta

from board.card import Card
from board.event import Happening
from board.events import names
from board.events.add_ons import AddOnAnswered
from board.events.booking import CardBooked, CardOpened
from board.events.delivery import (
    BillChecked,
    BillReturned,
    CarHandedOver,
    CheckSigned,
    CustomerTold,
)
from board.events.dispatch import CommandUndone
from board.events.promises import PromiseChanged
from board.facts import Facts
from board.lanes import LANES
from board.people import Person
from board.refusal import Refused
from board.rules.rule import rule
from board.rules.work import check_overlap

# Making a card, an undo, checks, consent, told promises, the bill and the hand-over stay (SPEC §4).
STAYS = names(
    CardBooked, CardOpened, CommandUndone, CheckSigned, CustomerTold, AddOnAnswered, BillChecked,
    BillReturned, CarHandedOver,
)  # fmt: skip


@rule("undo", *LANES, alone=True)
def undo(card: Card, args: object, who: Person, facts: Facts) -> list[Happening]:
    """A command that touched two cards is undone on both or not at all; what a review decided is
    kept there as carried out, and stays."""
    latest = card.latest
    assert latest is not None
    touched = [c for id in facts.touched_by(latest.command) if (c := facts.card(id))]
    for other in touched:
        _check(other, latest.command, who, facts)
    if facts.was_in_review(latest.command):
        raise Refused("cannot_undo", event=latest.event)
    for other in touched:
        _check_world(facts.without_latest(other.id), other, [c.id for c in touched], facts)
    return [Happening(c.id, CommandUndone(command=latest.command)) for c in touched]


def _check(card: Card, command: int, who: Person, facts: Facts) -> None:
    latest = card.latest
    assert latest is not None
    if latest.command != command:
        raise Refused("changed_since", person=latest.who)
    agreed = latest.event == PromiseChanged.type and not card.promises[-1].within_range
    if latest.event in STAYS or agreed:
        raise Refused("cannot_undo", event=latest.event)
    if latest.who != who.id:
        raise Refused("not_yours", person=latest.who)
    if facts.now - latest.at > timedelta(seconds=facts.settings.undo_seconds):
        raise Refused("too_late_to_undo", seconds=facts.settings.undo_seconds)


def _check_world(card: Card, now: Card, touched: list[str], facts: Facts) -> None:
    """What the undo brings back must still fit: one car at a time per person, one car in a bay,
    one card per order number."""
    for interval in card.running:
        elsewhere = facts.running(interval.technician)
        if elsewhere not in (None, *touched):
            raise Refused("running_elsewhere", person=interval.technician, card=elsewhere)
    if card.lane == "working" and card.bay:
        holder = facts.holder_of_bay(card.bay)
        if holder not in (None, *touched):
            raise Refused("bay_taken", bay=card.bay, card=holder)
    for interval in card.intervals:
        if interval != now.interval(interval.id):
            to = interval.to or facts.now
            check_overlap(interval, interval.start, to, facts, besides=touched)
    holder = facts.holder_of_order(card.order_no) if card.order_no else None
    if holder not in (None, card.code):
        raise Refused("order_no_taken", order_no=card.order_no, code=holder)
