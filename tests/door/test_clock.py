"""What the shop's clock does by itself; time is handed in by setting the shop's clock."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import groupby

import pytest

from app.background import timekeeper
from app.background.timekeeper import LOOKS, Timekeeper
from app.clock import ShopClock
from app.commands.perform import perform
from app.config import Config
from app.history.verifying import verify
from app.setting_up import anchor_clock
from tests.cast import CHEN, FENG, LI, LIANG, WU, ZHENG, at
from tests.door.shop import opened


def at_time(shop, clock: str, day: int = 23) -> int:
    """The clock shows this and ticks once; returns how much it did."""
    shop.now = at(clock, day)
    keeper = Timekeeper(shop.store)
    return keeper.tick()


def settled(keeper: Timekeeper) -> bool:
    """After a tick, and one for deadlines that had passed when they began, nothing is left."""
    keeper.tick(), keeper.tick()
    return keeper.tick() == 0


def last_tile(shop, car: str) -> dict:
    with shop.store.read() as view:
        return [c.tile for c in view.changes(0, limit=9999) if c.card == car][-1]


def test_appointments_of_the_day_are_due_at_opening(shop):
    shop.now = at("17:00", 22)
    today, late, tomorrow = shop.booked("9:30"), shop.booked("18:30"), shop.booked("9:30", 24)
    at_time(shop, "7:59")
    assert shop[today].lane == "booked"
    at_time(shop, "8:00")
    assert [shop[car].lane for car in (today, late, tomorrow)] == ["due", "due", "booked"]
    assert shop[today].latest.who == "clock"
    at_time(shop, "8:00", 24)
    assert shop[tomorrow].lane == "due"
    assert verify(shop.store) == []


def test_what_was_booked_for_a_day_the_board_did_not_run_is_due_too(shop):
    car = shop.booked("9:30")
    at_time(shop, "8:00", 25)
    assert shop[car].lane == "due"
    at_time(shop, "8:01", 25)
    assert shop[car].lane == "no_show"


def test_who_has_not_come_by_closing_is_a_no_show(shop):
    car, evening = shop.due("9:30"), shop.due("18:30")
    at_time(shop, "17:59")
    assert shop[car].lane == "due"
    at_time(shop, "18:00")
    assert (shop[car].lane, shop[evening].lane) == ("no_show", "due")
    assert last_tile(shop, car)["lane"] is None
    at_time(shop, "18:31")
    assert shop[evening].lane == "no_show"


def test_open_work_ends_with_the_shift_and_is_flagged(shop):
    car = shop.working(ZHENG, FENG)
    at_time(shop, "17:59")
    assert shop[car].lane == "working"
    at_time(shop, "18:07")
    card = shop[car]
    assert (card.lane, card.stop_reason) == ("stopped", "off_shift")
    assert [(i.to, i.ended_by, i.needs_correction) for i in card.intervals] == [
        (at("18:00"), "off_shift", True)
    ] * 2
    assert shop.rows("running") == []
    assert at_time(shop, "18:08") == 0
    shop.now = at("8:30", 24)
    shop.do(ZHENG, "resume_work", car)
    assert shop[car].lane == "working"


def test_on_a_closed_day_nothing_is_due_and_nobody_has_failed_to_come(shop):
    later, today = shop.booked("9:30", 24), shop.due("9:30")
    for day in ("2026-11-23", "2026-11-24"):
        assert shop.post(LIANG, {"command": "set_day", "day": day, "open": False})[0] == 200
    at_time(shop, "18:00")
    at_time(shop, "23:00", 24)
    assert (shop[later].lane, shop[today].lane) == ("booked", "due")
    at_time(shop, "8:00", 25)
    at_time(shop, "17:59", 25)
    assert (shop[later].lane, shop[today].lane) == ("due", "due")
    at_time(shop, "18:00", 25)
    assert (shop[later].lane, shop[today].lane) == ("no_show", "no_show")


def test_a_day_with_other_hours_begins_and_ends_by_them(shop):
    shop.now = at("17:00", 22)
    car = shop.booked("11:30")
    day = {"command": "set_day", "day": "2026-11-23", "open": True}
    assert shop.post(LIANG, day | {"opens": "10:00", "closes": "16:00"})[0] == 200
    lanes = []
    for clock in ("9:59", "10:00", "15:59", "16:00"):
        at_time(shop, clock)
        lanes.append(shop[car].lane)
    assert lanes == ["booked", "due", "due", "no_show"]


def test_what_fails_in_one_part_of_the_clock_stops_no_other(shop, monkeypatch):
    car = shop.due("9:30")
    shop.now = at("18:00")

    def broken(view):
        raise LookupError("a rule that is wrong")

    monkeypatch.setattr(timekeeper, "LOOKS", (broken, *timekeeper.LOOKS))
    keeper = Timekeeper(shop.store)
    with pytest.raises(ExceptionGroup) as failed:
        keeper.tick()
    assert [type(one) for one in failed.value.exceptions] == [LookupError]
    assert shop[car].lane == "no_show"


def test_each_interval_ends_with_its_own_shift(shop):
    car = shop.working(ZHENG)
    shop.now = at("18:30")  # the clock stood still for a while
    shop.do(FENG, "start_work", car)
    at_time(shop, "18:31")
    card = shop[car]
    assert card.lane == "working"
    assert {i.technician: i.to for i in card.intervals} == {"T02": at("18:00"), "T03": None}
    at_time(shop, "0:00", 24)
    assert shop[car].lane == "stopped"
    assert shop[car].intervals[1].to == at("0:00", 24)


def test_a_corrected_interval_is_flagged_no_more(shop):
    car = shop.working(ZHENG)
    at_time(shop, "18:00")
    interval = shop[car].intervals[0].id
    shop.do(WU, "correct_interval", car, interval=interval, to=at("17:20"), reason="收工忘点")
    assert not shop[car].intervals[0].needs_correction


def test_a_promise_that_passes_is_one_change_and_no_command(shop):
    car = shop.waiting()
    assert last_tile(shop, car)["tone"] == "unknown"
    at_time(shop, "16:59"), at_time(shop, "16:59")
    before, version = shop.standing(), shop[car].version
    assert last_tile(shop, car)["tone"] == "late"
    at_time(shop, "17:00")
    assert shop.standing() == before
    assert at_time(shop, "17:01") == 1
    assert last_tile(shop, car)["tone"] == "overdue"
    assert shop.standing()[0] == before[0] + 1
    assert shop.standing()[2] == before[2]  # no event
    assert shop[car].version == version
    assert at_time(shop, "17:01") == 0
    assert shop.get("/board")[1]["lanes"][3]["cards"][0]["tone"] == "overdue"
    assert verify(shop.store) == []


def test_a_car_that_was_ready_in_time_never_turns_overdue(shop):
    car = shop.ready()
    at_time(shop, "17:30"), at_time(shop, "17:30")
    assert at_time(shop, "17:30") == 0
    assert last_tile(shop, car)["tone"] == "on_time"


def test_two_clocks_do_no_harm(shop):
    shop.booked("9:30")
    car = shop.working()
    overdue = shop.waiting()
    shop.now = at("18:07")
    with shop.store.read() as view:
        seen = [order for look in LOOKS for order in look(view)]
    assert {order.command for order in seen} == {"confirm_due", "pause_work"}
    first = [perform(shop.store, order) for order in seen]
    stands = shop.standing()
    assert [perform(shop.store, order) for order in seen] == first
    assert shop.standing() == stands
    keepers = [Timekeeper(shop.store) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda keeper: [keeper.tick() for _ in range(3)], keepers))
    assert shop[car].lane == "stopped"
    shown = [r["tile"] for r in shop.rows("changes") if r["card"] == overdue]
    tones = [json.loads(tile)["tone"] for tile in shown]
    assert [tone for tone, _ in groupby(tones)].count("overdue") == 1
    story = [e["type"] for e in shop.get(f"/cards/{car}/events")[1]["events"]]
    assert story.count("work_paused") == 1
    assert verify(shop.store) == []


def test_a_clock_that_looked_a_moment_ago_does_not_override_people(shop):
    """Between the clock's look and its command somebody was faster: the command is stale."""
    car = shop.working()
    shop.now = at("18:00")
    with shop.store.read() as view:
        seen = [order for look in LOOKS for order in look(view)]
    shop.do(ZHENG, "finish_work", car)
    assert [perform(shop.store, order).reason for order in seen] == ["stale"]
    assert shop[car].lane == "checking"


