"""Knows how the foreman of a simulated day holds the three reviews, and how people do what was
decided there."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from app.api.reviews import Decided, Review, ReviewListed
from app.demo import sayings
from app.demo.crew import assigned, works
from app.demo.dispatching import loads
from app.demo.intention import Intention
from app.demo.look import MINUTE, Look, name_of, rounded, text_of, time_of
from board.card.tile import Tile
from board.reviews.sittings import Sitting, sittings

TALKED = timedelta(seconds=25)  # about each car
HELD, LED = 0.94, timedelta(minutes=3)


def reviews(look: Look) -> Iterator[Intention]:
    """Opened at their time or a little later, led car by car, closed; a missed one is explained."""
    known = {one["id"]: one for one in look.board.reviews}
    for sitting in sittings(look.today, look.hours):
        review = known.get(sitting.id)
        foreman = look.crew.one(f"{look.today}", "foreman")
        if foreman is None:
            continue
        if review is None or review["state"] in ("due", "missed"):
            yield from _to_hold(look, sitting, review, foreman)
        elif review["state"] == "open":
            yield from _lead(look, look.board.review(sitting.id), foreman)


def _to_hold(
    look: Look, sitting: Sitting, review: ReviewListed | None, foreman: str
) -> Iterator[Intention]:
    at = sitting.at + look.chance.minutes(sitting.id, "gathers", 0.5, 9)
    if look.chance.happens(sitting.id, "is-held", HELD):
        if look.now < sitting.over_at and not look.board.review_is_open:
            args = {"session": sitting.session}
            yield Intention(at, foreman, "open_review", sitting.id, args=args)
    elif review and review["state"] == "missed" and review["missed_reason"] is None:
        reason = look.chance.pick(sitting.id, "why-missed", sayings.MISSED_REVIEWS)
        at = sitting.due_at + look.chance.minutes(sitting.id, "explains", 5, 50)
        yield Intention(at, foreman, "explain_missed_review", sitting.id,
                        args={"review": sitting.id, "reason": reason})  # fmt: skip


def _lead(look: Look, review: Review, foreman: str) -> Iterator[Intention]:
    opened, id = time_of(review["opened_at"]), review["id"]
    if review["part"] == "earlier":
        yield Intention(opened + MINUTE, foreman, "turn_review", id,
                        args={"review": id, "part": "exceptions"})  # fmt: skip
    elif review["attendance"] is None:
        here = [p for p in review["on_shift"] if look.crew.is_here(p)]
        there = [p for p in here if look.chance.happens(id, f"comes:{p}", 0.95)]
        yield Intention(opened + 2 * MINUTE, foreman, "mark_attendance", id,
                        args={"review": id, "people": there})  # fmt: skip
    elif cars := sorted(_tiles(look, review["undecided"]), key=name_of):
        n = len(review["countermeasures"])
        yield from _decide(look, review, cars[0], foreman, opened + LED + n * TALKED)
    else:
        n = len(review["countermeasures"])
        yield Intention(opened + LED + n * TALKED + MINUTE, foreman, "close_review", id,
                        args={"review": id})  # fmt: skip


def _tiles(look: Look, cards: list[str]) -> list[Tile]:
    return [look.board.tiles[id] for id in cards if id in look.board.tiles]


def _decide(
    look: Look, review: Review, tile: Tile, foreman: str, at: datetime
) -> Iterator[Intention]:
    """Parts are chased, a car that waits goes to a mate with less to do, else another time is asked
    for."""
    mate = _mate(look, tile) if tile["lane"] == "queued" else None
    more: dict[str, Any] = {}
    if tile["stop_reason"] == "parts":
        kind, owner = "chase_parts", look.crew.one(name_of(tile), "parts")
    elif mate and look.happens(tile, f"reassigned:{review['id']}", 0.5):
        kind, owner, more = "reassign", foreman, {"technicians": [mate]}
    else:
        kind, owner = "new_promise", look.advisor(tile)
    if owner is None:
        kind, owner = "other", foreman
    due = rounded(max(at, look.now) + 45 * MINUTE, 15)
    yield Intention(
        at, foreman, "add_countermeasure", f"{review['id']}:{name_of(tile)}", tile["id"],
        tile["version"],
        {"review": review["id"], "kind": kind, "owner": owner, "due_at": text_of(due)} | more,
    )  # fmt: skip


def _mate(look: Look, tile: Tile) -> str | None:
    """Somebody of the same team with clearly less before them."""
    before = loads(look)
    mine = [before.get(id, 0.0) for id in assigned(tile)]
    team = tile["team"] and tile["team"]["id"]
    mates = [(minutes, id) for id, minutes in before.items()
             if id not in assigned(tile) and look.crew.people[id]["team"] == team
             and works(look.crew.people[id])]  # fmt: skip
    if not mine or not mates or min(mates)[0] > max(mine) - 60:
        return None
    return min(mates)[1]


def decisions(look: Look) -> Iterator[Intention]:
    """What somebody answers for and nobody can see by itself is said to be done."""
    for one in look.board.open_countermeasures:
        if not look.crew.is_here(one["owner"]):
            continue
        at = time_of(one["at"]) + look.chance.minutes(one["id"], "does-it", 8, 55)
        tile = look.board.tiles.get(one["card"] or "")
        if one["kind"] == "new_promise" and tile is not None:
            yield from _ask_for_time(look, tile, one, at)
        else:
            yield Intention(
                look.at_work(at, one["id"], "finish_countermeasure"), one["owner"],
                "finish_countermeasure", one["id"], args={"countermeasure": one["id"]},
            )  # fmt: skip


def _ask_for_time(look: Look, tile: Tile, one: Decided, at: datetime) -> Iterator[Intention]:
    """改交车时间: the customer agrees to what the board forecasts, with slack."""
    if tile["lane"] in ("booked", "due", "arrived"):
        yield Intention(
            look.at_work(at, one["id"], "finish_countermeasure"), one["owner"],
            "finish_countermeasure", one["id"], args={"countermeasure": one["id"]},
        )  # fmt: skip
        return
    whole = look.whole(tile)
    if any(time_of(p["made_at"]) > time_of(one["at"]) for p in whole["promises"]):
        return  # agreed to meanwhile: the clock sees it
    ready = time_of(tile["forecast_at"]) if tile["forecast_at"] else look.now
    until = rounded(max(ready, at, look.now, time_of(tile["promise_at"])) + 15 * MINUTE, 15)
    yield from look.means(
        one["owner"], "repromise", tile, at, promise_at=text_of(until),
        price_fen=whole["price_fen"] or 0, reason=look.pick(tile, "why-late", sayings.DELAYS),
        consent={"channel": "phone", "spoke_to": whole["customer"]["name"]},
    )  # fmt: skip
