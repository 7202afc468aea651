"""Knows the sentences of work on a car: begun, stopped, ended, found, checked, waited for."""

from collections.abc import Iterator

from app.history.sentence import in_spite, minutes_needed, moment, of, photos_with_it, price
from app.history.telling import Teller
from board.events import Fact
from board.events.add_ons import AddOnAnswered, AddOnPriced, AddOnReported, WorkshopInformed
from board.events.delivery import BillChecked, CheckSigned
from board.events.duties import DutyEscalated, DutyFinished, DutyOpened, EnquiryAnswered
from board.events.event import Event
from board.events.parts import PartsExpected
from board.events.photos import PhotoAttached, RecordRaised
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


def _for_another(t: Teller, event: Event[Fact], technician: str) -> str:
    """What one does oneself, or a leader for another."""
    variant = event.type if technician == event.who else f"{event.type}_for"
    return t.say(f"story-{variant}", technician=t.name(technician))


@of(WorkStarted, WorkResumed)
def _begun(t: Teller, e: Event[WorkBegun]) -> Iterator[str]:
    yield _for_another(t, e, e.fact.technician)


@of(WorkPaused)
def _paused(t: Teller, e: Event[WorkPaused]) -> Iterator[str]:
    fact = e.fact
    yield t.say("story-work_paused", reason=t.say(f"reason-{fact.reason}"))
    yield from moment(t, e, "parts_expected_at", fact.parts_expected_at)
    yield from moment(t, e, "ended_at", fact.ended_at)
    if not fact.stops:
        yield t.say("story-with-others-go-on")


@of(WorkHandedOver)
def _handed_over(t: Teller, e: Event[WorkHandedOver]) -> Iterator[str]:
    people = {"from": t.name(e.fact.giver), "to": t.name(e.fact.to)}
    yield t.say("story-work_handed_over", **people)


@of(IntervalCorrected)
def _corrected(t: Teller, e: Event[IntervalCorrected]) -> Iterator[str]:
    fact = e.fact
    yield t.say("story-interval_corrected", technician=t.name(fact.technician))
    yield "–".join(t.time(at, e) if at else "…" for at in (fact.start, fact.to))


@of(WorkFinished)
def _finished(t: Teller, e: Event[WorkFinished]) -> Iterator[str]:
    yield _for_another(t, e, e.fact.technician)
    if not e.fact.done:
        yield t.say("story-with-others-go-on")


@of(DelayReported)
def _delayed(t: Teller, e: Event[DelayReported]) -> Iterator[str]:
    yield t.say("story-delay_reported", minutes=e.fact.minutes)


@of(PartsExpected)
def _parts_expected(t: Teller, e: Event[PartsExpected]) -> Iterator[str]:
    yield t.say("story-parts_expected")
    yield from moment(t, e, "expected_at", e.fact.expected_at)


# --- findings, checks, deadlines --------------------------------------------------------------


@of(AddOnReported)
def _reported(t: Teller, e: Event[AddOnReported]) -> Iterator[str]:
    fact = e.fact
    yield t.say("story-add_on_reported", urgency=t.say(f"urgency-{fact.urgency}"))
    yield from price(t, fact.price_fen)
    if not fact.can_go_on:
        yield t.say("story-with-cannot-go-on")
    yield from minutes_needed(t, fact.minutes)
    yield from photos_with_it(t, fact.photos)


@of(AddOnPriced)
def _priced(t: Teller, e: Event[AddOnPriced]) -> Iterator[str]:
    yield t.say("story-add_on_priced")
    yield from price(t, e.fact.price_fen)
    yield from minutes_needed(t, e.fact.minutes)


@of(AddOnAnswered)
def _answered(t: Teller, e: Event[AddOnAnswered]) -> Iterator[str]:
    fact = e.fact
    yield t.say(f"story-add_on_{fact.answer}", channel=t.say(f"channel-{fact.channel}"))
    yield from moment(t, e, "promise_at", fact.promise_at)
    yield from in_spite(t, fact.despite)
    yield from price(t, fact.price_fen)


@of(WorkshopInformed)
def _informed(t: Teller, e: Event[WorkshopInformed]) -> Iterator[str]:
    yield t.say("story-workshop_informed", person=t.name(e.fact.person))


@of(PhotoAttached)
def _photo(t: Teller, e: Event[PhotoAttached]) -> Iterator[str]:
    yield t.say(f"story-photo_attached{'_add_on' if e.fact.add_on else ''}")


@of(RecordRaised)
def _raised(t: Teller, e: Event[RecordRaised]) -> Iterator[str]:
    yield t.say("story-record_raised", kind=t.say(f"record-{e.fact.kind}"))
    yield from photos_with_it(t, e.fact.photos)


@of(CheckSigned)
def _signed(t: Teller, e: Event[CheckSigned]) -> Iterator[str]:
    fact = e.fact
    variant = "check_signed" if fact.passed else "check_failed"
    yield t.say(f"story-{variant}", level=t.say(f"level-{fact.level}"))
    if fact.road_test_km:
        yield t.say("story-with-road_test_km", value=str(fact.road_test_km))


@of(BillChecked)
def _bill(t: Teller, e: Event[BillChecked]) -> Iterator[str]:
    yield t.say("story-bill_checked")
    yield from price(t, e.fact.price_fen, "bill")


def _duty(t: Teller, e: Event[DutyOpened | DutyEscalated | DutyFinished]) -> Iterator[str]:
    words = {"kind": t.say(f"duty-{e.fact.duty.split('.')[1]}")}
    if isinstance(e.fact, DutyFinished):
        words["outcome"] = t.say(f"duty-outcome-{e.fact.outcome}")
    yield t.say(f"story-{e.type}", **words)


# One by one: together mypy takes the three for any facts of a card.
of(DutyOpened)(_duty)
of(DutyEscalated)(_duty)
of(DutyFinished)(_duty)


@of(EnquiryAnswered)
def _enquiry(t: Teller, e: Event[EnquiryAnswered]) -> Iterator[str]:
    left = e.fact.minutes_left
    late = "_late" if left is None else "_minutes"
    yield t.say(f"story-enquiry_answered{'' if e.fact.on_time else late}", minutes_left=left or 0)
