"""Knows who sees which screen: the one table for pages, their live parts and their sockets; and
what of a customer is shown to whom (SPEC §16)."""

from board.people import ROLES, Person

# A home (its path without the first slash) and whose it is. Where a home is shared, the others
# come there from their own (SPEC §1). `/admin…` and `/import` go by the right to a command.
HOMES: dict[str, tuple[str, ...]] = {
    "advisor": ("advisor",),
    "advisor/cars": ("advisor",),
    "arrivals": ("reception", "advisor", "care"),
    "bill": ("cashier",),
    "care": ("care",),
    "check": ("inspector",),
    "dispatch": ("foreman", "leader"),
    "dispatch/cars": ("foreman",),
    "duties": ("foreman",),
    "jobs": ("technician", "leader"),
    "manager": ("manager",),
    "parts": ("parts",),
    "wash": ("washer",),
}

# Who phones customers: their homes hold whole names and phones, and need more than a tapped name.
CALLERS = ("advisor", "care")
CALL_LISTS = ("advisor", "care")

# What a socket may watch and a page may fetch: view → roles. Tiles hold the short name only.
_LISTS = ("advisor", "arrivals", "bill", "care", "check", "dispatch/cars", "manager", "parts",
          "wash")  # fmt: skip
WALL_VIEWS = ("wall", "wall-lanes", "axis", "appointments")
VIEWS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(WALL_VIEWS, ROLES),
    "appointments-desk": ROLES,
    "card": ROLES,
    "reviews": ROLES,
    "api": ROLES,
    "advisor": HOMES["advisor/cars"],
    "jobs": HOMES["jobs"],
    "lanes": tuple(role for role in ROLES if any(role in HOMES[home] for home in _LISTS)),
}


def may_see_home(person: Person, home: str) -> bool:
    """Whether it is one of this person's homes, or one that is shared with their role."""
    return person.has(*HOMES[home])


def may_watch(person: Person | None, view: str) -> bool:
    """None is a wall: its own credential shows walls only."""
    return view in WALL_VIEWS if person is None else person.has(*VIEWS[view])


def in_full(level: str) -> bool:
    """Whether somebody who came in this way (`pin`, `token`, …) sees a customer's whole name, phone
    and VIN on the card; a tapped name tile (`name`) anybody can tap."""
    return level != "name"
