"""Knows what can be chosen in commands about cards: kinds of jobs, pause reasons, flags, urgencies,
channels, outcomes."""

from typing import Literal, get_args

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


# What a time was promised in spite of (rules.md §5): the shop is closed then, or cannot be done.
Despite = Literal["outside_hours", "before_earliest"]


RecordKind = Literal["warranty", "quality", "hard_case"]


DutyKind = Literal[
    "appointment_call", "reception", "not_arrived", "enquiry", "consent", "late_call",
    "pickup_notice", "follow_up",
]  # fmt: skip


DutyOutcome = Literal["done", "told", "unreachable", "not_needed"]


BackTo = Literal["waiting", "queued", "checking", "washing", "settling"]


KINDS = get_args(Kind)


PAUSE_REASONS = get_args(PauseReason)


SETTABLE_FLAGS = get_args(Flag)
