"""Knows every deadline of a card: when it opens, until when it is due and whose it is
(rules.md §9). When it ends is in `board/folding/duties.py`: most end by the deed itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from board.card.card import Card
from board.card.lanes import AGREED
from board.card.values import AddOn, Duty
from board.commands.choices import DutyKind
from board.duties.deadlines import before_closing, is_open, soon
from board.duties.owners import Today, looks_after
from board.events.event import stamp
from board.people.people import Person
from board.planning.tone import LATE, OVERDUE, tone
from board.planning.work_left import worked_minutes
from board.shop.hours import Hours

# Whose it is, and to whom it goes when it is overdue (rules.md §9).
OWNERS = {
    "appointment_call": ("care", "advisor"),
    "reception": ("advisor", "manager"),
    "not_arrived": ("advisor", "care"),
    "enquiry": ("advisor", "foreman"),
    "consent": ("advisor", "foreman"),
    "late_call": ("advisor", "manager"),
    "pickup_notice": ("advisor", "manager"),
    "follow_up": ("care", "manager"),
}
BEFORE_A_DEADLINE = timedelta(hours=1)  # from then on the pick-up notice is owed
LONG_JOB = timedelta(days=2)


@dataclass(frozen=True)
class Owed:
    """A deadline that should count down; `about` names the promise or the add-on it is about, or
    since when the car is ready."""

    kind: DutyKind
    due_at: datetime
    about: str | None = None


def duty_id(card: Card, kind: str, about: str | None) -> str:
    """One id for one duty: whoever opens it a second time finds it there."""
    return ".".join(part for part in (card.id, kind, about) if part)


def owed(card: Card, hours: Hours, now: datetime) -> list[Owed]:
    """What should count down on the card and does not yet."""
    there = {(duty.kind, duty.about) for duty in card.duties}
    promise = card.promise_number
    return [
        one
        for kind, look in _LOOKS.get(card.lane, ())
        if (kind, None) not in there and (kind == "late_call" or (kind, promise) not in there)
        for one in look(card, hours, now)
        if (one.kind, one.about) not in there
    ]


def owed_after(card: Card, hours: Hours, now: datetime) -> list[Owed]:
    """三日回访, of a car that has left: so many days after delivery, moved to the next open day
    (document 000)."""
    asked = any(duty.kind == "follow_up" for duty in card.duties)
    if card.lane != "delivered" or card.finished_at is None or asked:
        return []
    after = timedelta(days=hours.settings.follow_up_days)
    day = hours.open_day_from(hours.day(card.finished_at) + after)
    if hours.opening(day) > now or hours.day(now) != day:
        return []
    return [Owed("follow_up", hours.closing(day))]


def counting(card: Card, now: datetime) -> list[Duty]:
    """Open duties that matter now: nobody phones about a delay that was made up meanwhile; should
    it come back, the same duty counts again. Who was told to hear again does."""
    duties = card.open_duties
    if not any(d.kind == "late_call" for d in duties) or tone(card, now) in (LATE, OVERDUE):
        return duties
    return [d for d in duties if d.kind != "late_call" or "." in (d.about or "")]


def to_escalate(card: Card, now: datetime, hours: Hours | None = None) -> list[Duty]:
    """What has passed undone; with the shop's hours, only while somebody is there to hear it."""
    if hours and not is_open(now, hours):
        return []
    if all(d.escalated_at or d.due_at > now for d in card.duties):
        return []
    return [d for d in counting(card, now) if d.escalated_at is None and d.due_at <= now]


def roles_of(duty: Duty, card: Card, today: Today | None = None) -> tuple[str, ...]:
    """Whose the duty is now: once escalated, or where its owner is absent, also theirs to whom it
    goes next."""
    owner, then = OWNERS[duty.kind]
    gone = today is not None and today.nobody(owner, card)
    return (owner, then) if duty.escalated_at or gone else (owner,)


def is_for(duty: Duty, card: Card, who: Person, today: Today | None = None) -> bool:
    """Whether it belongs on somebody's own list: an advisor's cars are their own, and those of one
    who is absent everybody's."""
    roles = [role for role in roles_of(duty, card, today) if who.has(role)]
    if roles == ["advisor"]:
        return looks_after(card, who, today)
    return bool(roles)


def notice_due(card: Card, hours: Hours) -> datetime | None:
    """通知提车: an hour before the promise, four for jobs of two days and more (document 001); in
    closed hours, before closing the day before."""
    if card.promise_at is None:
        return None
    s = hours.settings
    since = card.arrived_at or card.promises[0].made_at
    long = hours.day(card.promise_at) - hours.day(since) >= LONG_JOB
    minutes = s.long_notice_minutes if long else s.notice_minutes
    due = card.promise_at - timedelta(minutes=minutes)
    return before_closing(due, card.promises[-1].made_at, hours)


# --- when each is owed -----------------------------------------------------------------------


