"""Knows how events begin and end work on a car, and what is reported of it."""

from datetime import datetime

from board.card import Card
from board.event import Event, instant
from board.folding.applying import ERASED, end, enter, mark, on, private
from board.parts_of_a_card import Delay, Interval, Note, Work


def _begin(card: Card, interval: str, technician: str, at: datetime) -> None:
    card.intervals.append(Interval(interval, technician, at))
    if technician not in card.technicians:
        card.technicians.append(technician)
    mark(card, "parts_arrived", False)
    if card.lane != "working":
        enter(card, "working", at)


@on("work_started", "work_resumed")
def _work_started(card: Card, event: Event) -> None:
    _begin(card, event.data["interval"], event.data["technician"], event.occurred_at)


@on("work_paused")
def _work_paused(card: Card, event: Event) -> None:
    d, at = event.data, event.occurred_at
    for interval in d["ended"]:
        ended = instant(d.get("ended_at")) or at
        end(card, interval, ended, d["reason"], correct="ended_at" in d)
    if expected := instant(d.get("parts_expected_at")):
        card.parts_expected_at = expected
    if d["stops"]:
        enter(card, "stopped", at)
        card.stop_reason = d["reason"]


@on("work_handed_over")
def _handed_over(card: Card, event: Event) -> None:
    d = event.data
    end(card, d["ended"], event.occurred_at, "handed_over")
    _begin(card, d["interval"], d["to"], event.occurred_at)


@on("interval_corrected")
def _corrected(card: Card, event: Event) -> None:
    interval = card.interval(event.data["interval"])
    assert interval is not None
    interval.start = instant(event.data["start"]) or interval.start
    interval.to = instant(event.data["to"])
    interval.needs_correction = False


@on("work_finished")
def _finished(card: Card, event: Event) -> None:
    for interval in event.data["ended"]:
        end(card, interval, event.occurred_at, "finished")
    said = {k: private(event, k) for k in ("cause", "work_done", "result")}
    card.work.append(Work(event.data["technician"], event.occurred_at, **said))
    if event.data["done"]:
        card.stop_reason = card.parts_expected_at = None
        enter(card, "checking", event.occurred_at)


@on("delay_reported")
def _delayed(card: Card, event: Event) -> None:
    reason = str(private(event, "reason", ERASED))
    card.delays.append(Delay(event.data["minutes"], reason, event.who, event.occurred_at))


@on("parts_expected")
def _parts_expected(card: Card, event: Event) -> None:
    card.parts_expected_at = instant(event.data["expected_at"])


@on("parts_arrived")
def _parts_arrived(card: Card, event: Event) -> None:
    card.parts_expected_at = None
    if event.data["queues"]:
        enter(card, "queued", event.occurred_at)
    elif card.stop_reason == "parts" and card.needs_consent:
        card.stop_reason = "consent"
    if card.lane != "working":
        mark(card, "parts_arrived")


@on("note_added")
def _noted(card: Card, event: Event) -> None:
    text = str(private(event, "text", ERASED))
    card.notes.append(Note(text, event.who, event.occurred_at))
