"""Knows what a management card 维修管理卡 holds (rules.md §2)."""

from dataclasses import dataclass, field
from datetime import datetime

from board.card.values import (
    AddOn,
    Check,
    Customer,
    Delay,
    Duty,
    Enquiry,
    Forecast,
    Interval,
    Latest,
    Note,
    Photo,
    Promise,
    Record,
    Told,
    Vehicle,
    WalkRound,
    Work,
)


@dataclass
class CardState:
    """The fold of a card's events. Times aware UTC, money fen, durations whole minutes."""

    id: str
    code: str
    customer: Customer
    vehicle: Vehicle
    requests: list[str]
    kind: str
    planned_minutes: int
    version: int = 0
    lane: str = "booked"
    lane_since: datetime | None = None
    state_since: datetime | None = None
    made_at: datetime | None = None
    order_no: str | None = None
    price_fen: int | None = None
    appointment_at: datetime | None = None
    arrived_at: datetime | None = None
    promises: list[Promise] = field(default_factory=list)
    advisor: str | None = None
    team: str | None = None
    technicians: list[str] = field(default_factory=list)
    bay: str | None = None
    keys_tag: str | None = None
    wash: bool = False
    waiting_on_site: bool = False
    old_parts: bool = False
    parking: str | None = None
    remark: str | None = None
    walk_round: WalkRound | None = None
    marks: list[str] = field(default_factory=list)
    own_rank: str | None = None
    stop_reason: str | None = None
    parts_expected_at: datetime | None = None
    intervals: list[Interval] = field(default_factory=list)
    add_ons: list[AddOn] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    work: list[Work] = field(default_factory=list)
    failed_at: datetime | None = None
    intervals_before_failure: int = 0
    wash_started_at: datetime | None = None
    washed_at: datetime | None = None
    bill: str | None = None
    bill_price_fen: int | None = None
    bill_reason: str | None = None
    ready_at: datetime | None = None
    finished_at: datetime | None = None
    told: list[Told] = field(default_factory=list)
    delays: list[Delay] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    enquiries: list[Enquiry] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)
    cancel_reason: str | None = None
    erased: bool = False
    latest: Latest | None = None
    # A projection that is read with the card; no part of its fold.
    forecast: Forecast | None = field(default=None, compare=False)
