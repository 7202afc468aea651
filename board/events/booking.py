"""Knows the facts that make a card, correct it, bring the car in and receive it."""

from datetime import datetime

from board.card.values import Customer, Vehicle, WalkRound
from board.commands.choices import Despite, Kind
from board.events.definition import CardFact, private


class CardMade(CardFact, shared=True):
    """A card with all that was known of it. `code` is what people read aloud."""

    code: str
    customer: Customer = private()
    vehicle: Vehicle = private()
    requests: list[str] = private()
    kind: Kind
    planned_minutes: int
    price_fen: int
    wash: bool
    waiting_on_site: bool
    old_parts: bool
    promise_at: datetime | None = None
    advisor: str | None = None
    order_no: str | None = None
    appointment_at: datetime | None = None
    remark: str | None = private(default=None)


class CardBooked(CardMade):
    pass


class CardOpened(CardMade):
    """The car came without an appointment."""


class CardEdited(CardFact):
    """What was corrected; None: it stays as it was. An empty `advisor`, `order_no` or `remark` was
    taken away."""

    customer: Customer | None = private(default=None)
    vehicle: Vehicle | None = private(default=None)
    requests: list[str] | None = private(default=None)
    kind: Kind | None = None
    planned_minutes: int | None = None
    price_fen: int | None = None
    promise_at: datetime | None = None
    advisor: str | None = None
    wash: bool | None = None
    waiting_on_site: bool | None = None
    old_parts: bool | None = None
    order_no: str | None = None
    remark: str | None = private(default=None)


class CardRescheduled(CardFact):
    """To another time; a promise that could not stand before it was taken back."""

    appointment_at: datetime
    promise_taken_back: bool = False
    reason: str = private()


class DueConfirmed(CardFact):
    pass


class CarArrived(CardFact):
    pass


class NoShowMarked(CardFact):
    pass


class CardCheckedIn(CardFact):
    """`advisor`: who received the car, where the card named nobody."""

    promise_at: datetime
    price_fen: int
    planned_minutes: int
    odometer: int | None = None
    advisor: str | None = None
    despite: Despite | None = None
    keys_tag: str | None = private(default=None)
    walk_round: WalkRound | None = private(default=None)
