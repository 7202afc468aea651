"""Knows how people in a simulated day meet their deadlines: reminders, late calls or a new promise,
notices, and the technician who is asked how it goes."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from app.demo import sayings
from app.demo.advising import call
from app.demo.crew import running
from app.demo.intention import Intention
from app.demo.job import Job
from app.demo.look import MINUTE, Look, name_of, rounded, text_of, time_of
from board.card.tile import Tile, TileDuty

CARS = (
    "booked", "due", "waiting", "queued", "working", "stopped", "checking", "washing", "settling",
)  # fmt: skip


def duties(look: Look) -> Iterator[Intention]:
    """What counts down on each car. Receiving cars, findings and cars that are ready have people
    who come to them anyhow."""
    for tile in look.lane(*CARS):
        for duty in tile.get("duties", ()):
            if meet := _MEETS.get(duty["kind"]):
                yield from meet(look, tile, duty, time_of(duty["opened_at"]))


def _remind(look: Look, tile: Tile, duty: TileDuty, since: datetime) -> Iterator[Intention]:
    care = look.crew.one(name_of(tile), "care")
    spread = look.minutes(tile, "reminds", 20, 240)
    yield from call(look, tile, "appointment", since + spread, care)


def _ask_where(look: Look, tile: Tile, duty: TileDuty, since: datetime) -> Iterator[Intention]:
    yield from call(look, tile, "appointment", since)


def _late(look: Look, tile: Tile, duty: TileDuty, since: datetime) -> Iterator[Intention]:
    """Most agree to another time; some are first told why, and hear again."""
    whole, why = look.whole(tile), look.pick(tile, "why-late", sayings.DELAYS)
    told = [t for t in whole["told_log"] if (t["about"], t["outcome"]) == ("late", "told")]
    if not told and look.happens(tile, "late-call", 0.5):
        again = text_of(rounded(look.now + 40 * MINUTE, 15))
        yield from call(look, tile, "late", since, said={"note": why, "call_again_at": again})
        return
    if told:
        since = max(since, time_of(duty["due_at"]) - 15 * MINUTE)
    ready = time_of(tile["forecast_at"]) if tile["forecast_at"] else look.now
    at = since + look.minutes(tile, "asks-for-time", 2, 9)
    until = rounded(max(ready, at, time_of(tile["promise_at"])) + 15 * MINUTE, 15)
    yield from look.means(
        look.advisor(tile), "repromise", tile, at, promise_at=text_of(until),
        price_fen=whole["price_fen"] or 0, reason=why,
        consent={"channel": "phone", "spoke_to": whole["customer"]["name"]},
    )  # fmt: skip


def _notice(look: Look, tile: Tile, duty: TileDuty, since: datetime) -> Iterator[Intention]:
    """Who waits in the shop need not be phoned."""
    if any(other["kind"] == "late_call" for other in tile["duties"]):
        return  # that call says it all
    if "waiting_on_site" in tile["flags"]:
        at = since + look.minutes(tile, "is-here", 1, 6)
        yield from look.means(
            look.advisor(tile), "finish_duty", tile, at, said={"duty": duty["kind"]},
            duty=duty["id"], outcome="not_needed", note=look.pick(tile, "on-site", sayings.ON_SITE),
        )  # fmt: skip
    else:
        yield from call(look, tile, "progress", since)


def _answer(look: Look, tile: Tile, duty: TileDuty, since: datetime) -> Iterator[Intention]:
    """The technician looks up from the work and says how long it takes."""
    if tile["lane"] != "working" or not look.happens(tile, "answers", 0.92):
        return
    job, at = Job(look, tile), since + look.minutes(tile, "looks-up", 0.5, 4)
    left = -(-int((job.ends() - at).total_seconds()) // 300) * 5
    in_time = not tile["finish_due_at"] or job.ends() <= time_of(tile["finish_due_at"])
    more: dict[str, Any] = {} if in_time else {"minutes_left": min(max(left, 5), 600)}
    yield from look.means(
        sorted(running(tile))[0], "answer_enquiry", tile, at, on_time=in_time, **more
    )


_MEETS = {
    "appointment_call": _remind,
    "not_arrived": _ask_where,
    "late_call": _late,
    "pickup_notice": _notice,
    "enquiry": _answer,
}
