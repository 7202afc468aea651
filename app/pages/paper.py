"""Knows the paper board: the board as it stands on A3, with room to write on, for a power cut and
for the reviews (rules.md §10)."""

from typing import Any

from flask import Blueprint, render_template

from app import context
from app.live.pages import tiles_of
from app.people import signed_in
from board.card.lanes import BOOKING, DELIVERY, GROUPS, LANES, MANAGEMENT

blueprint = Blueprint("paper", __name__)

DUE = "due"

PARTS = {
    BOOKING: GROUPS[BOOKING], DUE: (DUE,), DELIVERY: GROUPS[DELIVERY],
    MANAGEMENT: tuple(lane for lane in GROUPS[MANAGEMENT] if lane != DUE),
}  # fmt: skip

# Rows of a group on the first sheet and on each further one, as paper.css has them; the two groups
# at the side share theirs.
FIRST, FURTHER, SIDE = 24, 25, 23
# Empty rows at the end of each group, for cars that come while there is no power.
ROOM = {BOOKING: 3, DUE: 4, DELIVERY: 5}
LEAST, MOST = 4, 12


@blueprint.get("/board/paper")
@signed_in.page_for_signed_in
def paper() -> Any:
    """Every car on the board under its group: 作业预约 by appointment, 作业管理 as the cars go
    through the shop, 等待交车 by promise. Cars that are still to come today stand under their own
    heading beside the bookings, as on the wall, for room."""
    reading = context.read_session()
    tiles = tiles_of(reading, "wall")
    groups = {
        group: sorted((t for t in tiles if t["lane"] in lanes), key=_order(group))
        for group, lanes in PARTS.items()
    }
    empty = rooms({group: len(cars) for group, cars in groups.items()})
    return render_template(
        "paper/board.html", groups=groups, room=empty, count=len(tiles), now=reading.now,
        weekday=reading.hours.local(reading.now).isoweekday(),
    )  # fmt: skip


def rooms(cars: dict[str, int]) -> dict[str, int]:
    """Empty rows of each group. Only 作业管理 may begin a sheet for them."""
    beside = min(_left(cars[BOOKING] + cars[DUE], SIDE), ROOM[BOOKING] + ROOM[DUE])
    booking = min(beside // 2, ROOM[BOOKING])
    return {
        BOOKING: booking, DUE: beside - booking, MANAGEMENT: room(cars[MANAGEMENT]),
        DELIVERY: min(_left(cars[DELIVERY], FIRST), ROOM[DELIVERY]),
    }  # fmt: skip


def room(rows: int) -> int:
    """Empty rows after `rows`: what is left of the sheet, or some of a new one."""
    left = _left(rows, FIRST)
    return min(left, MOST) if left >= LEAST else left + MOST


def _left(rows: int, first: int) -> int:
    """What `rows` leave free on the sheet on which they end."""
    return first - rows if rows <= first else -(rows - first) % FURTHER


def _order(group: str) -> Any:
    if group in (BOOKING, DUE):
        return lambda tile: (tile["appointment_at"] or "", tile["rank"])
    if group == DELIVERY:
        return lambda tile: (tile["promise_at"] or "", tile["rank"])
    return lambda tile: (LANES.index(tile["lane"]), tile["rank"])
