"""The daily reviews at the real door: every command once, refusals without a trace, the clock's
part of it, what screens are told, and the store whole afterwards (rules.md §10)."""

import shutil

import pytest

from app.background.review_orders import review_orders
from app.background.timekeeper import Timekeeper
from app.commands.perform import Actor, Command, perform
from app.commands.validation import arguments
from app.history.verifying import verify
from board.commands.reviews import CLOCKS_OWN_REVIEWS, REVIEW_COMMANDS
from board.events.event import stamp
from board.people.people import Person
from tests.cast import CHEN, DING, FENG, LI, LIANG, SHI, WU, ZHENG, at
from tests.door.shop import opened, quick_folder

NOON = "2026-11-23-noon"
MEASURE = f"{NOON}.1"
CAR = object()
ONE = {"review": NOON}

# command → (who, arguments); `card` CAR: it is about the late car
GIVEN: dict[str, tuple[Person, dict]] = {
    "open_review": (LI, {"session": "noon"}),
    "mark_attendance": (LI, ONE | {"people": [ZHENG.id, FENG.id]}),
    "turn_review": (LI, ONE | {"part": "exceptions", "card": CAR}),
    "add_countermeasure": (LI, ONE | {"kind": "chase_parts", "owner": DING.id, "note": "催供应商",
                                      "due_at": stamp(at("12:00")), "card": CAR}),
    "finish_countermeasure": (DING, {"countermeasure": MEASURE, "note": "已发出"}),
    "close_review": (LI, ONE),
    "explain_missed_review": (LI, {"review": "2026-11-23-morning", "reason": "厂家来人"}),
}  # fmt: skip
BEFORE = {
    "mark_attendance": ("open_review",), "turn_review": ("open_review",),
    "add_countermeasure": ("open_review",), "close_review": ("open_review", "add_countermeasure"),
    "finish_countermeasure": ("open_review", "add_countermeasure"),
}  # fmt: skip


def prepared(shop, command: str) -> tuple[Person, dict]:
    """The noon review with one car that was overdue at its opening; the morning's was missed."""
    clock = Timekeeper(shop.store)
    for moment in ("8:00", "8:15"):
        shop.now = at(moment)
        clock.tick()
    shop.now = at("9:00")
    car = shop.working(ZHENG)
    args = {"promise_at": stamp(at("10:00")), "price_fen": 80_000, "reason": "x",
            "consent": {"channel": "phone", "spoke_to": "冯先生"}}  # fmt: skip
    shop.do(CHEN, "repromise", car, **args)
    shop.now = at("11:00")
    clock.tick()
    for earlier in BEFORE.get(command, ()):
        who, args = filled(GIVEN[earlier], car)
        assert shop.post(who, {"command": earlier} | args)[0] == 200
    return filled(GIVEN[command], car)


def filled(given: tuple[Person, dict], car: str) -> tuple[Person, dict]:
    who, args = given
    return who, {k: car if v is CAR else v for k, v in args.items()}


def test_the_table_names_every_command_of_reviews():
    assert set(GIVEN) | set(CLOCKS_OWN_REVIEWS) == set(REVIEW_COMMANDS)


@pytest.mark.parametrize("command", GIVEN)
def test_it_is_done_once_and_every_screen_is_told(shop, command):
    who, args = prepared(shop, command)
    seq = shop.standing()[0]
    status, said = shop.post(who, {"command": command} | args, key="once")
    assert status == 200, said
    review = args.get("review", NOON)
    assert said["review"] == review and said["seq"] == seq + 1
    assert said["card"] == args.get("card")
    row, event = shop.rows("changes")[-1], shop.rows("events")[-1]
    assert (row["card"], row["thing"]) == (None, "review")
    assert (event["card"], event["review"]) == (None, review)
    stands = shop.standing()
    assert shop.post(who, {"command": command} | args, key="once") == (status, said)
    assert shop.standing() == stands
    status, found = shop.get("/changes", since=seq, epoch=shop.get("/board")[1]["epoch"])
    assert [one["thing"] for one in found["things"]] == ["review"]
    assert verify(shop.store) == []


