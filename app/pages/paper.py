"""Knows the paper board: the board as it stands on A3, with room to write on, for a power cut and
for the reviews (SPEC §10)."""

from typing import Any

from flask import Blueprint, render_template

from app import context
from app.live.pages import tiles_of
from app.people import signed_in
from board.lanes import BOOKING, DELIVERY, GROUPS, LANES, MANAGEMENT

blueprint = Blueprint("paper", __name__)

DUE = "due"

PARTS = {
    BOOKING: GROUPS[BOOKING], DUE: (DUE,), DELIVERY: GROUPS[DELIVERY],
    MANAGEMENT: tuple(lane for lane in GROUPS[MANAGEMENT] if lane != DUE),
}  # fmt: skip

# Rows of 作业管理 on the first sheet and on each further one, as paper.css has them.
FIRST, FURTHER = 24, 26
# Empty rows at the end of each group, for cars that come while there is no power.
ROOM = {BOOKING: 3, DUE: 4, DELIVERY: 5}
LEAST, MOST = 4, 12


@blueprint.get("/board/paper")
@signed_in.page_for_signed_in
def paper() -> Any:
    """Every car on the board under its group: 作业预约 by appointment, 作业管理 as the cars go
    through the shop, 等待交车 by promise. Cars that are still to come today stand under their own
    heading beside the bookings, as on the wall, for room."""
    reading = context.reading()
    tiles = tiles_of(reading, "wall")
    groups = {
        group: sorted((t for t in tiles if t["lane"] in lanes), key=_order(group))
        for group, lanes in PARTS.items()
    }
    empty = ROOM | {MANAGEMENT: room(len(groups[MANAGEMENT]))}
    return render_template(
        "paper/board.html", groups=groups, room=empty, count=len(tiles), now=reading.now,
        weekday=reading.hours.local(reading.now).isoweekday(),
    )  # fmt: skip


def room(rows: int) -> int:
    """Empty rows after `rows`: what is left of the sheet, or some of a new one."""
    left = FIRST - rows if rows <= FIRST else -(rows - FIRST) % FURTHER
    return min(left, MOST) if left >= LEAST else left + MOST


def _order(group: str) -> Any:
    if group in (BOOKING, DUE):
        return lambda tile: (tile["appointment_at"] or "", tile["rank"])
    if group == DELIVERY:
        return lambda tile: (tile["promise_at"] or "", tile["rank"])
    return lambda tile: (LANES.index(tile["lane"]), tile["rank"])
