"""A shop with cars in every state that a home shows, as many as one likes, by the door."""

from collections.abc import Callable
from itertools import cycle, islice

from app.timekeeper import Timekeeper
from tests.app.shop_door import Door
from tests.cast import CAI, CHEN, DING, FENG, LI, ZHENG, ZHONG, at


def booked(door: Door) -> str:
    return door.booked(appointment_at=at("10:00", 24))


def in_line(door: Door) -> str:
    return door.queued(FENG)


def in_my_line(door: Door) -> str:
    return door.queued(ZHENG)


def for_anybody(door: Door) -> str:
    return door.queued(CAI)


def waits_for_parts(door: Door) -> str:
    """With what was said of the parts, and a note of when they come."""
    car = door.do(ZHENG, "pause_work", door.working(), reason="parts", note="前刹车片")
    return door.do(DING, "expect_parts", car, expected_at=at("15:00"), note="下午到")


def parts_on_their_way(door: Door) -> str:
    return door.do(DING, "expect_parts", door.waiting(), expected_at=at("15:00"))


def bill_returned(door: Door) -> str:
    return door.do(ZHONG, "return_bill", door.settling(), reason="价格不对")


def left_over(door: Door) -> str:
    return door.do(CHEN, "cancel_card", door.arrived(), reason="客户不修了")


# Every car asks the offices for something else.
KINDS: tuple[Callable[[Door], str], ...] = (
    booked, Door.due, Door.arrived, Door.waiting, in_line, in_my_line, for_anybody,
    Door.offered, Door.found, Door.answered, waits_for_parts, parts_on_their_way,
    Door.checking, Door.at_final, Door.washing, Door.settling, bill_returned, Door.ready,
    Door.no_show, Door.delivered, left_over,
)  # fmt: skip


def fill(door: Door, cars: int) -> list[str]:
    """So many cars, one of every kind after the other."""
    return [make(door) for make in islice(cycle(KINDS), cars)]


def held_review(door: Door, late: int) -> str:
    """At eleven an open review with so many cars that are overdue; returns its id."""
    promised = {"promise_at": at("9:00"), "price_fen": 80_000, "planned_minutes": 30}
    for _ in range(late):
        car = door.do(CHEN, "check_in", door.arrived(), **promised)
        door.do(LI, "dispatch_card", car, team=door.team, technicians=[FENG.id])
    clock = Timekeeper(door.store)
    door.turn("11:00")
    while clock.tick():
        pass
    assert door.ask(LI, "open_review", session="noon").ok
    return "2026-11-23-noon"
