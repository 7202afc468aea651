"""Looking back: the board at a moment is the board that was served at it, with frames or without;
what was late on a day and since when; how one car stood through a day."""

from datetime import timedelta

import pytest

from app.background.timekeeper import Timekeeper
from app.history.frames import keep_frame, on_board_at
from app.history.looking_back import (
    beside,
    board_after,
    board_at,
    number_at,
    numbers_of,
    of_one_car,
    turned_late,
)
from board.card.values import Vehicle
from board.events.event import stamp
from tests.cast import BAI, CHEN, FENG, LI, ZHENG, at


@pytest.fixture
def seen(shop):
    """Takes the board as it is served, after the clock has done what was due."""
    clock, boards = Timekeeper(shop.store), []

    def look(minutes: int = 5) -> None:
        shop.now += timedelta(minutes=minutes)
        clock.tick(), clock.tick()
        boards.append(shop.get("/board")[1])
        shop.now += timedelta(seconds=1)

    look.boards = boards
    return look


def a_day(shop, seen) -> list[str]:
    """Cars that come, leave, come back on the board, and do not come at all."""
    shop.now = at("7:00")
    late = shop.booked("8:30", 23)
    seen()
    first = shop.ready()
    seen(), shop.do(CHEN, "hand_over", first)
    seen()
    gone = shop.waiting()
    seen(), shop.do(CHEN, "cancel_card", gone, reason="客户不修了")
    seen()
    second = shop.working(ZHENG, FENG)
    for _ in range(8):
        seen(55)
    shop.do(BAI, "mark_no_show", late)
    seen(), shop.do(CHEN, "reschedule_card", late, appointment_at=at("9:00", 24), reason="客户来电")
    seen()
    return [first, gone, second, late]


def tiles_in(board: dict) -> int:
    return sum(len(lane["cards"]) for lane in board["lanes"])


@pytest.mark.parametrize("every", [3, 7, 1000])
def test_the_board_at_a_moment_is_the_one_that_was_served(shop, seen, monkeypatch, every):
    monkeypatch.setattr("app.history.frames.EVERY", every)
    a_day(shop, seen)
    while keep_frame(shop.store):
        pass
    sizes = {tiles_in(board) for board in seen.boards}
    assert len(sizes) > 1 and len(seen.boards) > 12
    for board in seen.boards:
        assert shop.get("/board", at=board["now"])[1] == board


def test_frames_are_noted_one_after_the_other_and_say_nothing_new(shop, seen, monkeypatch):
    a_day(shop, seen)
    with shop.store.read() as view:
        without = [on_board_at(view, n) for n in range(view.row.seq + 1)]
    monkeypatch.setattr("app.history.frames.EVERY", 4)
    noted = 0
    while keep_frame(shop.store):
        noted += 1
    with shop.store.read() as view:
        assert noted == view.row.seq // 4 > 5
        assert [on_board_at(view, n) for n in range(view.row.seq + 1)] == without


def test_between_two_changes_stands_what_stood_at_the_first(shop):
    car = shop.waiting()
    then = shop.now
    shop.wait(minutes=10)
    shop.dispatched(car, ZHENG)
    shop.wait(minutes=1)
    for minutes, lane in ((0, "waiting"), (9, "waiting"), (10, "queued")):
        when = stamp(then + timedelta(minutes=minutes, seconds=1))
        lanes = shop.get("/board", at=when)[1]["lanes"]
        assert [one["lane"] for one in lanes for tile in one["cards"]] == [lane], minutes


@pytest.mark.parametrize("when", [
    "2026-11-23", "2026-11-23T08:00:00", "noon", "", "2999-01-01T00:00:00Z",
    "0001-01-01T00:00:00+23:59",
])  # fmt: skip
def test_what_is_no_past_moment_is_refused(shop, when):
    status, body = shop.get("/board", at=when)
    assert (status, body["fields"][0]["field"]) == (422, "at")


