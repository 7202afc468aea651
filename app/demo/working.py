"""Knows what comes up while technicians work in a simulated day: findings, pauses, being done."""

from collections.abc import Iterator
from typing import Any

from app.demo import sayings
from app.demo.crew import running
from app.demo.intention import Intention
from app.demo.job import A_TICK, Job
from app.demo.look import MINUTE, Look, since, text_of, time_of
from board.card.tile import Tile


def at_work(look: Look) -> Iterator[Intention]:
    """What comes next for each who works on a car: of all that lies ahead, the earliest."""
    for person, tile in sorted(look.busy.items()):
        job = Job(look, tile)
        coming = [*_slip(job, person), *_between(job, person), *_finish(job, person)]
        if coming:
            yield min(coming, key=lambda one: one.order)


def _slip(job: Job, person: str) -> Iterator[Intention]:
    """Tapped on the wrong car: taken back at once."""
    look, tile = job.look, job.tile
    begun = time_of(job.open[-1]["from"])
    if job.open[-1]["technician"] != person or since(tile) != begun:
        return
    if look.now - begun < 50 * A_TICK and look.happens(tile, f"slip:{tile['version']}", 0.02):
        yield from look.means(person, "undo", tile, begun + 20 * A_TICK)


def _between(job: Job, person: str) -> Iterator[Intention]:
    """A finding, a note, a delay, an interruption, a hand-over to a mate; only the first of those
    who work on the car speaks for it."""
    look, tile = job.look, job.tile
    if person != sorted(running(tile))[0] or job.failures:
        return
    if not job.card["add_ons"] and look.happens(tile, "add-on", 0.18):
        yield from _at(job, person, 0.3, "report_add_on", **_finding(look, tile))
    if not job.card["notes"] and look.happens(tile, "note", 0.12):
        yield from _at(job, person, 0.2, "add_note", text=look.pick(tile, "says", sayings.NOTES))
    yield from _delay(job, person)
    yield from _interruption(job, person)
    yield from _mate(job, person)


def _at(job: Job, person: str, share: float, command: str, **args: Any) -> Iterator[Intention]:
    if at := job.reaches(share):
        yield from job.look.means(person, command, job.tile, at, **args)


def _finding(look: Look, tile: Tile) -> dict[str, Any]:
    what, urgency, parts, minutes, fen = look.pick(tile, "finding", sayings.ADD_ONS)
    return {"what": what, "urgency": urgency, "parts": parts, "minutes": minutes,
            "price_fen": None if look.happens(tile, "unpriced", 0.3) else fen,
            "can_go_on": urgency != "safety" or look.happens(tile, "can-go-on", 0.4)}  # fmt: skip


def _delay(job: Job, person: str) -> Iterator[Intention]:
    due = job.tile["finish_due_at"]
    if job.card["delays"] or not due or not job.look.happens(job.tile, "says-delay", 0.6):
        return
    over = job.ends() - time_of(due)
    if over > 10 * MINUTE:
        reason = job.look.pick(job.tile, "why-late", sayings.DELAYS)
        late = min(-(-int(over.total_seconds()) // 300) * 5, 600)
        yield from _at(job, person, 0.55, "report_delay", minutes=late, reason=reason)


def _interruption(job: Job, person: str) -> Iterator[Intention]:
    look, tile = job.look, job.tile
    fate = look.chance.draw(job.name, "interruption")
    share = look.chance.between(job.name, "interruption-at", 0.25, 0.7)
    if look.last_morning and not (tile["arrived_at"] or "") < text_of(look.opening):
        return  # who comes in the last morning is not kept waiting
    if fate < 0.14:
        yield from _at(job, person, share, "pause_work", reason="parts")
    elif fate < 0.2:
        note = look.pick(tile, "support", sayings.SUPPORT)
        yield from _at(job, person, share, "pause_work", reason="support", note=note)
    elif fate < 0.23:
        note = look.pick(tile, "outside", sayings.OUTSIDE)
        yield from _at(job, person, share, "pause_work", reason="outside", note=note)


def _mate(job: Job, person: str) -> Iterator[Intention]:
    """Sometimes a free mate takes over; never the leader, who signs the peer check."""
    look, tile = job.look, job.tile
    if len(job.open) > 1 or not look.happens(tile, "mate", 0.06):
        return
    assert tile["team"] is not None
    mates = [m for m in look.crew.mates(tile["team"]["id"]) if m not in look.busy
             and not {"inspector", "leader"} & set(look.crew.people[m]["roles"])]  # fmt: skip
    if mates and len({i["technician"] for i in job.intervals}) == 1:
        to = look.chance.pick(job.name, "which-mate", mates)
        yield from _at(job, person, 0.75, "hand_work_over", to=to)


def _finish(job: Job, person: str) -> Iterator[Intention]:
    """Done; or it is nearly closing time and the car stays here tonight."""
    look, tile = job.look, job.tile
    ends = job.ends() + sorted(running(tile)).index(person) * MINUTE
    going_home = look.closing - look.minutes(tile, "goes-home", 2, 15)
    if ends > look.closing and look.now < look.closing:
        if look.happens(tile, "overnight", 0.4):
            yield from look.means(person, "pause_work", tile, going_home, reason="overnight")
        return
    say = look.pick
    yield from look.means(
        person, "finish_work", tile, ends, cause=say(tile, "cause", sayings.CAUSES),
        work_done=say(tile, "done", sayings.WORK_DONE), result=say(tile, "result", sayings.RESULTS),
    )  # fmt: skip
