"""Knows how duties open, escalate and end: most end by the deed itself (SPEC §9)."""

from collections.abc import Callable

from board.card import Card
from board.event import Event, instant, stamp
from board.folding.applying import on, private
from board.parts_of_a_card import Duty, Enquiry

AT_WORK = ("queued", "working", "stopped")
DROPPED = "dropped"  # what it was about was taken back: as if it had never been


@on("duty_opened")
def _opened(card: Card, event: Event) -> None:
    d, due = event.data, instant(event.data["due_at"])
    assert due is not None
    card.duties.append(Duty(d["duty"], d["kind"], event.occurred_at, due, d.get("about")))


@on("duty_escalated")
def _escalated(card: Card, event: Event) -> None:
    if duty := card.duty(event.data["duty"]):
        duty.escalated_at = event.occurred_at


@on("duty_finished")
def _finished(card: Card, event: Event) -> None:
    if duty := card.duty(event.data["duty"]):
        note = private(event, "note")
        _end(duty, event, event.data["outcome"])
        duty.note = str(note) if note else None


@on("enquiry_answered")
def _answered(card: Card, event: Event) -> None:
    d, reason = event.data, private(event, "reason")
    card.enquiries.append(
        Enquiry(d["on_time"], event.who, event.occurred_at, d.get("minutes_left"),
                str(reason) if reason else None)
    )  # fmt: skip


def settle(card: Card, event: Event) -> None:
    """After every event: duties that the deed has done, or that are no longer owed, end."""
    for duty in card.open_duties:
        outcome = _ENDS[duty.kind](card, duty)
        if outcome == DROPPED:
            card.duties.remove(duty)
        elif outcome:
            _end(duty, event, outcome)


def _end(duty: Duty, event: Event, outcome: str) -> None:
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
    if card.told_of_delay:
        return "told"
    return None if card.on_board and card.lane != "ready" else "not_needed"


def _pickup_notice(card: Card, duty: Duty) -> str | None:
    if card.was_noticed:
        return "told"
    if card.lane == "delivered":
        return "done"
    about = (card.promise_number, stamp(card.lane_since) if card.lane == "ready" else None)
    return None if duty.about in about and card.on_board else "not_needed"


_ENDS: dict[str, Callable[[Card, Duty], str | None]] = {
    "appointment_call": _appointment_call,
    "reception": _reception,
    "not_arrived": _not_arrived,
    "enquiry": _enquiry,
    "consent": _consent,
    "late_call": _late_call,
    "pickup_notice": _pickup_notice,
}
