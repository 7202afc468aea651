"""Knows the commands about findings and the customers' answers to them (rules.md §4, §5)."""

from datetime import datetime

from board.commands.choices import Answer, Channel, Urgency
from board.commands.definition import command
from board.commands.fields import fen, listed, minutes, text


@command
class ReportAddOn:
    what: str = text()
    urgency: Urgency
    can_go_on: bool
    parts: str | None = text(default=None)
    minutes: int | None = minutes(default=None)
    price_fen: int | None = fen(default=None)
    photos: list[str] = listed(9, each=80, default_factory=list)


@command
class PriceAddOn:
    add_on: str = text(40)
    price_fen: int = fen()
    minutes: int = minutes()


@command
class AnswerAddOn:
    """`offer` is the one that was read out; no `promise_at`: the promise stays."""

    add_on: str = text(40)
    offer: str = text(60)
    answer: Answer
    channel: Channel
    spoke_to: str | None = text(60, default=None)
    promise_at: datetime | None = None


@command
class InformWorkshop:
    add_on: str = text(40)
    person: str = text(40)
