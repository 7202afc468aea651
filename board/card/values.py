"""Knows the small things a card is made of: customer, vehicle, promises, intervals, checks."""

from dataclasses import dataclass, field
from datetime import datetime

from board.commands.fields import listed


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
    photos: list[str] = listed(9, each=80, default_factory=list)


@dataclass
class Promise:
    """One version of what the customer was told; `at` None where only a price stands yet.
    `channel` and `spoke_to`: how and by whom it was agreed to; `within_range`: no call was needed
    (rules.md §5). Made by the answer about an add-on it agrees to less: the price of that alone,
    `added_fen`, and where it `keeps_time` to no time. `despite`: what spoke against the time."""

    at: datetime | None
    price_fen: int | None
    by: str
    made_at: datetime
    reason: str | None = None
    within_range: bool = False
    channel: str | None = None
    spoke_to: str | None = None
    added_fen: int | None = None
    keeps_time: bool = False
    despite: str | None = None


@dataclass
class Forecast:
    """When the car will likely be ready, and safely (80 %); from when to when it is worked on.
    Each None where nobody can know. A projection: no part of the fold."""

    likely: datetime | None = None
    safe: datetime | None = None
    begins: datetime | None = None
    ends: datetime | None = None


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
class Offer:
    """What an add-on would cost, in fen and whole minutes, as it is read out to the customer."""

    id: str
    price_fen: int
    minutes: int
    by: str
    at: datetime


@dataclass
class AddOn:
    """A finding 追加项目 (rules.md §6). `minutes` and `price_fen` are the workshop's guess until
    the customer accepts an offer, then the offer's. `answer` is None, accepted or refused; `tries`
    are the times at which the customer could not be reached. `informed` names who in the workshop
    was told of it, and when (通知时间 受话人, 交单时间)."""

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
    offers: list[Offer] = field(default_factory=list)
    offer: str | None = None
    answered_by: str | None = None
    answered_at: datetime | None = None
    channel: str | None = None
    spoke_to: str | None = None
    tries: list[datetime] = field(default_factory=list)
    informed: str | None = None
    informed_at: datetime | None = None
    photos: list[str] = field(default_factory=list)


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
    call_again_at: datetime | None = None


@dataclass
class Delay:
    minutes: int
    reason: str
    by: str
    at: datetime


@dataclass
class Enquiry:
    """The technician's answer to 进度询问: on time or not, and how many minutes are left."""

    on_time: bool
    by: str
    at: datetime
    minutes_left: int | None = None
    reason: str | None = None


@dataclass
class Duty:
    """A deadline with an owner (rules.md §9). `about` names the promise or the add-on it is about;
    `outcome` is what became of it, `attempts` when somebody was not reached and is tried again."""

    id: str
    kind: str
    opened_at: datetime
    due_at: datetime
    about: str | None = None
    escalated_at: datetime | None = None
    done_at: datetime | None = None
    done_by: str | None = None
    outcome: str | None = None
    note: str | None = None
    attempts: list[datetime] = field(default_factory=list)


@dataclass
class Record:
    """保修, 质量信息报告, 故障实例 (rules.md §6 item 6)."""

    id: str
    kind: str
    note: str
    by: str
    at: datetime
    photos: list[str] = field(default_factory=list)


@dataclass
class Photo:
    id: str
    by: str
    at: datetime
    add_on: str | None = None


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
