"""Knows the lanes a card can hang in, their order on the board and the group the documents name.

rules.md §3; the three groups are those of the paper board (document 000: 作业预约, 作业管理,
等待交车).
"""

BOOKING, MANAGEMENT, DELIVERY = "booking", "management", "delivery"

GROUPS = {
    BOOKING: ("booked",),
    MANAGEMENT: (
        "due", "arrived", "waiting", "queued", "working", "stopped",
        "checking", "washing", "settling",
    ),
    DELIVERY: ("ready",),
}  # fmt: skip

ON_BOARD = tuple(lane for lanes in GROUPS.values() for lane in lanes)
LEFT = ("delivered", "cancelled", "no_show")
LANES = ON_BOARD + LEFT

IN_WORKSHOP = ("waiting", "queued", "working", "stopped", "checking", "washing", "settling")
# After check-in, while the car is here: what was agreed changes by a new promise (rules.md §5).
AGREED = (*IN_WORKSHOP, "ready")
BEFORE_ARRIVAL = ("booked", "due", "no_show")

# document 004: an appointment goes first at reception, repair, wash, final check and bill.
APPOINTMENT_FIRST = ("arrived", "waiting", "queued", "washing", "settling")

CHECK_LEVELS = ("self", "peer", "final")


def group_of(lane: str) -> str | None:
    """The group a lane belongs to, or None for a card that has left the board."""
    return next((group for group, lanes in GROUPS.items() if lane in lanes), None)


def position(lane: str) -> int:
    """Where a lane stands in the car's way through the shop, 0 = booked."""
    return LANES.index(lane)


def is_earlier(lane: str, than: str) -> bool:
    """Whether `lane` comes before `than` on the board (put_back goes only that way)."""
    return lane in ON_BOARD and than in ON_BOARD and position(lane) < position(than)
