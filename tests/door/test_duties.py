"""Deadlines over the real door and store: each once, whoever's clock looks; no version rises, so
that nobody's tap becomes stale; the machine's list says whose they are."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.background.timekeeper import Timekeeper, keep_duties
from app.history.verifying import verify
from tests.cast import CHEN, LIANG, MENG, ZHENG, ZHONG, at


def told(shop, car: str) -> Counter:
    """How often each duty of a card was opened and escalated, by its events."""
    events = shop.get(f"/cards/{car}/events")[1]["events"]
    return Counter(
        (e["data"]["duty"].split(".")[1], e["type"]) for e in events
        if e["type"] in ("duty_opened", "duty_escalated")
    )  # fmt: skip


def duties(shop, who=CHEN, **asked: object) -> list[dict]:
    return shop.get("/duties", who, **({"mine": "1"} if asked else {}))[1]


def test_a_deadline_begins_within_a_tick_and_nobodys_tap_is_stale(shop):
    car = shop.arrived()
    looked_at = shop[car].version
    assert Timekeeper(shop.store).tick()
    [duty] = shop[car].duties
    assert (duty.kind, shop[car].version) == ("reception", looked_at)
    status, _ = shop.tries(CHEN, "check_in", car, promise_at=at("17:00"), price_fen=1,
                           planned_minutes=60)  # fmt: skip
    assert status == 200
    assert shop[car].duties[0].outcome == "done"
    assert verify(shop.store) == []


def test_two_clocks_and_a_new_one_open_and_escalate_once(shop):
    cars = [shop.arrived() for _ in range(3)]
    clocks = [Timekeeper(shop.store) for _ in range(4)]
    for clock in clocks:
        clock.forecaster.step()
    for _ in range(2):
        with ThreadPoolExecutor(4) as together:
            list(together.map(Timekeeper.tick, clocks))
        shop.wait(minutes=11)
    Timekeeper(shop.store).tick()
    for car in cars:
        assert told(shop, car) == {("reception", "duty_opened"): 1,
                                   ("reception", "duty_escalated"): 1}  # fmt: skip
    assert verify(shop.store) == []


def test_what_the_clock_noted_is_in_nobodys_way_to_undo(shop):
    car = shop.queued(ZHENG)
    shop.do(ZHENG, "start_work", car)
    shop.do(ZHENG, "report_add_on", car, what="刹车片", urgency="soon", can_go_on=True)
    keep_duties(shop.store)
    assert [d.kind for d in shop[car].open_duties] == ["consent"]
    shop.do(ZHENG, "undo", car)
    assert shop[car].duties == [] and shop[car].add_ons == []
    assert verify(shop.store) == []


def test_the_list_says_whose_they_are_and_by_when(shop):
    car, tomorrow = shop.arrived(), shop.booked("9:00", 24)
    keep_duties(shop.store)
    assert [(d["kind"], d["card"], d["state"]) for d in duties(shop)] == [
        ("reception", car, "open"), ("appointment_call", tomorrow, "open")
    ]  # fmt: skip
    first = duties(shop)[0]
    assert first["owner"] == {"role": "advisor", "person": shop[car].advisor}
    assert first["escalates_to"] == "manager"
    assert [d["kind"] for d in duties(shop, MENG, mine=True)] == ["appointment_call"]
    assert duties(shop, LIANG, mine=True) == [] == duties(shop, ZHONG, mine=True)
    shop.wait(minutes=11)
    keep_duties(shop.store)
    assert [d["state"] for d in duties(shop, LIANG, mine=True)] == ["overdue"]
    status, _ = shop.tries(LIANG, "finish_duty", car, duty=first["id"], outcome="not_needed")
    assert status == 200
    [done] = [d for d in duties(shop) if d["card"] == car]
    assert (done["state"], done["outcome"], done["done_by"]) == ("done", "not_needed", LIANG.id)


@pytest.mark.parametrize("command", ["open_duty", "escalate_duty"])
def test_the_clocks_own_come_through_no_other_door(shop, command):
    car = shop.arrived()
    status, said = shop.tries(LIANG, command, car, kind="reception", duty="x")
    assert status == 422 and said["reason"]


def test_a_tile_says_what_counts_down(shop):
    car = shop.arrived()
    keep_duties(shop.store)
    lanes = shop.get("/board")[1]["lanes"]
    [tile] = [t for lane in lanes for t in lane["cards"] if t["id"] == car]
    [duty] = tile["duties"]
    assert (duty["kind"], duty["escalated"]) == ("reception", False)
    assert duty["due_at"] > tile["arrived_at"]
