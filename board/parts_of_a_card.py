"""Knows the small things a card is made of: customer, vehicle, promises, intervals, checks."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class Customer:
    name: str
    title: str | None = None
    phone: str | None = None


@dataclass
class Vehicle:
    model: str
    plate: str | None = None
    vin: str | None = None
    odometer: int | None = None


@dataclass
class WalkRound:
    note: str | None = None
    belongings: str | None = None


@dataclass
class Promise:
    """One version of what the customer was told; `at` None where only a price stands yet."""

    at: datetime | None
    price_fen: int | None
    by: str
    made_at: datetime
    reason: str | None = None


@dataclass
class Interval:
    """Time one technician spent on the car; `to` None while it runs."""

    id: str
    technician: str
    start: datetime
    to: datetime | None = None
    ended_by: str | None = None
    needs_correction: bool = False


@dataclass
class AddOn:
    """A finding 追加项目; what becomes of it is stage 3's."""

    id: str
    what: str
    urgency: str
    reported_by: str
    reported_at: datetime
    can_go_on: bool
    parts: str | None = None
    minutes: int | None = None
    price_fen: int | None = None
    answer: str | None = None


@dataclass
class Check:
    """A signature of the three-level check; `void` after a failure or a way back."""

    level: str
    person: str
    passed: bool
    at: datetime
    items: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    road_test_km: int | None = None
    void: bool = False


@dataclass
class Told:
    """What was said to the customer, by whom and how."""

    about: str
    channel: str
    outcome: str
    by: str
    at: datetime
    promise: datetime | None = None
    spoke_to: str | None = None
    note: str | None = None


@dataclass
class Delay:
    minutes: int
    reason: str
    by: str
    at: datetime


@dataclass
class Note:
    text: str
    by: str
    at: datetime


@dataclass
class Work:
    """What was found and done (000: 故障原因、工作内容、最终结果)."""

    by: str
    at: datetime
    cause: str | None = None
    work_done: str | None = None
    result: str | None = None


@dataclass
class Latest:
    """The latest accepted command on the card: what undo and a stale screen ask about."""

    command: int
    event: str
    who: str
    at: datetime
