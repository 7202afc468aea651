"""Knows how findings are priced, read out and answered in a simulated day."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from app.demo.answers import AddOn
from app.demo.intention import Intention
from app.demo.look import MINUTE, Look, name_of, rounded, text_of, time_of
from board.card.tile import Tile

AT_THE_CARS = ("waiting", "queued", "working", "stopped", "checking", "washing", "settling")
WORK_TO_COME = ("waiting", "queued", "working", "stopped", "checking")


def findings(look: Look) -> Iterator[Intention]:
    """The advisor prices a finding, calls, writes down the answer, and tells the foreman."""
    for tile in look.lane(*AT_THE_CARS, "ready"):
        for n, add_on in enumerate(look.whole(tile)["add_ons"]):
            if add_on["answer"] is None:
                yield from _priced(look, tile, n, add_on)
                yield from _answered(look, tile, n, add_on)
            elif not add_on["informed_at"]:
                at = time_of(add_on["answered_at"]) + look.minutes(tile, f"slip:{n}", 0.5, 3)
                foreman = look.crew.one(name_of(tile), "foreman", "leader")
                if foreman:
                    yield from look.means(
                        look.advisor(tile), "inform_workshop", tile, at, said={"add_on": n},
                        add_on=add_on["id"], person=foreman,
                    )  # fmt: skip


def _priced(look: Look, tile: Tile, n: int, add_on: AddOn) -> Iterator[Intention]:
    if add_on["offers"]:
        return
    at = time_of(add_on["reported_at"]) + look.minutes(tile, f"prices:{n}", 1, 4)
    minutes = add_on["minutes"] or look.chance.whole(name_of(tile), f"minutes:{n}", 2, 8) * 5
    fen = look.chance.whole(name_of(tile), f"price:{n}", 8, 90) * 1000
    yield from look.means(
        look.advisor(tile), "price_add_on", tile, at, said={"add_on": n},
        add_on=add_on["id"], price_fen=fen, minutes=minutes,
    )  # fmt: skip


def _answered(look: Look, tile: Tile, n: int, add_on: AddOn) -> Iterator[Intention]:
    """Some minutes after the price is known, or after nobody answered."""
    if not add_on["offers"]:
        return
    offer, tries = add_on["offers"][-1], add_on["tries"]
    at = time_of(offer["at"]) + look.minutes(tile, f"reads-out:{n}", 1.5, 6)
    if tries:
        at = time_of(tries[-1]) + look.minutes(tile, f"again:{n}:{len(tries)}", 5, 12)
    answer = _answer(look, tile, n, len(tries))
    more: dict[str, Any] = {}
    if answer != "unreachable":
        more["spoke_to"] = look.whole(tile)["customer"]["name"]
    if answer == "accepted":
        more["promise_at"] = _later(look, tile, at, offer["minutes"])
    yield from look.means(
        look.advisor(tile), "answer_add_on", tile, at,
        said={"add_on": n, "offer": len(add_on["offers"])}, add_on=add_on["id"],
        offer=offer["id"], answer=answer,
        channel="wechat" if look.happens(tile, f"in-writing:{n}", 0.2) else "phone", **more,
    )  # fmt: skip


def _answer(look: Look, tile: Tile, n: int, tries: int) -> str:
    if tries < 2 and not look.hurry and look.happens(tile, f"not-there:{n}:{tries}", 0.16):
        return "unreachable"
    wanted = tile["lane"] in WORK_TO_COME and not look.hurry and not look.last_morning
    return "accepted" if wanted and look.happens(tile, f"wants:{n}", 0.6) else "refused"


def _later(look: Look, tile: Tile, at: datetime, minutes: int) -> str | None:
    """The promise with the added work in it, where the old one leaves no room."""
    if not tile["promise_at"]:
        return None
    promised = max(time_of(tile["promise_at"]), at) + timedelta(minutes=minutes)
    return text_of(rounded(min(promised, max(look.end, at + 5 * MINUTE)), 5))
