"""Knows how work starts, stops, changes hands and ends; timers come from recorded intervals."""

from collections.abc import Container
from datetime import datetime, timedelta

from board.card.card import Card
from board.card.values import Interval
from board.commands.choices import PauseReason
from board.commands.facts import Facts
from board.commands.refusal import Forbidden, Refused
from board.commands.work import (
    CorrectInterval,
    FinishWork,
    HandWorkOver,
    PauseWork,
    ReportDelay,
    ResumeWork,
    StartWork,
)
from board.events.event import Happening, stamp
from board.events.work import (
    DelayReported,
    IntervalCorrected,
    WorkBegun,
    WorkFinished,
    WorkHandedOver,
    WorkPaused,
    WorkResumed,
    WorkStarted,
)
from board.people.people import Person
from board.people.rights import scope_of
from board.rules.rule import rule

# So soon after one's own start a finish is a second tap on the same place, and no finished work.
JUST_STARTED = timedelta(seconds=10)


def _technician(command: str, card: Card, id: str | None, who: Person, facts: Facts) -> Person:
    """Whose work it is: one's own, or that of another for a leader (own team) or the foreman."""
    if id is None or id == who.id:
        return who
    leads = who.has("foreman") or (who.has("leader") and card.team == who.team)
    if command in ("start_work", "finish_work"):
        leads = who.has("leader") and card.team == who.team
    if not leads:
        raise Forbidden(command, ("leader",))
    person = facts.directory.person(id)
    if person is None or not person.active:
        raise Refused("unknown_technician", person=id)
    return person


def _may_work(card: Card, person: Person, facts: Facts) -> None:
    if waits := card.needs_consent:
        see = {"people": [card.advisor]} if card.advisor else {}
        raise Refused("consent_missing", add_on=waits.id, **see)
    if not person.works_on_cars:
        raise Refused("unknown_technician", person=person.id)
    if card.team is None or person.team != card.team:
        raise Refused("not_in_team", person=person.id, team=card.team)
    if card.running_of(person.id):
        raise Refused("already_working", person=person.id)


def _begin(
    begun: type[WorkBegun], card: Card, person: Person, switch: bool, facts: Facts
) -> list[Happening]:
    _may_work(card, person, facts)
    before = _leave_other(person, switch, facts)
    if card.lane != "working" and card.bay:
        holder = facts.holder_of_bay(card.bay)
        left = _emptied(before)
        if holder not in (None, card.id, left):
            raise Refused("bay_taken", bay=card.bay, card=holder)
    return [*before, Happening(card.id, begun(interval=facts.new_id(), technician=person.id))]


def _emptied(before: list[Happening]) -> str | None:
    """The car on which nobody works any more once a person has left it."""
    return next((h.of for h in before if isinstance(h.fact, WorkPaused) and h.fact.stops), None)


def _leave_other(person: Person, switch: bool, facts: Facts) -> list[Happening]:
    """One running interval per person in the shop: the other car is paused, if asked for."""
    elsewhere = facts.running(person.id)
    if elsewhere is None:
        return []
    other = facts.card(elsewhere)
    assert other is not None
    if not switch:
        raise Refused("running_elsewhere", person=person.id, card=other.id)
    interval = other.running_of(person.id)
    assert interval is not None
    return [_paused(other, [interval], "other_job")]


def _paused(
    card: Card, ended: list[Interval], reason: PauseReason, *, note: str | None = None,
    parts_expected_at: datetime | None = None,
) -> Happening:  # fmt: skip
    return Happening(card.id, WorkPaused(
        ended=[i.id for i in ended], reason=reason, stops=len(ended) == len(card.running),
        parts_expected_at=parts_expected_at, note=note or None,
    ))  # fmt: skip


@rule("start_work", "queued", "working", alone=True)
def start_work(card: Card, args: StartWork, who: Person, facts: Facts) -> list[Happening]:
    """A technician of the team who is not on the card joins it by starting."""
    person = _technician("start_work", card, args.technician, who, facts)
    return _begin(WorkStarted, card, person, args.switch, facts)


@rule("resume_work", "stopped", "working", alone=True)
def resume_work(card: Card, args: ResumeWork, who: Person, facts: Facts) -> list[Happening]:
    id = args.technician
    if id is None and who.has("foreman") and not who.works_on_cars:
        raise Refused("name_technician")
    person = _technician("resume_work", card, id, who, facts)
    return _begin(WorkResumed, card, person, args.switch, facts)


def _to_end(command: str, card: Card, id: str | None, who: Person, facts: Facts) -> list[Interval]:
    """The actor's interval; by leader or foreman that of `technician`, or all (rules.md §4)."""
    person = _technician(command, card, id, who, facts)
    if interval := card.running_of(person.id):
        return [interval]
    leads = scope_of(command, who, card) and (
        who.has("foreman") or (who.has("leader") and card.team == who.team)
    )
    if id is None and leads:
        return card.running
    raise Refused("not_working", person=person.id)


