"""Knows every command of the shop and its arguments (SPEC §4). The API's description and the
check of what comes in are made from these definitions."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, dataclass_transform, get_args

from board.fields import fen, listed, minutes, number, text
from board.parts_of_a_card import Customer, Vehicle, WalkRound
from board.registry import T, registered

Kind = Literal["maintenance", "repair", "warranty", "campaign", "body", "inspection", "rework"]
PauseReason = Literal[
    "parts", "consent", "bay", "support", "outside", "overnight", "other_job", "off_shift", "other"
]
Flag = Literal["complaint", "safety", "waiting_on_site", "rework"]
Urgency = Literal["safety", "soon", "advice"]
Level = Literal["self", "peer", "final"]
Channel = Literal["phone", "wechat", "sms", "in_person"]
About = Literal["ready", "late", "progress", "add_on", "appointment"]
Outcome = Literal["told", "unreachable"]
Answer = Literal["accepted", "refused", "unreachable"]
RecordKind = Literal["warranty", "quality", "hard_case"]
DutyKind = Literal[
    "appointment_call", "reception", "not_arrived", "enquiry", "consent", "late_call",
    "pickup_notice",
]  # fmt: skip
DutyOutcome = Literal["done", "told", "unreachable", "not_needed"]
BackTo = Literal["waiting", "queued", "checking", "washing", "settling"]

KINDS = get_args(Kind)
PAUSE_REASONS = get_args(PauseReason)
SETTABLE_FLAGS = get_args(Flag)


COMMANDS: dict[str, type] = {}
CREATING = ("book_card", "open_card")
# What the clock notes beside a card's commands: it asks the rules, not for a version (DESIGN §2).
CLOCKS_OWN = ("open_duty", "escalate_duty")


@dataclass_transform(
    frozen_default=True, kw_only_default=True,
    field_specifiers=(fen, field, listed, minutes, number, text),
)  # fmt: skip
def command(cls: T) -> T:
    """Registers a dataclass under its command's name: StartWork → start_work."""
    return registered(cls, COMMANDS)


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
    promise_at: datetime
    price_fen: int = fen()
    planned_minutes: int = minutes()
    odometer: int | None = number(0, 9_999_999, default=None)
    keys_tag: str | None = text(20, default=None)
    walk_round: WalkRound | None = None


@command
class CancelCard:
    reason: str = text()


@command
class DispatchCard:
    team: str = text(40)
    technicians: list[str] = listed(20, each=40, default_factory=list)
    bay: str | None = text(20, default=None)
    before: str | None = text(40, default=None)


@command
class PrioritiseCard:
    reason: str = text()
    flag: Flag | None = None
    on: bool | None = None
    before: str | None = text(40, default=None)


@command
class PutBack:
    lane: BackTo
    reason: str = text()


@command
class StartWork:
    technician: str | None = text(40, default=None)
    switch: bool = False


@command
class PauseWork:
    reason: PauseReason
    note: str | None = text(default=None)
    parts_expected_at: datetime | None = None
    technician: str | None = text(40, default=None)


@command
class ResumeWork:
    technician: str | None = text(40, default=None)
    switch: bool = False


@command
class HandWorkOver:
    to: str = text(40)
    technician: str | None = text(40, default=None)


@command
class CorrectInterval:
    interval: str = text(40)
    start: datetime | None = field(default=None, metadata={"alias": "from"})
    to: datetime | None = None
    reason: str = text()


@command
class FinishWork:
    """`confirmed`: really, although one's own work began only seconds ago."""

    technician: str | None = text(40, default=None)
    cause: str | None = text(default=None)
    work_done: str | None = text(default=None)
    result: str | None = text(default=None)
    confirmed: bool = False


@command
class ReportDelay:
    minutes: int = number(1, 6000)
    reason: str = text()


@command
class ExpectParts:
    expected_at: datetime
    note: str | None = text(default=None)


@command
class PartsArrived:
    note: str | None = text(default=None)


@command
class AddNote:
    text: str = text(1000)


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


@command
class AttachPhoto:
    photo: str = text(80)
    add_on: str | None = text(40, default=None)


@dataclass(frozen=True, kw_only=True)
class Consent:
    """How the customer agreed, and who said so."""

    channel: Channel
    spoke_to: str = text(60)


@command
class Repromise:
    """A new version of the promise: agreed to by the customer, or within the preset range."""

    promise_at: datetime
    price_fen: int = fen()
    reason: str = text()
    consent: Consent | None = None
    within_range: bool = False


@command
class AnswerEnquiry:
    on_time: bool
    minutes_left: int | None = number(0, 6000, default=None)
    reason: str | None = text(default=None)


@command
class RaiseRecord:
    kind: RecordKind
    note: str = text(1000)
    photos: list[str] = listed(9, each=80, default_factory=list)


@command
class FinishDuty:
    duty: str = text(100)
    outcome: DutyOutcome
    note: str | None = text(default=None)


@command
class OpenDuty:
    """The clock's: a deadline begins to count down."""

    kind: DutyKind
    about: str | None = text(60, default=None)


@command
class EscalateDuty:
    """The clock's: a deadline has passed undone."""

    duty: str = text(100)


@command
class SignCheck:
    level: Level
    passed: bool
    items: list[str] = listed(40, default_factory=list)
    faults: list[str] = listed(20, default_factory=list)
    road_test_km: int | None = number(0, 500, default=None)
    pin: str | None = text(20, default=None)


@command
class StartWash:
    pass


@command
class FinishWash:
    parking: str | None = text(20, default=None)


@command
class CheckBill:
    price_fen: int = fen()
    difference: str | None = text(default=None)


@command
class ReturnBill:
    reason: str = text()


@command
class MoveToReady:
    """`left_open`: the customer's word, or the reason, about an add-on that nobody answered."""

    parking: str | None = text(20, default=None)
    left_open: str | None = text(default=None)


@command
class HandOver:
    """`left_open`: the customer's word about an add-on that stays open (SPEC §8)."""

    left_open: str | None = text(default=None)


@command
class TellCustomer:
    about: About
    channel: Channel
    outcome: Outcome
    promise: datetime | None = None
    spoke_to: str | None = text(60, default=None)
    note: str | None = text(default=None)


@command
class Undo:
    pass


@command
class ReopenCard:
    reason: str = text()
