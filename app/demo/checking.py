"""Knows how cars are checked, washed and billed in a simulated day."""

from collections.abc import Iterator

from app.demo import sayings
from app.demo.answers import Whole
from app.demo.intention import Intention
from app.demo.look import MINUTE, Look, name_of, since
from board.card.tile import Tile

FAILS = {"self": 0.01, "peer": 0.03, "final": 0.08}
TAKES = {"self": (1, 4), "peer": (2, 6), "final": (4, 9)}


def checks(look: Look) -> Iterator[Intention]:
    """Self, peer, final: each by somebody who may sign it, with the PIN."""
    for tile in look.lane("checking"):
        card, level = look.whole(tile), tile["state"]
        assert level is not None
        person = _who(look, tile, card, level)
        if person is None:
            continue
        n = len(card["checks"])
        passed = not _fails(look, tile, card, level, n)
        drives = level == "final" and look.happens(tile, f"drives:{n}", 0.3)
        effort = look.minutes(tile, f"check:{level}:{n}", *TAKES[level])
        fault = look.pick(tile, f"fault:{n}", sayings.FAULTS)
        yield from look.means(
            person, "sign_check", tile, since(tile) + effort, effort, level=level, passed=passed,
            items=list(sayings.CHECK_ITEMS if passed else sayings.CHECK_ITEMS[:1]),
            faults=None if passed else [fault], pin=look.pins.get(person),
            road_test_km=look.chance.whole(name_of(tile), "km", 3, 12) if drives else None,
        )  # fmt: skip


def _fails(look: Look, tile: Tile, card: Whole, level: str, n: int) -> bool:
    """Rarely, and never so late that it could not be mended by the end of the simulated day."""
    before = sum(not check["passed"] for check in card["checks"])
    if look.hurry:
        return False
    return look.happens(tile, f"fails:{level}:{n}", FAILS[level] / (1 + 3 * before))


def _who(look: Look, tile: Tile, card: Whole, level: str) -> str | None:
    """rules.md §7: the technician; the leader, or a mate where the leader worked on the car; an
    inspector. Nobody signs twice, nobody the peer or final check of their own work."""
    worked = [i["technician"] for i in card["intervals"][card["intervals_before_failure"] :]]
    signed = {check["person"] for check in card["checks"] if not check["void"]}
    present = [p["id"] for p in look.crew.present]
    if level == "self":
        free = [id for id in worked[::-1] if id not in signed]
        return next((id for id in free if id in present), free[0] if free else None)
    others = [id for id in present if id not in worked and id not in signed]
    if level == "final":
        return _one_of(look, tile, [id for id in others if id in look.crew.with_role("inspector")])
    assert card["team"] is not None
    team = card["team"]["id"]
    leader = look.crew.leader_of(team)
    if leader in others:
        return leader
    mates = [id for id in look.crew.mates(team) if id in others]
    plain = [id for id in mates if "inspector" not in look.crew.people[id]["roles"]]
    return _one_of(look, tile, plain or mates)


def _one_of(look: Look, tile: Tile, people: list[str]) -> str | None:
    return look.pick(tile, f"checker:{tile['state']}", people) if people else None


def washes(look: Look) -> Iterator[Intention]:
    """Each washer one car at a time, who waits in the shop first."""
    washing: dict[str, list[Tile]] = {}
    for tile in look.lane("washing"):
        if washer := look.crew.one(name_of(tile), "washer", "leader"):
            washing.setdefault(washer, []).append(tile)
    for washer, tiles in washing.items():
        under_way = [tile for tile in tiles if tile["state"] == "running"]
        for tile in under_way:
            at = since(tile) + look.minutes(tile, "washes", 11, 20)
            yield from look.means(washer, "finish_wash", tile, at, parking=look.place(tile))
        if not under_way:
            tile = min(tiles, key=lambda t: ("waiting_on_site" not in t["flags"], t["rank"][:16],
                                             name_of(t)))  # fmt: skip
            yield from look.means(washer, "start_wash", tile, since(tile) + MINUTE, MINUTE)


def bills(look: Look) -> Iterator[Intention]:
    """The estimate beside the list: some go back to the advisor first."""
    for tile in look.lane("settling"):
        cashier = look.crew.one(name_of(tile), "cashier")
        if tile["state"] == "checked":
            continue
        returned = look.happens(tile, f"returns:{tile['version']}", 0.08) and not look.hurry
        if tile["state"] == "open" and returned:
            at = since(tile) + look.minutes(tile, "returns-at", 2, 5)
            reason = look.pick(tile, "why-returned", sayings.BILL_RETURNS)
            yield from look.means(cashier, "return_bill", tile, at, 2 * MINUTE, reason=reason)
            continue
        low, high = (2, 6) if tile["state"] == "open" else (6, 14)
        at = since(tile) + look.minutes(tile, f"bill:{tile['state']}", low, high)
        price, difference = _bill(look, tile)
        yield from look.means(
            cashier, "check_bill", tile, at, 2 * MINUTE, price_fen=price, difference=difference
        )


def _bill(look: Look, tile: Tile) -> tuple[int, str | None]:
    estimate = look.whole(tile)["price_fen"] or 0
    if not estimate or not look.happens(tile, "bill-differs", 0.2):
        return estimate, None
    change = look.chance.whole(name_of(tile), "bill-by", -6, 8) * 1000
    change = min(change, estimate // 100 * 100 // 10)  # more needs the customer's yes
    return max(0, estimate + change), look.pick(tile, "why-differs", sayings.DIFFERENCES)