@rule("pause_work", "working")
def pause_work(card: Card, args: PauseWork, who: Person, facts: Facts) -> list[Happening]:
    if who.has("clock"):
        return _shift_over(card, args.reason, facts)
    ended = _to_end("pause_work", card, args.technician, who, facts)
    expected = args.parts_expected_at
    if expected and expected <= facts.now:
        raise Refused("expected_in_past")
    return [_paused(card, ended, args.reason, note=args.note, parts_expected_at=expected)]


def _shift_over(card: Card, reason: PauseReason, facts: Facts) -> list[Happening]:
    """The clock closes the intervals whose shift is over, each at its own shift's end."""
    by_end: dict[datetime, list[Interval]] = {}
    for interval in card.running:
        by_end.setdefault(shift_end(interval, facts), []).append(interval)
    over = [end for end in sorted(by_end) if end <= facts.now]
    if not over:
        raise Refused("shift_not_over")
    left, happenings = len(card.running), []
    for end in over:
        left -= len(by_end[end])
        ended = [i.id for i in by_end[end]]
        paused = WorkPaused(ended=ended, reason=reason, stops=left == 0, ended_at=end)
        happenings.append(Happening(card.id, paused))
    return happenings


def shift_end(interval: Interval, facts: Facts) -> datetime:
    """The end of the shift of whoever works: their team may have overtime."""
    person = facts.directory.person(interval.technician)
    return facts.hours.shift_end(interval.start, person.team if person else None)


@rule("hand_work_over", "working")
def hand_work_over(card: Card, args: HandWorkOver, who: Person, facts: Facts) -> list[Happening]:
    ended = _to_end("hand_work_over", card, args.technician, who, facts)
    if len(ended) != 1:
        raise Refused("name_technician")
    to = facts.directory.person(args.to)
    if to is None or not to.active:
        raise Refused("unknown_technician", person=args.to)
    _may_work(card, to, facts)
    _leave_other(to, False, facts)
    return [Happening(card.id, WorkHandedOver(
        ended=ended[0].id, giver=ended[0].technician, to=to.id, interval=facts.new_id()
    ))]  # fmt: skip


@rule("finish_work", "working")
def finish_work(card: Card, args: FinishWork, who: Person, facts: Facts) -> list[Happening]:
    """Cause, work done and result (document 000). With the last interval the car goes to its
    check."""
    ended = _to_end("finish_work", card, args.technician, who, facts)
    if not args.confirmed:
        _refuse_just_started(ended, who, facts)
    return [Happening(card.id, WorkFinished(
        ended=[i.id for i in ended], technician=ended[0].technician,
        done=len(ended) == len(card.running), cause=args.cause or None,
        work_done=args.work_done or None, result=args.result or None,
    ))]  # fmt: skip


def _refuse_just_started(ended: list[Interval], who: Person, facts: Facts) -> None:
    """Only for one's own interval: a leader who finishes for others has named them."""
    if any(i.technician == who.id and facts.now - i.start < JUST_STARTED for i in ended):
        raise Refused("just_started", person=who.id, seconds=JUST_STARTED.seconds)


@rule("report_delay", "queued", "working", "stopped")
def report_delay(card: Card, args: ReportDelay, who: Person, facts: Facts) -> list[Happening]:
    return [Happening(card.id, DelayReported(minutes=args.minutes, reason=args.reason))]


@rule(
    "correct_interval", "queued", "working", "stopped", "checking", "washing", "settling", "ready"
)
def correct_interval(
    card: Card, args: CorrectInterval, who: Person, facts: Facts
) -> list[Happening]:
    interval = card.interval(args.interval)
    if interval is None:
        raise Refused("unknown_interval")
    if interval.to is None and args.to is not None:
        raise Refused("still_working", person=interval.technician)
    start, to = args.start or interval.start, args.to or interval.to
    if start > facts.now or (to or start) > facts.now:
        raise Refused("in_future")
    if to is not None and to <= start:
        raise Refused("ends_before_start")
    check_overlap(interval, start, to or facts.now, facts)
    if card.arrived_at and start < card.arrived_at:
        raise Refused("before_arrival", at=stamp(card.arrived_at))
    return [Happening(card.id, IntervalCorrected(
        interval=interval.id, technician=interval.technician, start=start, to=to,
        reason=args.reason,
    ))]  # fmt: skip


def check_overlap(
    interval: Interval, start: datetime, to: datetime, facts: Facts, besides: Container[str] = ()
) -> None:
    """Nobody works on two cars at once, corrected times included; cards in `besides` aside."""
    for card in facts.worked(interval.technician):
        if card.id in besides:
            continue
        for other in card.intervals:
            if other.id == interval.id or other.technician != interval.technician:
                continue
            if other.start < to and start < (other.to or facts.now):
                raise Refused("overlaps", person=interval.technician, card=card.id)