@pytest.mark.parametrize("command", GIVEN)
def test_no_refusal_leaves_a_trace(shop, command):
    who, args = prepared(shop, command)
    stands = shop.standing()
    body = {"command": command} | args
    if command != "finish_countermeasure":
        assert shop.post(SHI, body)[1]["reason"] == "forbidden"
    assert shop.post(None, body)[0] == 401
    assert shop.post(who, body | {"surprise": 1})[0] == 422
    needed = next(k for k in args if k != "card")
    assert shop.post(who, {k: v for k, v in body.items() if k != needed})[0] == 422
    unknown = {"review": "2026-11-20-noon", "countermeasure": "2026-11-20-noon.1"}
    if name := next((n for n in unknown if n in args), None):
        assert shop.post(who, body | {name: unknown[name]})[0] == 404
    if "card" in args:
        assert shop.post(who, body | {"card": "nothere"})[0] == 404
        assert shop.post(who, body | {"version": 999})[1]["reason"] == "stale"
    elif command != "add_countermeasure":
        assert shop.post(who, body | {"card": "x"})[0] == 422
    assert shop.standing()[:-1] == stands[:-1]


def test_a_late_car_without_an_answer_keeps_it_open_and_is_named(shop):
    prepared(shop, "mark_attendance")
    status, said = shop.post(LI, {"command": "close_review"} | ONE)
    assert (status, said["reason"]) == (409, "delays_open")
    assert "粤A12345" in said["detail"]
    status, whole = shop.get(f"/reviews/{NOON}")
    assert whole["undecided"] == said["facts"]["cards"]


def test_reassigning_changes_the_car_in_the_same_breath_or_not_at_all(shop):
    _, args = prepared(shop, "add_countermeasure")
    car = args["card"]
    body = {"command": "add_countermeasure"} | args | {"kind": "add_people", "owner": LI.id,
                                                      "technicians": [FENG.id]}  # fmt: skip
    status, said = shop.post(LI, body)
    assert (status, said["reason"]) == (409, "stale")
    version = shop[car].version
    events = shop.standing()[2]
    assert shop.post(LI, body | {"version": version, "technicians": ["T99"]})[0] == 409
    assert shop.standing()[2] == events
    status, said = shop.post(LI, body | {"version": version})
    assert status == 200 and said["version"] == version + 1 == shop[car].version
    assert shop[car].technicians == [ZHENG.id, FENG.id]
    together = [e["command"] for e in shop.rows("events")][-2:]
    assert together[0] == together[1]
    _, whole = shop.get(f"/reviews/{NOON}")
    assert [m["how"] for m in whole["countermeasures"]] == ["carried_out"]
    assert whole["undecided"] == []
    assert verify(shop.store) == []


def test_what_a_review_carried_out_is_not_undone_by_halves(shop):
    """The countermeasure would stand as carried out, and answer for the car at the close."""
    _, args = prepared(shop, "add_countermeasure")
    car, body = args["card"], {"command": "add_countermeasure"} | args
    more = {"kind": "add_people", "technicians": [FENG.id], "version": shop[car].version}
    assert shop.post(LI, body | more)[0] == 200
    status, said = shop.tries(LI, "undo", car)
    assert (status, said["reason"]) == (409, "cannot_undo")
    assert shop[car].technicians == [ZHENG.id, FENG.id]
    shop.do(LI, "dispatch_card", car, team="G1", technicians=[ZHENG.id])
    shop.do(LI, "undo", car)
    assert shop[car].technicians == [ZHENG.id, FENG.id] and verify(shop.store) == []


def test_overtime_decided_is_the_teams_overtime(shop):
    prepared(shop, "mark_attendance")
    body = {"command": "add_countermeasure", "kind": "overtime", "owner": LI.id, "team": "G1",
            "until": "20:00", "due_at": stamp(at("12:00"))} | ONE  # fmt: skip
    assert shop.post(WU, body)[0] == 403
    assert shop.post(LI, body)[0] == 200
    with shop.store.read() as view:
        assert view.hours.between(at("18:00"), at("23:00"), "G1") == 120
    assert verify(shop.store) == []
    told = [row["thing"] for row in shop.rows("changes") if row["thing"]]
    assert told[-2:] == ["review", "calendar"], "pages that show the calendar ask anew"


