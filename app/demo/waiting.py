"""Knows what stopped cars wait for in a simulated day: parts, and the leader's corrections of what
the clock has closed."""

from collections.abc import Iterator
from datetime import datetime

from app.demo import sayings
from app.demo.answers import Interval
from app.demo.intention import Intention
from app.demo.look import MINUTE, Look, name_of, rounded, text_of, time_of
from board.card.tile import Tile

STARTED = ("stopped", "queued", "working", "checking", "washing", "settling", "ready")


def for_parts(look: Look) -> Iterator[Intention]:
    """The parts counter says when they come, and that they have come."""
    for tile in look.lane("stopped"):
        if tile["stop_reason"] != "parts":
            continue
        parts = look.crew.one(name_of(tile), "parts", "foreman", "advisor")
        expected = look.whole(tile)["parts_expected_at"]
        stopped = max(time_of(i["to"]) for i in look.whole(tile)["intervals"])
        if not expected or time_of(expected) < stopped:
            at = stopped + look.minutes(tile, "asks-for-parts", 2, 7)
            when = rounded(_parts_come(look, tile, max(at, look.now)), 5)
            yield from look.means(parts, "expect_parts", tile, at, expected_at=text_of(when))
        else:
            at = time_of(expected) + look.minutes(tile, "parts-come", -8, 12)
            yield from look.means(parts, "parts_arrived", tile, max(at, stopped + MINUTE))


def _parts_come(look: Look, tile: Tile, at: datetime) -> datetime:
    if not look.last_morning and look.happens(tile, "parts-tomorrow", 0.18):
        return look.next_opening + look.minutes(tile, "parts-tomorrow-at", 10, 45)
    most = 25 if look.last_morning else 70
    at += look.minutes(tile, "parts-take", 12, most)
    return at if at < look.closing else look.next_opening + 20 * MINUTE


def corrections(look: Look) -> Iterator[Intention]:
    """The morning after, the leader puts right what the clock has closed."""
    for tile in look.lane(*STARTED):
        if not tile["arrived_at"] or time_of(tile["arrived_at"]) >= look.opening:
            continue
        card = look.whole(tile)
        leader = look.crew.leader_of(tile["team"] and tile["team"]["id"])
        if leader is None or not look.crew.is_here(leader):
            leader = look.crew.one(name_of(tile), "foreman")
        for n, interval in enumerate(card["intervals"]):
            if interval["needs_correction"]:
                yield from _corrected(look, tile, leader, n, interval)


def _corrected(
    look: Look, tile: Tile, leader: str | None, n: int, interval: Interval
) -> Iterator[Intention]:
    start, to = time_of(interval["from"]), time_of(interval["to"])
    stopped = max(to - look.minutes(tile, f"stopped-early:{n}", 3, 15), start + (to - start) / 2)
    at = look.opening + look.minutes(tile, f"corrects:{n}", 3, 40)
    yield from look.means(
        leader, "correct_interval", tile, at, said={"interval": n}, interval=interval["id"],
        to=text_of(stopped), reason=look.pick(tile, "why-corrected", sayings.CORRECTIONS),
    )  # fmt: skip
