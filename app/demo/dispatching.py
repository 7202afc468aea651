"""Knows how the foreman gives work out in a simulated day: by skill and load, and again when
somebody stands idle."""

from collections.abc import Iterator
from datetime import datetime

from app.demo import sayings
from app.demo.crew import assigned, works
from app.demo.intention import Intention
from app.demo.look import MINUTE, Look, name_of, since
from board.card.tile import Tile

LARGE = 150  # planned minutes from which two may work on a car
LONG_WAIT = 45 * MINUTE
FIRST = ("waiting_on_site", "complaint")


def new_work(look: Look) -> Iterator[Intention]:
    for tile in look.lane("waiting"):
        due = since(tile) + look.minutes(tile, f"dispatch:{tile['version']}", 1, 6)
        yield from _give(look, tile, _best(look, tile, loads(look)), due)


def again(look: Look) -> Iterator[Intention]:
    """改派: a car that has waited long goes to somebody who stands idle."""
    load = loads(look)
    idle = {id: 0.0 for id, minutes in load.items() if not minutes and id not in look.busy}
    for tile in look.lane("queued"):
        waited, theirs = since(tile) + LONG_WAIT, assigned(tile)
        stuck = [id for id in theirs if look.crew.is_here(id) and id not in look.busy]
        first = any(_first_of(look, id) == tile["id"] for id in stuck)
        if first or not idle:
            continue
        person = _best(look, tile, idle)
        if person and look.crew.unfit(look.crew.people[person], tile) < 100:
            yield from _give(look, tile, person, waited, alone=True)


def _first_of(look: Look, person: str) -> str | None:
    return next((t["id"] for t in look.lane("queued") if person in assigned(t)), None)


def loads(look: Look) -> dict[str, float]:
    """Planned minutes each technician still has before them."""
    load: dict[str, float] = {p["id"]: 0.0 for p in look.crew.technicians}
    for tile in look.lane("queued", "working", "stopped"):
        part = 0.6 if tile["lane"] == "working" else 1.0
        for id in assigned(tile):
            if id in load:
                load[id] += part * tile["planned_minutes"] / len(assigned(tile))
    return load


def _best(look: Look, tile: Tile, load: dict[str, float], but: tuple[str, ...] = ()) -> str | None:
    choices = [
        (minutes + look.crew.unfit(look.crew.people[id], tile), id)
        for id, minutes in load.items()
        if id not in but
    ]
    return min(choices)[1] if choices else None


def _give(
    look: Look, tile: Tile, person: str | None, due: datetime, alone: bool = False
) -> Iterator[Intention]:
    if person is None:
        return
    team, technicians = look.crew.people[person]["team"], [person]
    large = tile["planned_minutes"] >= LARGE and look.happens(tile, "two-work", 0.5)
    if large and not alone:
        mates = {id: m for id, m in loads(look).items() if look.crew.people[id]["team"] == team}
        if second := _best(look, tile, mates, (person,)):
            technicians.append(second)
    leader = look.crew.leader_of(team)
    theirs = tile["team"] is None or tile["team"]["id"] == team
    by_leader = leader and look.crew.is_here(leader) and theirs
    by_leader = by_leader and look.happens(tile, "leader-dispatches", 0.12)
    foreman = look.crew.one(name_of(tile), "foreman", "leader")
    yield from look.means(
        leader if by_leader else foreman, "dispatch_card", tile, due,
        team=team, technicians=technicians, bay=look.crew.bay_of(person),
    )  # fmt: skip


def order(look: Look) -> Iterator[Intention]:
    """Who waits in the shop or complains goes before a car whose owner is away."""
    foreman = look.crew.one(f"{look.today}", "foreman")
    queues: dict[str, list[Tile]] = {}
    for tile in look.lane("queued"):
        for id in assigned(tile)[:1]:
            queues.setdefault(id, []).append(tile)
    for queue in queues.values():
        for ahead, tile in zip(queue, queue[1:], strict=False):
            urgent = set(FIRST) & set(tile["flags"])
            if not urgent or set(FIRST + ("redo", "parts_arrived", "rework")) & set(ahead["flags"]):
                continue
            if look.happens(tile, "goes-first", 0.35):
                at = max(since(tile), since(ahead)) + look.minutes(tile, "orders", 1, 5)
                reason = look.pick(tile, "why-first", sayings.ORDERLY)
                yield from look.means(
                    foreman, "prioritise_card", tile, at, said={"before": name_of(ahead)},
                    before=ahead["id"], reason=reason,
                )  # fmt: skip
            break


def second_thoughts(look: Look) -> Iterator[Intention]:
    """Now and then a car is taken back from a queue and given out anew."""
    for tile in look.lane("queued"):
        began = tile["intervals"] or "redo" in tile["flags"]
        if not began and look.happens(tile, f"put-back:{tile['version']}", 0.02):
            foreman = look.crew.one(name_of(tile), "foreman", "manager")
            at = since(tile) + look.minutes(tile, "put-back-at", 1, 3)
            reason = look.pick(tile, "why-put-back", sayings.PUT_BACKS)
            yield from look.means(foreman, "put_back", tile, at, lane="waiting", reason=reason)


def absences(look: Look) -> Iterator[Intention]:
    """Some days somebody of the workshop has called in sick."""
    day = f"{look.today}"
    if not look.first_day or not look.chance.happens(day, "somebody-away", 0.4):
        return
    hands = [id for id, p in sorted(look.crew.people.items())
             if works(p) and not {"leader", "inspector"} & set(p["roles"])]  # fmt: skip
    foreman = look.crew.one(day, "foreman", "manager")
    person = look.chance.pick(day, "who-is-away", hands) if hands else None
    at = look.opening + look.chance.minutes(day, "away-since", 1, 6)
    if foreman and person and look.crew.is_here(person) and look.now < at + 30 * MINUTE:
        yield Intention(at, foreman, "mark_absent", f"{person}@{day}",
                        args={"person": person, "day": day})  # fmt: skip
