"""Every command comes through the API once accepted, and is refused in every kind of way without
leaving a trace."""

import pytest

from app.api.commands import OPEN
from app.background.timekeeper import keep_duties
from board.commands.card import CLOCKS_OWN, COMMANDS, CREATING
from board.commands.reviews import CLOCKS_OWN_REVIEWS, REVIEW_COMMANDS
from board.commands.shop import SHOP_COMMANDS
from board.people.people import Person
from board.shop import topics
from tests.cast import (
    BAI,
    CHEN,
    DING,
    FENG,
    LI,
    LIANG,
    MENG,
    SHI,
    WU,
    ZHENG,
    ZHONG,
    at,
)  # fmt: skip
from tests.pure_shop import details

ENDED = object()  # the id of the card's ended interval
ADD_ON, OFFER = object(), object()  # the ids of its add-on and of the offer made last
DUTY = object()  # the id of what counts down on it
GIVEN = set(COMMANDS) - set(CLOCKS_OWN)  # tests/door/test_duties.py has the clock's own

# command → who gives it, on a car in which lane (or brought there how), with which arguments
ACCEPTED: dict[str, tuple[Person, str | None, dict]] = {
    "book_card": (MENG, None, details(appointment_at=at("14:00"))),
    "open_card": (CHEN, None, details()),
    "edit_card": (CHEN, "booked", {"remark": "先打电话"}),
    "reschedule_card": (MENG, "booked", {"appointment_at": at("10:00", 24), "reason": "客户改期"}),
    "confirm_due": (MENG, "booked", {}),
    "arrive": (BAI, "due", {}),
    "mark_no_show": (BAI, "due late", {}),
    "check_in": (CHEN, "arrived", {"promise_at": at("17:00"), "price_fen": 1, "planned_minutes": 0,
                                   "walk_round": {"note": "右前门划痕", "belongings": "雨伞"}}),
    "cancel_card": (CHEN, "waiting", {"reason": "不修了"}),
    "dispatch_card": (LI, "waiting", {"team": "G1", "technicians": [ZHENG.id], "bay": "3"}),
    "prioritise_card": (LI, "queued", {"flag": "safety", "on": True, "reason": "刹车"}),
    "put_back": (LIANG, "queued", {"lane": "waiting", "reason": "换组"}),
    "start_work": (ZHENG, "queued", {}),
    "pause_work": (ZHENG, "working", {"reason": "parts", "note": "缺机滤",
                                      "parts_expected_at": at("15:00")}),
    "resume_work": (ZHENG, "stopped", {}),
    "hand_work_over": (ZHENG, "working", {"to": FENG.id}),
    "correct_interval": (WU, "stopped", {"interval": ENDED, "from": at("8:00"),
                                         "reason": "忘了点开始"}),
    "finish_work": (ZHENG, "working", {"cause": "磨损", "work_done": "更换", "result": "正常"}),
    "report_delay": (ZHENG, "working", {"minutes": 30, "reason": "螺栓锈死"}),
    "expect_parts": (DING, "waiting", {"expected_at": at("16:00"), "note": "在途"}),
    "parts_arrived": (DING, "stopped", {}),
    "add_note": (SHI, "booked", {"text": "左后轮胎气压低"}),
    "report_add_on": (ZHENG, "working", {"what": "前刹车片到极限", "urgency": "safety",
                                         "can_go_on": True, "minutes": 40, "price_fen": 58_000}),
    "sign_check": (ZHENG, "checking", {"level": "self", "passed": True, "items": ["全部完成"]}),
    "start_wash": (SHI, "washing", {}),
    "finish_wash": (SHI, "washing running", {"parking": "B12"}),
    "check_bill": (ZHONG, "settling", {"price_fen": 79_900, "difference": "抹零"}),
    "return_bill": (ZHONG, "settling", {"reason": "少一项工时"}),
    "move_to_ready": (CHEN, "bill checked", {"parking": "A3"}),
    "hand_over": (CHEN, "ready", {}),
    "tell_customer": (MENG, "ready", {"about": "ready", "channel": "phone", "outcome": "told",
                                      "spoke_to": "冯先生"}),
    "price_add_on": (CHEN, "found", {"add_on": ADD_ON, "price_fen": 58_000, "minutes": 40}),
    "answer_add_on": (CHEN, "offered", {"add_on": ADD_ON, "offer": OFFER, "answer": "accepted",
                                        "channel": "phone", "spoke_to": "冯先生",
                                        "promise_at": at("18:00")}),
    "inform_workshop": (CHEN, "answered", {"add_on": ADD_ON, "person": LI.id}),
    "repromise": (CHEN, "working", {"promise_at": at("18:00"), "price_fen": 90_000,
                                    "reason": "等备件", "consent": {"channel": "phone",
                                                                 "spoke_to": "冯先生"}}),
    "attach_photo": (SHI, "booked", {"photo": "photo_of_the_left_door"}),
    "raise_record": (ZHENG, "working", {"kind": "warranty", "note": "水泵渗漏,在保"}),
    "undo": (ZHENG, "working", {}),
    "reopen_card": (LIANG, "delivered", {"reason": "客户回来了"}),
    "answer_enquiry": (ZHENG, "working", {"on_time": False, "minutes_left": 40, "reason": "锈死"}),
    "finish_duty": (CHEN, "arrived", {"duty": DUTY, "outcome": "done", "note": "已接待"}),
}  # fmt: skip

