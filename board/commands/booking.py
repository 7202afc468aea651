"""Knows the commands that make a card, correct it and bring the car in (rules.md §4)."""

from dataclasses import dataclass
from datetime import datetime

from board.card.values import Customer, Vehicle, WalkRound
from board.commands.choices import Kind
from board.commands.definition import command
from board.commands.fields import fen, listed, minutes, number, text


@dataclass(frozen=True, kw_only=True)
class CardDetails:
    customer: Customer
    vehicle: Vehicle
    requests: list[str] = listed(40, least=1)
    kind: Kind
    planned_minutes: int = minutes()
    price_fen: int = fen()
    promise_at: datetime | None = None
    advisor: str | None = text(40, default=None)
    wash: bool = False
    waiting_on_site: bool = False
    old_parts: bool = False
    order_no: str | None = text(40, default=None)
    remark: str | None = text(1000, default=None)


@command
class BookCard(CardDetails):
    appointment_at: datetime


@command
class OpenCard(CardDetails):
    pass


@command
class EditCard:
    customer: Customer | None = None
    vehicle: Vehicle | None = None
    requests: list[str] | None = listed(40, least=1, default=None)
    kind: Kind | None = None
    planned_minutes: int | None = minutes(default=None)
    price_fen: int | None = fen(default=None)
    promise_at: datetime | None = None
    advisor: str | None = text(40, least=0, default=None)
    wash: bool | None = None
    waiting_on_site: bool | None = None
    old_parts: bool | None = None
    order_no: str | None = text(40, least=0, default=None)
    remark: str | None = text(1000, least=0, default=None)


@command
class RescheduleCard:
    appointment_at: datetime
    reason: str = text()


@command
class ConfirmDue:
    pass


@command
class Arrive:
    pass


@command
class MarkNoShow:
    pass


@command
class CheckIn:
    """`confirmed`: promised although the work in front speaks against it."""

    promise_at: datetime
    price_fen: int = fen()
    planned_minutes: int = minutes()
    odometer: int | None = number(0, 9_999_999, default=None)
    keys_tag: str | None = text(20, default=None)
    walk_round: WalkRound | None = None
    confirmed: bool = False


@command
class CancelCard:
    reason: str = text()
