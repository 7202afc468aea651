"""Knows how duties open, escalate and end: most end by the deed itself (rules.md §9)."""

from collections.abc import Callable

from board.card.card import Card
from board.card.values import Duty, Enquiry
from board.events import Fact
from board.events.duties import DutyEscalated, DutyFinished, DutyOpened, EnquiryAnswered
from board.events.event import Event, stamp
from board.folding.applying import on

AT_WORK = ("queued", "working", "stopped")
TRIES = 3  # of 三日回访 (document 003)
DROPPED = "dropped"  # what it was about was taken back: as if it had never been


@on(DutyOpened)
def _opened(card: Card, event: Event[DutyOpened]) -> None:
    fact = event.fact
    card.duties.append(Duty(fact.duty, fact.kind, event.occurred_at, fact.due_at, fact.about))


@on(DutyEscalated)
def _escalated(card: Card, event: Event[DutyEscalated]) -> None:
    if duty := card.duty(event.fact.duty):
        duty.escalated_at = event.occurred_at


@on(DutyFinished)
def _finished(card: Card, event: Event[DutyFinished]) -> None:
    if duty := card.duty(event.fact.duty):
        duty.note = event.fact.note
        if duty.kind == "follow_up" and event.fact.outcome == "unreachable":
            duty.attempts.append(event.occurred_at)
            if len(duty.attempts) < TRIES:
                return
        _end(duty, event, event.fact.outcome)


@on(EnquiryAnswered)
def _answered(card: Card, event: Event[EnquiryAnswered]) -> None:
    fact, at = event.fact, event.occurred_at
    card.enquiries.append(Enquiry(fact.on_time, event.who, at, fact.minutes_left, fact.reason))


def settle(card: Card, event: Event[Fact]) -> None:
    """After every event: duties that the deed has done, or that are no longer owed, end."""
    for duty in card.open_duties:
        outcome = _ENDS[duty.kind](card, duty)
        if outcome == DROPPED:
            card.duties.remove(duty)
        elif outcome:
            _end(duty, event, outcome)


def _end(duty: Duty, event: Event[Fact], outcome: str) -> None:
    duty.done_at, duty.done_by, duty.outcome = event.occurred_at, event.who, outcome


# --- what became of each: done, told, not_needed or missed; None while it is open -------------


def _appointment_call(card: Card, duty: Duty) -> str | None:
    if card.reminded:
        return "told"
    if card.lane != "booked":
        return "missed" if card.lane == "due" else "not_needed"
    moved = card.state_since is not None and card.state_since > duty.opened_at
    return "not_needed" if moved else None


def _reception(card: Card, duty: Duty) -> str | None:
    if card.lane == "arrived":
        return None
    return DROPPED if card.before_arrival else "done" if card.promises else "not_needed"


def _not_arrived(card: Card, duty: Duty) -> str | None:
    if card.arrived_at:
        return "done"
    if card.reminded:
        return "told"
    return None if card.lane == "due" else "not_needed"


def _enquiry(card: Card, duty: Duty) -> str | None:
    if card.enquiries and card.enquiries[-1].at >= duty.opened_at:
        return "done"
    at_work = card.lane in AT_WORK and duty.about == card.promise_number
    return None if at_work else "not_needed"


def _consent(card: Card, duty: Duty) -> str | None:
    add_on = card.add_on(duty.about or "")
    if add_on is None:
        return DROPPED
    if add_on.answer:
        return "told"
    return None if add_on in card.to_ask else "not_needed"


def _late_call(card: Card, duty: Duty) -> str | None:
    if not card.is_known(duty.about):
        known = card.known_promise
        return "told" if known and known.channel else "not_needed"
    if len(card.delays_told) > told_before(duty.about):
        return "told"
    return None if card.on_board and card.lane != "ready" else "not_needed"


def told_before(about: str | None) -> int:
    """How often the customer had been told of the delay when a late call opened."""
    return int((about or "").partition(".")[2] or 0)


def _pickup_notice(card: Card, duty: Duty) -> str | None:
    if card.was_noticed:
        return "told"
    if card.lane == "delivered":
        return "done"
    about = (card.promise_number, stamp(card.lane_since) if card.lane == "ready" else None)
    return None if duty.about in about and card.on_board else "not_needed"


def _follow_up(card: Card, duty: Duty) -> str | None:
    return None if card.lane == "delivered" else DROPPED


_ENDS: dict[str, Callable[[Card, Duty], str | None]] = {
    "appointment_call": _appointment_call,
    "reception": _reception,
    "not_arrived": _not_arrived,
    "enquiry": _enquiry,
    "consent": _consent,
    "late_call": _late_call,
    "pickup_notice": _pickup_notice,
    "follow_up": _follow_up,
}