def test_changes_of_one_second_are_told_apart_and_stepped_over_together(shop):
    car = shop.waiting()
    then = shop.now.replace(microsecond=0) + timedelta(minutes=5)
    for n, model in enumerate(("01", "02", "03")):
        shop.now = then + timedelta(milliseconds=40 * n)
        shop.do(CHEN, "edit_card", car, vehicle=Vehicle(model=model))
    shop.wait(minutes=5)
    shop.do(CHEN, "edit_card", car, vehicle=Vehicle(model="09"))
    shop.wait(minutes=1)

    def model_at(milliseconds: int) -> str:
        when = stamp(then + timedelta(milliseconds=milliseconds))
        board = shop.get("/board", at=when)[1]
        [tile] = [tile for lane in board["lanes"] for tile in lane["cards"]]
        return tile["model"]

    assert [model_at(n) for n in (20, 60, 100, 60_000)] == ["01", "02", "03", "03"]
    with shop.store.read() as view:
        first = number_at(view, then - timedelta(seconds=1))
        _, after = beside(view, first)
        before, last = beside(view, number_at(view, after))
        assert stamp(after)[:19] == stamp(then)[:19] and number_at(view, after) == first + 3
        assert before < then and stamp(last)[:19] == stamp(then + timedelta(minutes=5))[:19]


def test_a_step_is_one_at_which_a_car_changed_and_not_a_review_that_was_turned(shop):
    shop.now = at("10:40")
    car = shop.waiting()
    shop.now = at("11:00")
    assert shop.post(LI, {"command": "open_review", "session": "noon"})[0] == 200
    with shop.store.read() as view:
        opened = view.row.seq
    shop.now = at("11:01")
    turn = {"command": "turn_review", "review": "2026-11-23-noon", "part": "load"}
    assert shop.post(LI, turn)[0] == 200
    shop.now = at("11:02")
    shop.dispatched(car)
    shop.now = at("11:03")
    assert shop.post(LI, turn | {"part": "earlier"})[0] == 200
    with shop.store.read() as view:
        before, after = beside(view, opened)
        assert (stamp(before)[:16], stamp(after)[:16]) == (
            stamp(at("10:40"))[:16], stamp(at("11:02"))[:16])  # fmt: skip
        before, after = beside(view, number_at(view, after))
        assert (stamp(before)[:16], after) == (stamp(at("10:40"))[:16], None)


def test_before_the_first_change_the_board_is_empty(shop):
    shop.waiting()
    status, board = shop.get("/board", at="2020-01-01T00:00:00Z")
    assert (status, tiles_in(board), board["seq"]) == (200, 0, 0)


def test_when_a_car_became_late(shop):
    clock = Timekeeper(shop.store)
    car, other = shop.working(ZHENG), shop.waiting()
    assert shop[car].promise_at and other
    while shop.now < at("17:30"):
        shop.wait(minutes=10)
        clock.tick()
    with shop.store.read() as view:
        first, last = numbers_of(view, at("0:00"), at("23:59"))
        turns = {turn.tile["id"]: turn.at for turn in turned_late(view, first, last)}
        assert turns[car] is not None
        before = board_at(view, turns[car] - timedelta(seconds=1))
        tones = {tile["id"]: tile["tone"] for tile in before.tiles}
        assert tones[car] not in ("late", "overdue")
        again = turned_late(view, number_at(view, turns[car]), last)
        assert [turn.at for turn in again if turn.tile["id"] == car] in ([None], [])


def test_one_cars_day_begins_as_it_stood_in_the_morning(shop):
    car = shop.due()
    shop.now = at("8:00", 24)
    Timekeeper(shop.store).tick()
    shop.do(BAI, "arrive", car) if shop[car].lane == "due" else shop.do(
        LI, "add_note", car, text="x"
    )
    with shop.store.read() as view:
        first, last = numbers_of(view, at("0:00", 24), at("23:59", 24))
        stood = of_one_car(view, car, first, last)
    assert stood[0][0] < at("0:00", 24) <= stood[1][0]


def test_a_clock_set_back_hides_nothing_that_was_written_since(shop):
    shop.now = at("9:00")
    shop.waiting()
    shop.now = at("8:30")
    car = shop.waiting()
    shop.now = at("9:10")
    with shop.store.read() as view:
        number = number_at(view, at("9:05"))
        there = {tile["id"] for tile in board_after(view, number, at("9:05")).tiles}
    assert car in there