def test_a_rescheduled_car_is_due_again(shop):
    car = shop.due("9:30")
    at_time(shop, "18:00")
    assert shop[car].lane == "no_show"
    shop.do(CHEN, "reschedule_card", car, appointment_at=at("9:30", 24), reason="改期")
    at_time(shop, "8:00", 24)
    assert shop[car].lane == "due"
    shop.do(CHEN, "reschedule_card", car, appointment_at=at("9:30", 24), reason="同一时间")
    at_time(shop, "8:01", 24)
    assert shop[car].lane == "due"


def test_a_new_day_shows_todays_intervals_only(shop):
    car = shop.stopped()
    assert len(last_tile(shop, car)["intervals"]) == 1
    keeper = Timekeeper(shop.store)
    keeper.tick()
    shop.now = at("0:01", 24)
    keeper.tick()
    assert last_tile(shop, car)["intervals"] == []
    board = {t["id"]: t for lane in shop.get("/board")[1]["lanes"] for t in lane["cards"]}
    assert board[car] == last_tile(shop, car)


def test_a_whole_day_ticks_by(shop):
    """Every five minutes of two days, with work left open and promises broken."""
    shop.booked("9:00"), shop.booked("14:00", 24), shop.working(), shop.waiting()
    shop.do(LI, "prioritise_card", shop.queued(), flag="safety", on=True, reason="x")
    keeper = Timekeeper(shop.store)
    for step in range(0, 2 * 24 * 12, 3):
        shop.now = at("8:00") + timedelta(minutes=5 * step)
        assert settled(keeper), "what is done is done"
    assert verify(shop.store) == []
    fresh = [t for lane in shop.get("/board")[1]["lanes"] for t in lane["cards"]]
    assert [last_tile(shop, t["id"]) for t in fresh] == fresh


