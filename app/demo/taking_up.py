"""Knows what a technician with free hands takes up in a simulated day."""

from collections.abc import Iterator
from datetime import datetime

from app.demo.crew import assigned, running
from app.demo.intention import Intention
from app.demo.job import Job
from app.demo.look import MINUTE, Look, since
from board.card.tile import Tile

STOPPED_FOR = {"support": (10, 25), "outside": (45, 90), "bay": (8, 20), "other": (8, 20),
               "other_job": (1, 4)}  # fmt: skip
LAST_START = 25 * MINUTE  # before closing nothing new is begun


def next_job(look: Look) -> Iterator[Intention]:
    """What somebody with free hands takes up: what was laid aside, else the first in the queue."""
    for technician in look.crew.present:
        person = technician["id"]
        if person in look.busy:
            yield from _switch(look, person)
            continue
        coming = [*_resume(look, person), *_start(look, person)]
        if coming:
            yield min(coming, key=lambda one: one.order)


def _resume(look: Look, person: str) -> Iterator[Intention]:
    for tile in look.lane("stopped"):
        reason, theirs = tile["stop_reason"], assigned(tile)
        if person not in theirs[:1] and not (theirs and not look.crew.is_here(theirs[0])
                                             and person in theirs):  # fmt: skip
            continue
        at = since(tile)
        asked = f"resume:{tile['version']}"
        if reason in ("overnight", "off_shift"):
            at = look.opening_after(at) + look.minutes(tile, asked, 2, 12)
        elif reason in STOPPED_FOR:
            at += look.minutes(tile, asked, *STOPPED_FOR[reason])
        else:
            continue  # parts: they come through the queue
        if _bay_held(look, tile):
            continue
        yield from look.means(person, "resume_work", tile, _free(look, person, at))


def _start(look: Look, person: str) -> Iterator[Intention]:
    """The first in the queue; or a large car on which a mate has begun."""
    for tile in look.lane("queued", "working"):
        if person not in assigned(tile) or _bay_held(look, tile):
            continue
        if tile["lane"] == "working" and _nothing_left_for(look, tile, person):
            continue
        at = since(tile) + look.minutes(tile, f"start:{tile['version']}", 1, 4)
        yield from look.means(person, "start_work", tile, _free(look, person, at))
        return


def _bay_held(look: Look, tile: Tile) -> bool:
    """Whether another car is worked on in the bay this one is meant for."""
    return any(
        other["bay"] == tile["bay"] and other["id"] != tile["id"]
        for other in look.lane("working")
        if tile["bay"]
    )


def _nothing_left_for(look: Look, tile: Tile, person: str) -> bool:
    job = Job(look, tile)
    was_there = any(i["technician"] == person for i in job.intervals)
    return was_there or (job.ends() - look.now) < 20 * MINUTE


def _free(look: Look, person: str, at: datetime) -> datetime:
    at = max(at, look.last.get(person, at))
    late = at > look.hours.closing(look.hours.day(at)) - LAST_START
    return look.opening_after(at) + 3 * MINUTE if late else at


def _switch(look: Look, person: str) -> Iterator[Intention]:
    """A car that failed its check is not left waiting behind a long job."""
    tile = look.busy[person]
    for redo in look.lane("queued"):
        if person not in assigned(redo)[:1] or "redo" not in redo["flags"]:
            continue
        if redo["bay"] != tile["bay"] and _bay_held(look, redo):
            continue
        job = Job(look, tile)
        alone = len(running(tile)) == 1 and job.ends() - look.now > 25 * MINUTE
        if alone and look.happens(redo, f"switch:{redo['version']}", 0.6):
            at = since(redo) + look.minutes(redo, "switches", 2, 6)
            yield from look.means(person, "start_work", redo, at, switch=True)
        return
