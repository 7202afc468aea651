"""A command under one key has one effect, however often and from however many places it is sent."""

import json
from concurrent.futures import ThreadPoolExecutor

from app.commands.perform import Actor, Command, perform
from app.commands.validation import arguments
from board.commands.work import AddNote
from tests.cast import CHEN, LIANG, SHI, WU, ZHENG
from tests.door.shop import PINS, plain
from tests.pure_shop import details

NEW_CARD = {"command": "open_card"} | plain(details())  # type: ignore[operator]


def test_a_hundred_replays_are_one_command(shop):
    first = shop.post(CHEN, NEW_CARD, "one")
    stands = shop.standing()
    assert first[0] == 200
    for _ in range(100):
        assert shop.post(CHEN, NEW_CARD, "one") == first
    assert shop.standing() == stands
    assert len(shop.rows("cards")) == 1


def test_a_replay_is_answered_as_then_although_the_card_went_on(shop):
    car = shop.queued()
    body = shop.body("start_work", car)
    first = shop.post(ZHENG, body, "start")
    shop.do(ZHENG, "finish_work", car, confirmed=True)
    assert shop.post(ZHENG, body, "start") == first
    assert shop[car].lane == "checking"


def test_twenty_at_once_are_one_command(shop):
    """Straight at the door, from native threads."""
    car = shop.queued()
    order = Command(
        Actor(ZHENG.id, "token"), "at once", AddNote(text="一次"), car, shop[car].version
    )
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: perform(shop.store, order), range(20)))
    assert all(answer == answers[0] and answer.ok for answer in answers)
    assert [note.text for note in shop[car].notes] == ["一次"]


def test_the_same_key_for_another_body_is_a_mistake(shop):
    shop.post(CHEN, NEW_CARD, "one")
    stands = shop.standing()
    for other in (NEW_CARD | {"price_fen": 1}, NEW_CARD | {"wash": True}):
        status, said = shop.post(CHEN, other, "one")
        assert (status, said["reason"]) == (422, "key_used")
    status, said = shop.post(LIANG, {"command": "add_team", "team": "G9", "name": "x"}, "one")
    assert (status, said["reason"]) == (422, "key_used")
    assert shop.standing() == stands


def test_the_key_of_somebody_else_is_not_mine(shop):
    car = shop.booked()
    body = shop.body("add_note", car, text="x")
    assert shop.post(CHEN, body, "k")[0] == 200
    assert shop.post(SHI, body, "k")[1]["reason"] == "key_used"


def test_order_of_fields_and_defaults_are_no_other_body(shop):
    first = shop.post(CHEN, NEW_CARD, "one")
    turned = dict(reversed(NEW_CARD.items())) | {"wash": False}
    assert shop.post(CHEN, turned, "one") == first


def test_a_409_is_remembered(shop):
    car = shop.arrived()
    body = shop.body("start_wash", car)
    first = shop.post(SHI, body, "wash")
    assert first[0] == 409
    stands = shop.standing()
    shop.do(CHEN, "add_note", car, text="now the version is another")
    assert shop.post(SHI, body, "wash") == first
    assert shop.standing()[-1] == stands[-1] + 1  # the note's answer, nothing else
    stale = shop.post(CHEN, shop.body("add_note", car, text="x", version=1), "stale")
    assert stale[1]["reason"] == "stale"
    assert shop.post(CHEN, shop.body("add_note", car, text="x", version=1), "stale") == stale


def test_a_403_a_404_and_a_422_are_not(shop):
    car = shop.queued()
    start = shop.body("start_work", car)
    assert shop.post(SHI, start, "a")[0] == 403
    assert shop.post(ZHENG, start | {"card": "nothere"}, "b")[0] == 404
    assert shop.post(ZHENG, start | {"technician": ""}, "c")[0] == 422
    answers = shop.standing()[-1]
    assert shop.post(ZHENG, start, "a")[0] == 200
    other = shop.body("add_note", car, text="x")
    assert shop.post(ZHENG, other, "b")[0] == 200
    other["version"] += 1
    assert shop.post(ZHENG, other, "c")[0] == 200
    assert shop.standing()[-1] == answers + 3


def test_a_wrong_pin_is_forgotten_and_the_right_one_signs(shop):
    car = shop.checking()
    body = shop.body("sign_check", car, level="self", passed=True)
    assert shop.post(ZHENG, body | {"pin": "000000"}, "k")[0] == 403
    assert shop.post(ZHENG, body | {"pin": PINS[ZHENG.id]}, "k")[0] == 200


def test_what_is_remembered_holds_nothing_personal(shop):
    shop.post(CHEN, NEW_CARD | {"order_no": "YY1"}, "a")
    shop.post(CHEN, NEW_CARD | {"order_no": "YY1"}, "b")
    car = shop.at_peer()
    shop.tries(WU, "sign_check", car, level="peer", passed=False, faults=["冯海涛说漏油"])
    shop.tries(ZHENG, "sign_check", car, level="peer", passed=True)
    shop.tries(CHEN, "check_in", car, version=1, promise_at="2026-11-23T09:00:00Z", price_fen=1,
               planned_minutes=1)  # fmt: skip
    kept = json.dumps(shop.rows("answers"), ensure_ascii=False)
    card = shop[car]
    for secret in (card.customer.name, card.customer.phone, card.vehicle.plate, card.vehicle.vin,
                   "更换机油", "漏油", ZHENG.name, PINS[ZHENG.id], PINS[WU.id]):  # fmt: skip
        assert secret not in kept


def test_no_pin_is_stored_anywhere(shop):
    car = shop.at_peer()
    shop.tries(WU, "sign_check", car, level="peer", passed=True)
    shop.post(LIANG, {"command": "add_person", "person": "T98", "name": "新", "roles": ["washer"],
                      "pin": "739154"})  # fmt: skip
    with shop.store.read() as view:
        dump = "\n".join(view.connection.connection.driver_connection.iterdump())
    for pin in (PINS[ZHENG.id], PINS[WU.id], "739154"):
        assert pin not in dump


def test_answers_older_than_thirty_days_are_forgotten(shop):
    from datetime import timedelta

    from app.clock import real_now
    from app.storage.write_session import writing

    shop.post(CHEN, NEW_CARD, "one")
    kept = shop.standing()[-1]
    for days, left in ((31, kept), (-1, 0)):
        with writing(shop.store) as door:
            door.forget_answers(real_now() - timedelta(days=days))
        assert shop.standing()[-1] == left


def test_arguments_that_read_the_same_are_the_same_order():
    at = {"promise_at": "2026-11-23T17:00:00+08:00", "price_fen": 1, "planned_minutes": 1}
    same = at | {"promise_at": "2026-11-23T09:00:00Z"}
    orders = [Command(Actor("S01"), "k", arguments("check_in", raw), "c", 1) for raw in (at, same)]
    assert orders[0].fingerprint == orders[1].fingerprint