def _appointment_call(card: Card, hours: Hours, now: datetime) -> Iterator[Owed]:
    """预约提醒: on the last working day before (document 000), or from midday on (001)."""
    if card.appointment_at is None or card.reminded:
        return
    s, day = hours.settings, hours.day(card.appointment_at)
    before = hours.last_open_day(day)
    opens = hours.at(before, s.break_to) if s.call_half_a_day_before else hours.opening(before)
    if opens <= now and hours.day(now) < day:
        yield Owed("appointment_call", hours.closing(before))


def _reception(card: Card, hours: Hours, now: datetime) -> Iterator[Owed]:
    """接车: within 5 minutes, 10 at peak (document 003)."""
    if card.lane_since:
        s = hours.settings
        at_peak = s.peak_from <= hours.local(card.lane_since).time() < s.peak_to
        minutes = s.reception_peak_minutes if at_peak else s.reception_minutes
        yield Owed("reception", soon(card.lane_since, minutes, hours))


def _not_arrived(card: Card, hours: Hours, now: datetime) -> Iterator[Owed]:
    """未到联系: somebody who should be here by now is asked."""
    if has_not_come(card, hours, now) and not card.reminded:
        assert card.appointment_at is not None
        minutes = hours.settings.not_come_minutes + hours.settings.not_arrived_minutes
        due = card.appointment_at + timedelta(minutes=minutes)
        yield Owed("not_arrived", before_closing(due, card.appointment_at, hours))


def has_not_come(card: Card, hours: Hours, now: datetime) -> bool:
    """Whether somebody due today should have been here by now."""
    at = card.appointment_at
    if card.lane != "due" or at is None:
        return False
    return now >= at + timedelta(minutes=hours.settings.not_come_minutes)


def _enquiry(card: Card, hours: Hours, now: datetime) -> Iterator[Owed]:
    """进度询问: asked at 70 % of the planned time, answered by 80 % (document 001)."""
    if not card.running:
        return
    s = hours.settings
    worked = worked_minutes(card, hours, now)
    if worked >= card.work_minutes * s.enquiry_percent / 100:
        left = max(0.0, card.work_minutes * s.enquiry_due_percent / 100 - worked)
        due = hours.after(now, left / len(card.running), card.team) if left else now
        yield Owed("enquiry", due, card.promise_number)


def _consent(card: Card, hours: Hours, now: datetime) -> Iterator[Owed]:
    """增项确认: the advisor phones at once (rules.md §6)."""
    for add_on in card.to_ask:
        yield Owed("consent", consent_due(add_on, hours), add_on.id)


def consent_due(add_on: AddOn, hours: Hours) -> datetime:
    return soon(add_on.reported_at, hours.settings.consent_minutes, hours)


def _late_call(card: Card, hours: Hours, now: datetime) -> Iterator[Owed]:
    """延时通知: phoned with the reason before the promise, no later than the notice is due; and
    again when the customer was told to hear again."""
    if told := card.delays_told:
        if again := told[-1].call_again_at:
            yield Owed("late_call", again, f"{card.known_number}.{len(told)}")
        return
    if tone(card, now) not in (LATE, OVERDUE):
        return
    counted = any(d.kind == "late_call" and card.is_known(d.about) for d in card.duties)
    if not counted and (latest := notice_due(card, hours)):
        due = soon(now, hours.settings.late_call_minutes, hours)
        yield Owed("late_call", max(now, min(due, latest)), card.promise_number)


def _pickup_notice(card: Card, hours: Hours, now: datetime) -> Iterator[Owed]:
    """通知提车: an hour before the customer must have heard when to come; or when it is ready."""
    if card.promise_at is None or card.was_noticed:
        return
    due = notice_due(card, hours)
    if due and now >= due - BEFORE_A_DEADLINE:
        yield Owed("pickup_notice", due, card.promise_number)


def _ready_notice(card: Card, hours: Hours, now: datetime) -> Iterator[Owed]:
    """通知提车 of a ready car: a notice that counts already goes on. Who heard before when to come
    is told too that the car is ready, by then at the latest."""
    since, notices = card.lane_since, [d for d in card.duties if d.kind == "pickup_notice"]
    if since is None or any(d.done_at is None or d.done_at > since for d in notices):
        return
    if card.was_noticed or card.promise_at is None or (due := notice_due(card, hours)) is None:
        return
    if card.told_when_to_come:
        due = max(due, card.promise_at)
    once = card.promise_number not in [d.about for d in notices]
    yield Owed("pickup_notice", due, card.promise_number if once else stamp(since))


_HERE = (("consent", _consent), ("late_call", _late_call), ("pickup_notice", _pickup_notice))
# What can be owed on a card in each lane; in the others nothing.
_LOOKS: dict[str, tuple[tuple[str, Callable[[Card, Hours, datetime], Iterator[Owed]]], ...]] = {
    "booked": (("appointment_call", _appointment_call),),
    "due": (("not_arrived", _not_arrived),),
    "arrived": (("reception", _reception),),
    **dict.fromkeys(AGREED, _HERE),
    "working": (("enquiry", _enquiry), *_HERE),
    "ready": (("consent", _consent), ("ready", _ready_notice)),
}
