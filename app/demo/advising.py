"""Knows what an advisor does in a simulated day: check-in, calls, 等待交车, hand-over."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from app.demo import sayings
from app.demo.arriving import coming
from app.demo.intention import Intention
from app.demo.look import MINUTE, Look, name_of, rounded, since, text_of, time_of
from board.card.tile import Tile


def check_ins(look: Look) -> Iterator[Intention]:
    """Five to twelve minutes for each car, appointments first."""
    for tile in look.lane("arrived"):
        yield from _check_in(look, tile, time_of(tile["arrived_at"]))
    for tile in look.lane("due"):
        if look.happens(tile, "straight-to-advisor", 0.12):
            fate, at = coming(look, tile)
            if fate == "comes":
                yield from _check_in(look, tile, at)


def _check_in(look: Look, tile: Tile, arrived: datetime) -> Iterator[Intention]:
    effort = look.minutes(tile, "check-in", 5, 12)
    whole, name = look.whole(tile), name_of(tile)
    due = arrived + effort + (0 if tile["appointment_at"] else 3) * MINUTE
    walk_round = None
    if look.happens(tile, "walk-round", 0.4):
        note, belongings = look.pick(tile, "walk-round-says", sayings.WALK_ROUNDS)
        walk_round = {"note": note, "belongings": belongings}
    yield from look.means(
        look.advisor(tile), "check_in", tile, due, effort,
        promise_at=text_of(_promise(look, tile, max(due, look.now))),
        price_fen=whole["price_fen"] or 0, planned_minutes=tile["planned_minutes"],
        odometer=whole["vehicle"]["odometer"], walk_round=walk_round,
        keys_tag=f"{look.chance.whole(name, 'keys', 1, 99):02d}",
    )  # fmt: skip


def _promise(look: Look, tile: Tile, at: datetime) -> datetime:
    """What was promised with the appointment, if that is still honest; else what the work, the
    checks and some slack need, the next morning if that is after closing."""
    needed = timedelta(minutes=tile["planned_minutes"] * 1.25 + (70 if tile["wash"] else 50))
    earliest = rounded(at + needed, 15)
    if earliest > look.closing:
        earliest = max(look.next_opening + 3 * 60 * MINUTE, at + MINUTE)
    if look.last_morning:
        earliest = max(min(earliest, look.end - 15 * MINUTE), at + 5 * MINUTE)
    before = tile["promise_at"] and time_of(tile["promise_at"])
    slack = timedelta(minutes=tile["planned_minutes"] + 20)
    return before if before and before >= at + slack else earliest


def wishes(look: Look) -> Iterator[Intention]:
    """What the customer says after check-in: waits here, complains, wants the old parts."""
    for tile in look.lane("waiting", "queued"):
        if not tile["advisor"] or "redo" in tile["flags"]:
            continue
        advisor, at = look.advisor(tile), since(tile) + look.minutes(tile, "wish", 1, 4)
        for flag, probability, why in (
            ("complaint", 0.04, sayings.COMPLAINTS),
            ("waiting_on_site", 0.05, sayings.ON_SITE),
        ):
            if flag not in tile["flags"] and look.happens(tile, flag, probability):
                yield from look.means(
                    advisor, "prioritise_card", tile, at, flag=flag, on=True,
                    reason=look.pick(tile, f"why-{flag}", why),
                )  # fmt: skip
        if look.happens(tile, "old-parts", 0.06) and not look.whole(tile)["old_parts"]:
            yield from look.means(advisor, "edit_card", tile, at, old_parts=True)


def call(
    look: Look, tile: Tile, about: str, after: datetime, person: str | None = None,
    said: dict[str, Any] | None = None,
) -> Iterator[Intention]:  # fmt: skip
    """A call some minutes after its reason, or after nobody answered; who cannot be reached is
    tried again. `said`: what else is recorded of a call that was answered."""
    tries = [t for t in look.whole(tile)["told_log"]
             if t["about"] == about and time_of(t["at"]) >= after]  # fmt: skip
    n = len(tries)
    at = after + look.minutes(tile, f"call:{about}", 1.5, 7)
    if tries:
        at = time_of(tries[-1]["at"]) + look.minutes(tile, f"call:{about}:{n}", 8, 15)
    reached = n >= 2 or look.hurry or not look.happens(tile, f"unreachable:{about}:{n}", 0.16)
    channel = "phone" if look.happens(tile, f"channel:{about}:{n}", 0.8) else "wechat"
    spoke_to = look.whole(tile)["customer"]["name"] or None
    yield from look.means(
        person or look.advisor(tile), "tell_customer", tile, at, about=about, channel=channel,
        outcome="told" if reached else "unreachable", spoke_to=spoke_to if reached else None,
        **(said or {} if reached else {}),
    )  # fmt: skip


def ready(look: Look) -> Iterator[Intention]:
    """Bill checked → 等待交车 → the customer is told → comes for the car."""
    for tile in look.lane("settling"):
        if tile["state"] == "checked" and not _asks(tile):
            at = since(tile) + look.minutes(tile, "to-ready", 1, 4)
            parking = tile["parking"] or look.place(tile)
            yield from look.means(look.advisor(tile), "move_to_ready", tile, at, parking=parking)
    for tile in look.lane("ready"):
        if _asks(tile):
            continue  # first the answer (app/demo/consenting.py)
        if tile["told"]:
            advisor = look.advisor(tile)
            yield from look.means(advisor, "hand_over", tile, _fetched(look, tile), 4 * MINUTE)
        else:
            yield from call(look, tile, "ready", since(tile))


def _asks(tile: Tile) -> bool:
    """Whether a finding still waits for the customer's answer."""
    return bool(tile["open_add_ons"]) and "unrepaired" not in tile["flags"]


def second_visits(look: Look) -> Iterator[Intention]:
    """Once in a while a customer is back within the hour: the manager opens the card again."""
    if not look.first_day:
        return
    for tile in sorted(look.board.left.values(), key=name_of):
        if not look.happens(tile, "is-back", 0.05):
            continue
        whole = look.whole(tile)
        told = [t for t in whole["told_log"] if (t["about"], t["outcome"]) == ("ready", "told")]
        if whole["lane"] == "delivered" and len(told) == 1:
            at = time_of(whole["finished_at"]) + look.minutes(tile, "is-back-at", 8, 50)
            reason = look.pick(tile, "why-back", sayings.BACK)
            manager = look.crew.one(name_of(tile), "manager")
            if at < look.closing:
                yield from look.means(manager, "reopen_card", tile, at, reason=reason)


def _fetched(look: Look, tile: Tile) -> datetime:
    """When the customer is there: soon if waiting in the shop, else on the way home or at the
    promised time; in the last morning before noon."""
    told = max(time_of(t["at"]) for t in look.whole(tile)["told_log"] if t["about"] == "ready")
    if "waiting_on_site" in tile["flags"]:
        at = told + look.minutes(tile, "walks-over", 3, 9)
    else:
        at = told + look.minutes(tile, "fetches", 10, 55)
        promised = time_of(tile["promise_at"]) if tile["promise_at"] else at
        if look.hours.day(promised) == look.hours.day(told):
            at = max(at, promised + look.minutes(tile, "punctual", -15, 15))
    if at > look.hours.closing(look.hours.day(told)) + 15 * MINUTE:
        morning = look.hours.opening(look.hours.next_open_day(look.hours.day(told)))
        at = morning + look.minutes(tile, "next-morning", 5, 120)
    return min(at, max(look.end - look.minutes(tile, "before-noon", 6, 25), told + 2 * MINUTE))