SHOP_ACCEPTED: dict[str, tuple[Person, dict]] = {
    "add_team": (LIANG, {"team": "G9", "name": "新能源组"}),
    "change_team": (LIANG, {"team": "G1", "name": "机电甲组"}),
    "add_person": (LIANG, {"person": "T99", "name": "新同事", "roles": ["technician"]}),
    "change_person": (LIANG, {"person": "T02", "skills": ["底盘"]}),
    "mark_absent": (LI, {"person": "T02", "day": "2026-11-23"}),
    "name_stand_in": (LI, {"person": "T01", "day": "2026-11-23"}),
    "set_day": (LIANG, {"day": "2026-11-29", "open": True, "opens": "09:00"}),
    "set_overtime": (LI, {"team": "G1", "day": "2026-11-23", "until": "20:00"}),
    "change_settings": (LIANG, {"undo_seconds": 90}),
    "register_device": (LIANG, {"device": "d1", "kind": "wall"}),
}


def car_for(shop, place: str) -> str:
    """A car in a lane, or one step further on."""
    match place:
        case "due late":
            car = shop.due("8:30")
            shop.now = at("8:31")
        case "washing running":
            car = shop.do(SHI, "start_wash", shop.washing())
        case "bill checked":
            car = shop.do(ZHONG, "check_bill", shop.settling(), price_fen=80_000)
        case _:
            car = shop.in_lane(place)
    if place == "working":
        shop.now = max(shop.now, at("8:00"))
    return car


def prepared(shop, command: str) -> tuple[Person, str | None, dict]:
    who, place, args = ACCEPTED[command]
    car = car_for(shop, place) if place else None
    if command == "undo":  # within 60 s of one's own command
        shop.do(ZHENG, "pause_work", car, reason="parts")
    if args.get("interval") is ENDED:
        args = args | {"interval": shop[car].intervals[0].id}
    if args.get("duty") is DUTY:
        keep_duties(shop.store)
        args = args | {"duty": shop[car].duties[0].id}
    if args.get("add_on") is ADD_ON:
        add_on = shop[car].add_ons[0]
        args = args | {"add_on": add_on.id}
        if args.get("offer") is OFFER:
            args = args | {"offer": add_on.offers[-1].id}
    return who, car, args


def test_the_tables_name_every_command():
    assert set(ACCEPTED) == GIVEN
    pages_only = {"change_pin", "make_token", "add_wall", "renew_wall"}
    need_one = {"withdraw_token", "change_wall", "withdraw_wall"}  # tests/app knows these
    nobodys = {"begin_demo_day"}  # tests/demo
    assert set(SHOP_ACCEPTED) | need_one | nobodys | pages_only == set(SHOP_COMMANDS)
    of_reviews = set(REVIEW_COMMANDS) - set(CLOCKS_OWN_REVIEWS)  # tests/door/test_reviews.py
    assert set(OPEN) == (GIVEN | set(SHOP_COMMANDS) | of_reviews) - pages_only


@pytest.mark.parametrize("command", sorted(GIVEN))
def test_it_is_done_once_and_stands(shop, command):
    who, car, args = prepared(shop, command)
    before, seq = shop[car].version if car else 0, shop.standing()[0]
    status, said = shop.tries(who, command, car, **args)
    assert status == 200, said
    assert set(said) == {"seq", "card", "version"}
    assert said["seq"] == seq + 1 == shop.standing()[0]
    assert said["version"] == before + 1 == shop[said["card"]].version
    story = shop.get(f"/cards/{said['card']}/events")[1]["events"]
    assert (story[-1]["command"], story[-1]["who"]) == (command, who.id)


