"""Knows what a fact of the shop looks like: past tense, who, when, and what."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

SCHEMA = 1

# What the clock notes on a card beside its commands: the card's version stays (DESIGN §2).
QUIET = ("duty_opened", "duty_escalated")


@dataclass(frozen=True)
class Happening:
    """What a rule decided, before the store gives it its place: `private` holds names, phones,
    plates and free text, which are kept beside the event so that a person can be erased. It is of a
    card, of a review, or (neither) of the shop itself."""

    type: str
    card: str | None
    data: dict = field(default_factory=dict)
    private: dict = field(default_factory=dict)
    review: str | None = None


@dataclass(frozen=True)
class Event:
    """A recorded fact. `command` is the number shared by all events of one command, `version`
    the card's version after it. `private` is None once the person was erased."""

    type: str
    card: str | None
    n: int
    command: int
    version: int | None
    who: str
    device: str | None
    occurred_at: datetime
    received_at: datetime
    data: dict
    private: dict | None
    by: str = ""
    review: str | None = None


def instant(text: str | None) -> datetime | None:
    """RFC 3339 text → aware UTC datetime."""
    return datetime.fromisoformat(text).astimezone(UTC) if text else None


def stamp(at: datetime | None) -> str | None:
    """Aware datetime → RFC 3339 UTC text, to the millisecond where there is one."""
    if at is None:
        return None
    text = at.astimezone(UTC).isoformat(timespec="milliseconds" if at.microsecond else "seconds")
    return text.replace("+00:00", "Z")
