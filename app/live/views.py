"""Knows every view of the board: which partial draws a tile in it, in which list and at which
place. A tile drawn here holds no rights and no buttons (design.md §3)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.live.wall_order import by_lane, by_urgency

# As board/card/tile.py draws it now, or as an earlier version wrote it down.
Tile = dict[str, Any]
JOBS = ("queued", "working", "stopped", "checking")


@dataclass(frozen=True)
class Place:
    """A list of the view, the place in it, and (for lists of one's own) whose it is."""

    slot: str
    rank: str
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class View:
    """`with_departed`: it also shows cars that left the board today."""

    template: str
    place: Callable[[Tile], Place | None]
    with_departed: bool = False


NO_TEAM = "-"


def _team(tile: Tile) -> tuple[str]:
    return (tile["team"]["id"] if tile["team"] else NO_TEAM,)


def _wall(rank_at_work: Callable[[Tile], str]) -> Callable[[Tile], Place]:
    """作业预约 by appointment, today's arrivals under their own heading, 作业管理 stacked by a rank
    of its own, 等待交车 by promise. `people` is the team, for walls of some teams: a car that
    nobody has yet is everybody's."""

    def place(tile: Tile) -> Place:
        lane, team = tile["lane"], _team(tile)
        if lane in ("booked", "due"):
            return Place(lane, f"{tile['appointment_at']}{tile['rank']}", team)
        if lane == "ready":
            return Place("ready", f"{tile['promise_at'] or ''}{tile['rank']}", team)
        return Place("management", rank_at_work(tile), team)

    return place


def _appointments(tile: Tile) -> Place | None:
    """Every car on the board that had or has an appointment; the page puts it under its day."""
    at = tile["appointment_at"]
    return Place("appointments", f"{at}{tile['rank']}", _team(tile)) if at else None


def _jobs(tile: Tile) -> Place | None:
    if tile["lane"] not in JOBS:
        return None
    people = tuple(t["id"] for t in tile["technicians"])
    running = any(i["to"] is None for i in tile["intervals"])
    return Place("jobs", f"{0 if running else 1}{tile['rank']}", people)


def _card(tile: Tile) -> Place | None:
    return Place("card", tile["rank"])


def people_of(tile: Tile) -> tuple[str, ...]:
    """Everybody a card has to do with: its technicians, its advisor, its team."""
    named = [*tile["technicians"], tile["advisor"], tile["team"]]
    return tuple(one["id"] for one in named if one)


def _lanes(tile: Tile) -> Place | None:
    """Every lane a list of its own, those with states one for each state; who waits on site is
    washed first."""
    slot, rank = tile["lane"], tile["rank"]
    if slot == "washing":
        rank = f"{0 if 'waiting_on_site' in tile['flags'] else 1}{rank}"
    if slot == "ready":
        slot = "ready-told" if tile["told"] else "ready-untold"
    elif tile["state"]:
        slot = f"{slot}-{tile['state']}"
    if slot in ("booked", "due"):
        rank = f"{tile['appointment_at']}{rank}"
    return Place(slot, rank, people_of(tile))


def _advisor(tile: Tile) -> Place | None:
    """An advisor's cars by promise; those without one come last. Appointments stand apart."""
    if tile["lane"] in ("booked", "due"):
        return Place("mine-booked", f"{tile['appointment_at']}{tile['rank']}", people_of(tile))
    return Place("mine", f"{tile['promise_at'] or '9'}{tile['rank']}", people_of(tile))


def _axis(tile: Tile) -> Place | None:
    """时间轴: cars nobody has been given yet, stopped cars, what stands on somebody's row: the
    day's work also of cars that are gone; of the others only their deadlines are counted."""
    lane, rank = tile["lane"], tile["rank"]
    if lane == "waiting" or (lane == "queued" and not tile["technicians"]):
        return Place("undispatched", rank, people_of(tile))
    if lane == "stopped":
        return Place("stopped", rank, people_of(tile))
    on_a_row = lane in ("queued", "working") or tile["intervals"]
    if not on_a_row and lane is None:
        return None
    return Place("bars" if on_a_row else "elsewhere", rank, people_of(tile))


VIEWS = {
    "wall": View("wall/_tile.html", _wall(by_urgency)),
    "wall-lanes": View("wall/_tile.html", _wall(by_lane)),
    "appointments": View("appointments/_car.html", _appointments),
    "appointments-desk": View("appointments/_desk_car.html", _appointments),
    "jobs": View("jobs/_tile.html", _jobs),
    "card": View("card/_tile.html", _card, with_departed=True),
    "lanes": View("homes/_row.html", _lanes),
    "advisor": View("homes/_row.html", _advisor),
    "axis": View("axis/_tile.html", _axis, with_departed=True),
    # Drawn from more than tiles: its pages fetch their parts anew when the board changes.
    "reviews": View("", lambda tile: None),
}
JSON_VIEW = "api"
ALL = (*VIEWS, JSON_VIEW)


def placed(view: str, tile: Tile) -> Place | None:
    """Where a tile stands in a view; None where it is not shown."""
    if tile["lane"] is None and not VIEWS[view].with_departed:
        return None
    return VIEWS[view].place(tile)