def test_a_shift_that_ends_while_nobody_may_write_is_done_later(shop):
    assert shop.post(LIANG, {"command": "change_settings", "undo_seconds": 0})[0] == 200
    car = shop.working()
    at_time(shop, "9:00", 25)
    assert shop[car].intervals[0].to == at("18:00")


# --- the clock itself ----------------------------------------------------------------------------


def test_the_shops_clock_goes_on_across_restarts(shop, tmp_path):
    config = Config(clock=at("8:00"), clock_speed=60.0)
    anchor_clock(config, shop.store)
    with shop.store.read() as view:
        anchor = (view.row.clock_start, view.row.clock_real, view.row.clock_speed)
    for _ in range(3):
        again = opened(shop.store.database.writer.url.database.rpartition("/")[0])
        anchor_clock(config, again)
        with again.read() as view:
            assert (view.row.clock_start, view.row.clock_real, view.row.clock_speed) == anchor
        assert abs((again.now() - shop.store.now()).total_seconds()) < 30
        again.database.close()
    anchor_clock(Config(clock=at("9:00")), shop.store)
    assert at("9:00") <= shop.store.now() < at("9:01")


def test_an_earlier_start_never_puts_the_clock_behind_what_is_recorded(shop):
    """`simulate` changes the pace; a restart with the old setting must not live the day again."""
    config = Config(clock=at("8:00"), clock_speed=20.0)
    anchor_clock(config, shop.store)
    at_time(shop, "15:00")
    shop.arrived()
    anchor_clock(config, shop.store)
    assert at("15:00") <= shop.store.now() < at("15:10")
    with shop.store.read() as view:
        assert view.row.clock_speed == 20.0


@pytest.mark.parametrize("speed", [1e-6, 1.0, 60.0, 10_000.0])
def test_a_clock_never_goes_back(speed):
    clock = ShopClock(at("8:00"), datetime.now(UTC), speed)
    times = [clock.now() for _ in range(200)]
    assert times == sorted(times)
    assert all(time.microsecond % 1000 == 0 for time in times)


def test_a_team_with_overtime_works_on_until_it_ends(shop):
    car = shop.working(ZHENG)
    overtime = {"command": "set_overtime", "team": "G1", "day": "2026-11-23", "until": "20:00"}
    assert shop.post(LI, overtime)[0] == 200
    at_time(shop, "18:05")
    assert shop[car].lane == "working"
    at_time(shop, "20:00")
    assert shop[car].lane == "stopped" and shop[car].intervals[0].to == at("20:00")
    assert verify(shop.store) == []


def test_on_a_day_made_closed_nothing_is_forecast(shop):
    car = shop.queued(ZHENG)
    at_time(shop, "17:50")
    before = shop[car].forecast.likely
    closed = {"command": "set_day", "day": "2026-11-24", "open": False}
    assert shop.post(LIANG, closed)[0] == 200
    at_time(shop, "17:51")
    assert before.day == 24 and shop[car].forecast.likely.day == 25
