"""Knows how events begin and end work on a car, and what is reported of it."""

from datetime import datetime

from board.card import Card
from board.event import Event
from board.events.parts import PartsArrived, PartsExpected
from board.events.work import (
    DelayReported,
    IntervalCorrected,
    NoteAdded,
    WorkBegun,
    WorkFinished,
    WorkHandedOver,
    WorkPaused,
    WorkResumed,
    WorkStarted,
)
from board.folding.applying import end, enter, mark, on
from board.parts_of_a_card import Delay, Interval, Note, Work


def _begin(card: Card, interval: str, technician: str, at: datetime) -> None:
    card.intervals.append(Interval(interval, technician, at))
    if technician not in card.technicians:
        card.technicians.append(technician)
    mark(card, "parts_arrived", False)
    if card.lane != "working":
        enter(card, "working", at)


@on(WorkStarted, WorkResumed)
def _work_begun(card: Card, event: Event[WorkBegun]) -> None:
    _begin(card, event.fact.interval, event.fact.technician, event.occurred_at)


@on(WorkPaused)
def _work_paused(card: Card, event: Event[WorkPaused]) -> None:
    fact, at = event.fact, event.occurred_at
    for interval in fact.ended:
        end(card, interval, fact.ended_at or at, fact.reason, correct=fact.ended_at is not None)
    card.parts_expected_at = fact.parts_expected_at or card.parts_expected_at
    if fact.stops:
        enter(card, "stopped", at)
        card.stop_reason = fact.reason


@on(WorkHandedOver)
def _handed_over(card: Card, event: Event[WorkHandedOver]) -> None:
    fact = event.fact
    end(card, fact.ended, event.occurred_at, "handed_over")
    _begin(card, fact.interval, fact.to, event.occurred_at)


@on(IntervalCorrected)
def _corrected(card: Card, event: Event[IntervalCorrected]) -> None:
    interval = card.interval(event.fact.interval)
    assert interval is not None
    interval.start, interval.to = event.fact.start, event.fact.to
    interval.needs_correction = False


@on(WorkFinished)
def _finished(card: Card, event: Event[WorkFinished]) -> None:
    fact, at = event.fact, event.occurred_at
    for interval in fact.ended:
        end(card, interval, at, "finished")
    card.work.append(Work(fact.technician, at, fact.cause, fact.work_done, fact.result))
    if fact.done:
        card.stop_reason = card.parts_expected_at = None
        enter(card, "checking", at)


@on(DelayReported)
def _delayed(card: Card, event: Event[DelayReported]) -> None:
    fact = event.fact
    card.delays.append(Delay(fact.minutes, fact.reason, event.who, event.occurred_at))


@on(PartsExpected)
def _parts_expected(card: Card, event: Event[PartsExpected]) -> None:
    card.parts_expected_at = event.fact.expected_at


@on(PartsArrived)
def _parts_arrived(card: Card, event: Event[PartsArrived]) -> None:
    card.parts_expected_at = None
    if event.fact.queues:
        enter(card, "queued", event.occurred_at)
    elif card.stop_reason == "parts" and card.needs_consent:
        card.stop_reason = "consent"
    if card.lane != "working":
        mark(card, "parts_arrived")


@on(NoteAdded)
def _noted(card: Card, event: Event[NoteAdded]) -> None:
    card.notes.append(Note(event.fact.text, event.who, event.occurred_at))
