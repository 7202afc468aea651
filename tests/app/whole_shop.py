"""A shop with a car at every place of its way, and somebody for every role alone: `X-ROLE`."""

import shutil
from datetime import timedelta
from pathlib import Path

from app.clock import real_now
from app.database import Database
from app.people import pins
from app.perform import Actor, Order, perform
from app.store import Store
from app.timekeeper import keep_duties
from app.writing import set_clock
from board.people import ROLES
from board.shop_commands import AddPerson, AddWall, MakeToken
from tests.app.shop_door import Door
from tests.cast import DING, SHI, ZHONG, at

LANES = (
    "booked", "due", "no_show", "arrived", "waiting", "queued", "checking", "at_peer", "at_final",
    "washing", "settling", "ready", "delivered", "cancelled", "stopped", "working",
    "found", "offered", "answered",
)  # fmt: skip
PIN = "246810"


def whole_shop(folder: Path, template: Path) -> tuple[Store, dict[str, str], Door]:
    """The store, cars by where they stand, and the door they came through."""
    for file in template.glob("board.db*"):
        shutil.copy(file, folder / file.name)
    store = Store(Database(f"sqlite:///{folder}/board.db"), "1")
    door = Door(store)
    cars = {lane: getattr(door, lane)() for lane in LANES if lane != "working"}
    cars["running"] = door.do(SHI, "start_wash", door.washing())
    cars["returned"] = door.do(ZHONG, "return_bill", door.settling(), reason="工时少写一项")
    checked = door.settling()
    cars["checked"] = door.do(ZHONG, "check_bill", checked, price_fen=80_000)
    cars["tomorrow"] = door.booked(appointment_at=at("9:00", 24))
    door.do(DING, "expect_parts", door.waiting(), expected_at=at("14:00"))
    cars["working"] = door.working()
    for minutes in (0, 15, 60, 15):  # deadlines begin to count down, and some pass
        set_clock(store, store.now() + timedelta(minutes=minutes), 1e-6, real_now())
        keep_duties(store)
    _people(store, door.team)
    return store, cars, door


def _people(store: Store, team: str | None) -> None:
    """`X-ROLE` of no team, and `N-ROLE` of the team that has the tablet."""
    manager = Actor("M01", signed=True)
    for prefix, of in (("X", None), ("N", team)):
        for role in ROLES:
            args = AddPerson(person=f"{prefix}-{role}", name=role, roles=[role], team=of)
            secrets = {"pin_hash": pins.hashed(PIN)}
            order = Order(manager, f"add:{prefix}:{role}", args, secrets=secrets)
            assert perform(store, order).ok
    assert perform(store, Order(manager, "wall", AddWall(name="大厅"), secrets={"link": "x"})).ok
    token = MakeToken(person="S01", label="考勤")
    assert perform(store, Order(manager, "token", token, secrets={"hash": "x"})).ok
