"""Knows the facts of an add-on 追加项目 (rules.md §6): found, offered, answered, told to the
shop."""

from dataclasses import field
from datetime import datetime

from board.commands.choices import Answer, Channel, Despite, Urgency
from board.events.definition import CardFact, private


class AddOnReported(CardFact):
    """`offer`: the id of the offer that its price is. What cannot wait `ended` the intervals that
    ran; `stops`: it is what the car waits for from now on."""

    add_on: str
    urgency: Urgency
    can_go_on: bool
    minutes: int | None = None
    price_fen: int | None = None
    offer: str | None = None
    photos: list[str] = field(default_factory=list)
    ended: list[str] | None = None
    stops: bool | None = None
    what: str = private()
    parts: str | None = private(default=None)


class AddOnPriced(CardFact):
    add_on: str
    offer: str
    price_fen: int
    minutes: int


class AddOnAnswered(CardFact):
    """The customer's word about the `offer` that was read out, with what that offer was."""

    add_on: str
    offer: str
    answer: Answer
    channel: Channel
    price_fen: int
    minutes: int
    promise_at: datetime | None = None
    despite: Despite | None = None
    spoke_to: str | None = private(default=None)


class WorkshopInformed(CardFact):
    """受话人: who was told of the answer."""

    add_on: str
    person: str