def test_the_clock_calls_for_it_records_a_missed_one_and_escalates_each_once(shop):
    prepared(shop, "open_review")
    duties = {d["id"]: d for d in shop.get("/duties")[1]}
    assert duties["2026-11-23-morning"]["state"] == "overdue"
    assert (duties[NOON]["state"], duties[NOON]["owner"]["role"]) == ("open", "foreman")
    mine = [d["id"] for d in shop.get("/duties", LIANG, mine=1)[1] if d["kind"] == "review"]
    assert mine == ["2026-11-23-morning"]  # the manager hears of what was missed
    clock, other = Timekeeper(shop.store), Timekeeper(shop.store)
    for moment in ("11:14", "11:15", "11:16", "15:00", "15:20"):
        shop.now = at(moment)
        clock.tick()
        other.tick()
    types = [row["body"] for row in shop.rows("events") if row["review"]]
    assert sum('"review_expected"' in body for body in types) == 3
    assert sum('"review_missed"' in body for body in types) == 3
    assert [r["state"] for r in shop.get("/reviews")[1]] == ["missed"] * 3


def test_a_day_without_reviews_is_a_day_like_any_other_for_the_clock(shop):
    shop.now = at("17:00", 22)
    car = shop.booked("10:00")
    day = {"command": "set_day", "day": "2026-11-23", "open": True}
    assert shop.post(LIANG, day | {"opens": "08:30", "closes": "11:00"})[0] == 200
    clock, lanes = Timekeeper(shop.store), []
    for moment in ("8:30", "11:00"):
        shop.now = at(moment)
        clock.tick()
        lanes.append(shop[car].lane)
    assert lanes == ["due", "no_show"] and shop.get("/reviews")[1] == []
    assert shop.post(LI, {"command": "open_review", "session": "noon"})[1]["reason"] == (
        "no_review_today")  # fmt: skip


def test_a_review_whose_time_the_settings_move_is_not_called_for_again(shop):
    prepared(shop, "close_review")
    assert shop.post(LI, {"command": "close_review"} | ONE)[0] == 200
    later = {"command": "change_settings", "review_noon": "13:30"}
    assert shop.post(LIANG, later)[0] == 200
    shop.now = at("13:31")
    Timekeeper(shop.store).tick()
    with shop.store.read() as view:
        assert list(review_orders(view)) == []


def test_the_duty_to_hold_a_review_is_done_by_opening_it_or_by_saying_why_not(shop):
    who, args = prepared(shop, "explain_missed_review")
    assert shop.post(who, {"command": "explain_missed_review"} | args)[0] == 200
    assert shop.post(LI, {"command": "open_review", "session": "noon"})[0] == 200
    duties = {d["about"]: d for d in shop.get("/duties")[1] if d["kind"] == "review"}
    morning, noon = duties["morning"], duties["noon"]
    assert [morning[k] for k in ("state", "outcome", "done_by")] == ["done", "missed", LI.id]
    assert [noon[k] for k in ("state", "outcome", "done_by")] == ["done", "done", LI.id]
    assert noon["done_at"] == shop.get(f"/reviews/{NOON}")[1]["opened_at"]
    assert not noon["counts"] and not morning["counts"]
    for person in (LI, LIANG):
        mine = shop.get("/duties", person, mine=1)[1]
        assert "review" not in {d["kind"] for d in mine}
    shop.now = at("9:00", 24)
    assert NOON not in {d["id"] for d in shop.get("/duties")[1]}


def test_a_countermeasure_is_its_owners_duty_until_it_is_done(shop):
    prepared(shop, "close_review")
    (mine,) = [d for d in shop.get("/duties", DING, mine=1)[1] if d["kind"] == "countermeasure"]
    assert (mine["state"], mine["owner"]["person"]) == ("open", DING.id)
    clock = Timekeeper(shop.store)
    for moment in ("12:00", "12:01"):
        shop.now = at(moment)
        clock.tick()
    (foremans,) = [d for d in shop.get("/duties", LI, mine=1)[1] if d["kind"] == "countermeasure"]
    assert foremans["state"] == "overdue" and foremans["escalated_at"]
    bodies = [row["body"] for row in shop.rows("events") if row["review"]]
    assert sum('"countermeasure_escalated"' in body for body in bodies) == 1
    args = {"command": "finish_countermeasure", "countermeasure": MEASURE}
    assert shop.post(DING, args)[0] == 200
    assert not [d for d in shop.get("/duties", DING, mine=1)[1] if d["kind"] == "countermeasure"]