@pytest.mark.parametrize("command", sorted(GIVEN - set(CREATING)))
def test_no_refusal_leaves_a_trace_on_a_card(shop, command):
    who, car, args = prepared(shop, command)
    stands, version = shop.standing(), shop[car].version

    def refused(status: int, reason: str, by: Person | None, **changed: object) -> dict:
        sent = shop.body(command, car, **args) | {k: v for k, v in changed.items() if k != "drop"}
        sent.pop(str(changed.get("drop")), None)
        got, said = shop.post(by, sent)
        assert (got, said["reason"], said["status"]) == (status, reason, status), said
        assert said["detail"] and said["title"]
        return said

    if command == "sign_check":
        refused(403, "wrong_pin", who, pin="000000")
        refused(403, "pin_needed", who)
    elif command not in ("add_note", "attach_photo", "undo"):  # those are everybody's
        refused(403, "forbidden", SHI if command in ("check_bill", "return_bill") else ZHONG)
    refused(401, "sign_in", None)
    if command != "sign_check":
        refused(404, "unknown_card", who, card="nothere")
    refused(422, "invalid", who, drop="version")
    refused(422, "invalid", who, drop="card")
    refused(422, "invalid", who, surprise=1)
    assert shop.standing() == stands
    if command != "sign_check":  # a 409 is remembered, nothing else moves
        said = refused(409, "stale", who, version=version + 1)
        assert said["version"] == version and said["card"] == car
        said = refused(409, "stale", who, version=version - 1)
        assert said["facts"]["person"]
    assert shop.standing()[:-1] == stands[:-1]
    assert shop[car].version == version


@pytest.mark.parametrize("command", sorted(GIVEN - set(CREATING)))
def test_out_of_its_lane_it_is_refused_with_a_reason(shop, command):
    """A delivered car takes notes and a reopening, a car that is to come hardly anything else."""
    who, _, args = ACCEPTED[command]
    place = "booked" if command in ("reopen_card", "undo", "raise_record") else "delivered"
    car = shop.in_lane(place)
    unknown = (ENDED, ADD_ON, OFFER, DUTY)
    args = {k: "none" if any(v is one for one in unknown) else v for k, v in args.items()}
    stands = shop.standing()
    status, said = shop.tries(who, command, car, **args)
    if command in ("add_note", "attach_photo"):
        assert status == 200
        return
    assert status == 409, said
    everywhere = {"undo": "cannot_undo", "finish_duty": "unknown_duty"}
    assert said["reason"] == everywhere.get(command, "wrong_lane")
    assert shop.standing()[:-1] == stands[:-1]


@pytest.mark.parametrize("command", SHOP_ACCEPTED)
def test_commands_of_the_shop_are_recorded_and_seen(shop, command):
    who, args = SHOP_ACCEPTED[command]
    seq = shop.standing()[0]
    assert shop.post(ZHENG, {"command": command} | args)[0] == 403
    assert shop.post(who, {"command": command, "card": "x"} | args)[0] == 422
    status, said = shop.post(who, {"command": command} | args)
    assert status == 200, said
    assert (said["card"], said["version"]) == (None, None)
    assert said["seq"] == shop.standing()[0] > seq
    assert shop.rows("changes")[-1]["thing"] == topics.OF_COMMAND[command]
    assert shop.rows("events")[-1]["card"] is None


def test_a_withdrawn_token_is_worth_nothing(shop):
    with shop.store.read() as view:
        mine = next(t.id for t in view.shop.tokens.values() if t.person == ZHENG.id)
    assert shop.get("/board", ZHENG)[0] == 200
    assert shop.post(LIANG, {"command": "withdraw_token", "token": mine})[0] == 200
    assert shop.get("/board", ZHENG)[0] == 401
    status, said = shop.post(LIANG, {"command": "withdraw_token", "token": mine})
    assert (status, said["reason"]) == (409, "unknown_token")


def test_whoever_left_gives_no_command(shop):
    car = shop.queued()
    assert (
        shop.post(LIANG, {"command": "change_person", "person": ZHENG.id, "active": False})[0]
        == 200
    )
    assert shop.tries(ZHENG, "start_work", car)[0] == 401


@pytest.mark.parametrize("command", ["change_pin", "make_token"])
def test_secrets_do_not_travel_over_the_api(shop, command):
    body = {"command": command, "old": "592299", "new": "918273", "person": "M01", "label": "x"}
    assert shop.post(LIANG, body)[0] == 422
