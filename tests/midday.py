"""The sample day at 11:47, with cars in every lane: for pictures and for looking at screens."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.background.timekeeper import Timekeeper
from app.clock import real_now
from app.commands.perform import Actor, Command, perform
from app.commands.validation import arguments
from app.config import from_environment
from app.importing.day import import_day
from app.importing.staff import take_staff
from app.setting_up import SETUP, set_up
from app.storage.founding import set_clock
from app.storage.read_session import Store
from board.card.card import Card

DEMO = Path(__file__).parent.parent / "app" / "demo"
EIGHT = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
NOW = EIGHT + timedelta(hours=3, minutes=47)
TEAMS = {
    "G1": ("T02", "T03", "T04", "T01"), "G2": ("T06", "T07", "T08", "T05"),
    "G3": ("T10", "T11", "T09"), "G4": ("T13", "T14", "T12"),
}  # fmt: skip
NOWHERE, LONGEST_WAIT = -1, timedelta(minutes=45)
ADVISORS = ("S01", "S02", "S03", "S04", "S05")


class Day:
    """Gives commands at the shop's time it is told."""

    def __init__(self, store: Store) -> None:
        self.store, self.n = store, 0

    def at(self, moment: datetime) -> None:
        set_clock(self.store, moment, 1.0, real_now())
        Timekeeper(self.store).tick()

    def card(self, id: str) -> Card:
        with self.store.read() as view:
            card = view.card(id)
        assert card is not None
        return card

    def do(self, who: str, command: str, card: str, /, **raw: object) -> None:
        self.n += 1
        order = Command(
            Actor(who, signed=True), f"midday:{self.n}", arguments(command, raw), card,
            self.card(card).version,
        )  # fmt: skip
        answer = perform(self.store, order)
        assert answer.ok, (command, answer)


def steps(card: Card, number: int, stays: int) -> Iterator[tuple[int, str, str, dict]]:
    """(minutes after arrival, who, command, arguments) of one car's way, as far as it may get;
    `stays` names the place where some of them wait."""
    team = list(TEAMS)[number % 3] if card.kind != "body" else "G4"
    people = TEAMS[team]
    leader, worker = people[-1], people[number // 3 % (len(people) - 1)]
    advisor = card.advisor or ADVISORS[number % 5]
    promise = (card.promise_at or NOW + timedelta(hours=2)).isoformat()
    done = 18 + int(card.planned_minutes * 0.9)
    yield 0, "R01", "arrive", {}
    yield 6, advisor, "check_in", {
        "promise_at": promise, "price_fen": card.price_fen or 0, "keys_tag": f"{number + 1:02d}",
        "planned_minutes": card.planned_minutes, "odometer": card.vehicle.odometer,
    }  # fmt: skip
    yield 12, "F01", "dispatch_card", {
        "team": team, "technicians": [worker], "bay": str(number % 9 + 1),
    }  # fmt: skip
    yield 16, worker, "start_work", {}
    if number % 5 == 2:
        what = {"what": "前刹车片只剩2毫米", "urgency": "safety", "can_go_on": True}
        yield 25, worker, "report_add_on", what | {"minutes": 40, "price_fen": 68000}
    if number % 7 == 4:
        yield 30, worker, "pause_work", {"reason": "parts"}
        yield 31, "P01", "expect_parts", {"expected_at": (NOW + timedelta(minutes=8)).isoformat()}
        return
    yield done, worker, "finish_work", {"work_done": "按单完成", "result": "正常"}
    if stays == 8:
        return
    yield done + 5, worker, "sign_check", {"level": "self", "passed": True}
    yield done + 10, leader, "sign_check", {"level": "peer", "passed": True}
    if stays == 6:
        return
    yield done + 16, "Q01", "sign_check", {"level": "final", "passed": True}
    if stays == 7:
        return
    if card.wash:
        yield done + 19, "W01", "start_wash", {}
        if stays == 1:
            return
        yield done + 32, "W01", "finish_wash", {"parking": f"P{number + 1:02d}"}
    if stays == 2:
        return
    yield done + 36, "C01", "check_bill", {"price_fen": card.price_fen or 0}
    if stays == 3:
        return
    yield (
        done + 40,
        advisor,
        "move_to_ready",
        {"parking": f"P{number + 1:02d}"}
        | ({"left_open": "客户说下次再换"} if number % 5 == 2 else {}),
    )
    if number % 3:
        told = {"about": "ready", "channel": "phone", "outcome": "told"}
        yield done + 44, advisor, "tell_customer", told


def live_until(store: Store, now: datetime = NOW) -> None:
    """Plays the morning: each step at its time; a step the rules refuse just then is tried again
    a little later, as people do. In an order of the cars that no made-up code decides: it is the
    same morning each time."""
    day = Day(store)
    day.at(EIGHT)
    with store.read() as view:
        cards = sorted(view.in_lanes("due"), key=lambda c: (c.appointment_at, c.vehicle.plate))
    ways = []
    for number, card in enumerate(cards):
        assert card.appointment_at is not None
        arrives = card.appointment_at + timedelta(minutes=number % 5 * 3 - 6)
        if number % 11 == 10:
            continue
        way = list(_timed(arrives, card, number, number % 9))
        if way[-1][0] < now - LONGEST_WAIT:
            way = list(_timed(arrives, card, number, NOWHERE))
        ways.append((card.id, way))
    _play(day, ways, now)


def _timed(arrives: datetime, card: Card, number: int, stays: int) -> Iterator[tuple]:
    for minutes, *rest in steps(card, number, stays):
        yield arrives + timedelta(minutes=minutes), *rest


def _play(day: Day, ways: list, now: datetime) -> None:
    while due := [(way[0][0], id, way) for id, way in ways if way and way[0][0] <= now]:
        at, id, way = min(due, key=lambda step: step[0])
        day.at(at)
        try:
            day.do(way[0][1], way[0][2], id, **way[0][3])
            way.pop(0)
        except AssertionError:
            way[:] = [(t + timedelta(minutes=7), *rest) for t, *rest in way]
    day.at(now)


def make(now: datetime = NOW) -> Store:
    """A shop at `now` in BOARD_DATA_DIR."""
    store = set_up(from_environment(), "示范店")
    set_clock(store, EIGHT - timedelta(minutes=30), 1.0, real_now())
    take_staff(store, (DEMO / "staff.csv").read_bytes())
    import_day(store, SETUP, (DEMO / "day-2026-11-23.csv").read_bytes())
    live_until(store, now)
    return store


if __name__ == "__main__":
    hour, minute = map(int, (sys.argv[1] if len(sys.argv) > 1 else "11:47").split(":"))
    make(EIGHT + timedelta(hours=hour - 8, minutes=minute))