def test_a_new_time_agreed_to_ends_its_countermeasure_at_the_next_look_of_the_clock(shop):
    _, args = prepared(shop, "add_countermeasure")
    body = {"command": "add_countermeasure"} | args | {"kind": "new_promise", "owner": CHEN.id}
    assert shop.post(LI, body)[0] == 200
    shop.wait(minutes=1)
    said = {"promise_at": stamp(at("15:00")), "price_fen": 80_000, "reason": "等备件",
            "consent": {"channel": "phone", "spoke_to": "冯先生"}}  # fmt: skip
    shop.do(CHEN, "repromise", args["card"], **said)
    Timekeeper(shop.store).tick()
    _, whole = shop.get(f"/reviews/{NOON}")
    assert [m["how"] for m in whole["countermeasures"]] == ["deed"]
    assert whole["exceptions"][0]["changed"][0] == "promise"
    assert shop.post(LI, {"command": "close_review"} | ONE)[0] == 200


def test_parts_that_came_end_the_chase_after_them_and_no_other_turn_of_the_car_does(shop):
    _, args = prepared(shop, "add_countermeasure")
    assert shop.post(LI, {"command": "add_countermeasure"} | args)[0] == 200
    car, how = args["card"], []
    for who, command, more in (
        (ZHENG, "pause_work", {"reason": "parts"}), (ZHENG, "resume_work", {}),
        (DING, "parts_arrived", {}), (DING, "undo", {}), (DING, "parts_arrived", {}),
    ):  # fmt: skip
        shop.do(who, command, car, **more)
        if (command, len(how)) != ("parts_arrived", 2):
            shop.wait(minutes=2)
        Timekeeper(shop.store).tick()
        how += [m["how"] for m in shop.get(f"/reviews/{NOON}")[1]["countermeasures"]]
    assert how == [None, None, None, None, "deed"] and verify(shop.store) == []


def test_one_that_nobody_closed_is_ended_by_the_next_and_every_screen_hears_of_both(shop):
    prepared(shop, "mark_attendance")
    car = shop.get(f"/reviews/{NOON}")[1]["undecided"]
    shop.now = at("15:00")
    Timekeeper(shop.store).tick()
    seq = shop.standing()[0]
    status, said = shop.post(LI, {"command": "open_review", "session": "afternoon"})
    assert (status, said["review"]) == (200, "2026-11-23-afternoon")
    with shop.store.read() as view:
        told = [change.tile for change in view.changes(seq) if change.thing]
    assert [(one["review"], one["state"]) for one in told] == [
        (NOON, "held"), ("2026-11-23-afternoon", "open")]  # fmt: skip
    noon = shop.get(f"/reviews/{NOON}")[1]
    assert (noon["state"], noon["left_open"]) == ("held", car) and len(car) == 1
    assert verify(shop.store) == []


def test_what_a_customer_is_called_is_no_part_of_the_event(shop):
    prepared(shop, "close_review")
    for row in shop.rows("events"):
        if row["review"]:
            assert "粤A12345" not in row["body"] and "冯" not in row["body"], row["body"]
            assert "催供应商" not in row["body"]


def test_the_frozen_board_is_the_one_that_was_served_at_the_opening(shop):
    who, args = prepared(shop, "open_review")
    served = shop.get("/board")[1]
    assert shop.post(who, {"command": "open_review"} | args)[0] == 200
    shop.waiting()
    _, whole = shop.get(f"/reviews/{NOON}")
    assert whole["board_seq"] == served["seq"]
    tiles = {tile["id"]: tile for lane in served["lanes"] for tile in lane["cards"]}
    for one in whole["exceptions"]:
        assert one["tile"] == tiles[one["card"]]


def test_a_stored_review_that_was_tampered_with_is_found(shop):
    prepared(shop, "close_review")
    with shop.store.database.write() as connection:
        connection.exec_driver_sql("UPDATE reviews SET waits = 0")
    assert any(NOON in fault for fault in verify(shop.store))
    with shop.store.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM reviews")
    assert len([fault for fault in verify(shop.store) if fault.startswith("review ")]) == 2


def test_another_process_goes_on_where_it_was(shop):
    """Nothing of a review lives in a process: a second one over the same data closes it."""
    prepared(shop, "close_review")
    with quick_folder() as folder:
        for file in _files(shop):
            shutil.copy(file, folder / file.name)
        other = opened(folder)
        answer = perform(other, Command(Actor(LI.id), "k", arguments("close_review", ONE)))
        assert answer.ok and verify(other) == []
        other.database.close()


def _files(shop):
    from pathlib import Path

    with shop.store.database.read() as connection:
        path = connection.exec_driver_sql("PRAGMA database_list").all()[0][2]
    return list(Path(path).parent.glob("board.db*"))
