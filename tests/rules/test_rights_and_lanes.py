"""Every command of the shop: who may give it and in which lanes, as rules.md §3 and §4 have it."""

import pytest

from board.card.lanes import LANES
from board.commands.card import CLOCKS_OWN, COMMANDS
from board.commands.promises import Consent
from board.commands.refusal import Forbidden, Refused
from board.people.people import ROLES, Person
from board.people.rights import CLOCK, demand, may
from board.rules import RULES, lanes_of, possible
from tests.cast import (
    BAI,
    CHEN,
    DENG,
    DING,
    ENGINE,
    LI,
    LIANG,
    MENG,
    SHI,
    WU,
    XIE,
    ZHENG,
    ZHONG,
    at,
)
from tests.pure_shop import details
from tests.story import Story

BOARD = "booked due arrived waiting queued working stopped checking washing settling ready"
LEFT = "delivered cancelled no_show"
AGREED = "waiting queued working stopped checking washing settling ready"
EVERYONE = " ".join(ROLES)

# command: (roles that may, lanes it is possible in)
SAID = {
    "book_card": ("advisor care", ""),
    "open_card": ("advisor care", ""),
    "edit_card": ("advisor care", BOARD + " no_show"),
    "reschedule_card": ("advisor care", "booked due no_show"),
    "confirm_due": ("advisor reception care clock", "booked"),
    "arrive": ("advisor reception care clock", "booked due no_show"),
    "mark_no_show": ("advisor reception care clock", "due"),
    "check_in": ("advisor", "arrived due"),
    "cancel_card": ("advisor care", "booked due arrived waiting queued working stopped checking "
                    "washing no_show"),
    "dispatch_card": ("foreman leader", "waiting queued working stopped"),
    "prioritise_card": ("foreman advisor", BOARD),
    "put_back": ("foreman manager", "queued working stopped checking washing settling ready"),
    "start_work": ("technician leader", "queued working"),
    "pause_work": ("technician leader foreman clock", "working"),
    "resume_work": ("technician leader foreman", "stopped working"),
    "hand_work_over": ("technician leader foreman", "working"),
    "correct_interval": ("leader foreman",
                         "queued working stopped checking washing settling ready"),
    "finish_work": ("technician leader", "working"),
    "report_delay": ("technician leader foreman", "queued working stopped"),
    "expect_parts": ("parts foreman advisor", "arrived waiting queued working stopped"),
    "parts_arrived": ("parts foreman advisor", "arrived waiting queued working stopped"),
    "add_note": (EVERYONE, BOARD + " " + LEFT),
    "report_add_on": ("technician leader inspector", "queued working stopped checking"),
    "sign_check": ("technician leader inspector", "checking"),
    "start_wash": ("washer leader advisor", "washing"),
    "finish_wash": ("washer leader advisor", "washing"),
    "check_bill": ("cashier", "settling"),
    "return_bill": ("cashier", "settling"),
    "move_to_ready": ("advisor", "settling"),
    "hand_over": ("advisor", "ready"),
    "tell_customer": ("advisor care", BOARD + " no_show"),
    "price_add_on": ("advisor", AGREED),
    "answer_add_on": ("advisor", AGREED),
    "inform_workshop": ("advisor", AGREED),
    "repromise": ("advisor", AGREED),
    "attach_photo": (EVERYONE, BOARD + " " + LEFT),
    "raise_record": ("technician leader inspector foreman manager",
                     "arrived " + AGREED + " delivered"),
    "answer_enquiry": ("technician leader", "queued working stopped"),
    "finish_duty": ("advisor care foreman manager", BOARD + " " + LEFT),
    "open_duty": ("clock", BOARD + " delivered"),
    "escalate_duty": ("clock", BOARD + " delivered"),
    "undo": (EVERYONE, BOARD + " " + LEFT),
    "reopen_card": ("manager", "delivered cancelled"),
}  # fmt: skip

# command: (who, lane of the car, arguments) that the shop allows
ALLOWED = {
    "book_card": (MENG, None, details(appointment_at=at("9:00", 24))),
    "open_card": (CHEN, None, details()),
    "edit_card": (CHEN, "waiting", {"remark": "钥匙在前台"}),
    "reschedule_card": (MENG, "booked", {"appointment_at": at("9:00", 24), "reason": "客户改期"}),
    "confirm_due": (CLOCK, "booked", {}),
    "arrive": (BAI, "due", {}),
    "mark_no_show": (CLOCK, "due", {}),
    "check_in": (CHEN, "due", {"promise_at": at("17:00"), "price_fen": 1, "planned_minutes": 60}),
    "cancel_card": (MENG, "booked", {"reason": "客户不来了"}),
    "dispatch_card": (WU, "waiting", {"team": ENGINE, "technicians": [ZHENG.id]}),
    "prioritise_card": (LI, "queued", {"flag": "safety", "on": True, "reason": "制动"}),
    "put_back": (LIANG, "checking", {"lane": "queued", "reason": "漏做一项"}),
    "start_work": (ZHENG, "queued", {}),
    "pause_work": (ZHENG, "working", {"reason": "bay"}),
    "resume_work": (ZHENG, "stopped", {}),
    "hand_work_over": (LI, "working", {"to": WU.id}),
    "correct_interval": (WU, "working", {"interval": "", "start": at("9:35"), "reason": "忘点"}),
    "finish_work": (ZHENG, "working", {"work_done": "换机油"}),
    "report_delay": (ZHENG, "working", {"minutes": 20, "reason": "螺栓锈死"}),
    "expect_parts": (DING, "stopped", {"expected_at": at("15:00")}),
    "parts_arrived": (DING, "stopped", {}),
    "add_note": (SHI, "delivered", {"text": "后座有一把伞"}),
    "report_add_on": (ZHENG, "working", {"what": "前刹车片2mm", "urgency": "safety",
                                         "can_go_on": True}),
    "sign_check": (ZHENG, "checking", {"level": "self", "passed": True}),
    "start_wash": (SHI, "washing", {}),
    "finish_wash": (SHI, "washing", {}),
    "check_bill": (ZHONG, "settling", {"price_fen": 80_000}),
    "return_bill": (ZHONG, "settling", {"reason": "少一项工时"}),
    "move_to_ready": (CHEN, "settling", {}),
    "hand_over": (CHEN, "ready", {}),
    "tell_customer": (MENG, "ready", {"about": "ready", "channel": "phone", "outcome": "told"}),
    "price_add_on": (CHEN, "found", {"add_on": "", "price_fen": 58_000, "minutes": 40}),
    "answer_add_on": (CHEN, "offered", {"add_on": "", "offer": "", "answer": "refused",
                                        "channel": "phone", "spoke_to": "冯先生"}),
    "inform_workshop": (CHEN, "answered", {"add_on": "", "person": LI.id}),
    "repromise": (CHEN, "working", {"promise_at": at("18:00"), "price_fen": 90_000,
                                    "reason": "等备件", "consent": Consent(channel="phone",
                                                                       spoke_to="冯先生")}),
    "attach_photo": (SHI, "delivered", {"photo": "photo_of_the_left_door"}),
    "raise_record": (ZHENG, "working", {"kind": "quality", "note": "第三台同样的故障"}),
    "answer_enquiry": (ZHENG, "working", {"on_time": False, "minutes_left": 40}),
    "finish_duty": (CHEN, "arrived", {"duty": "", "outcome": "done"}),
    "open_duty": (CLOCK, "arrived", {"kind": "reception"}),
    "escalate_duty": (CLOCK, "arrived", {"duty": ""}),
    "undo": (ZHENG, "working", {}),
    "reopen_card": (LIANG, "cancelled", {"reason": "客户又要修"}),
}  # fmt: skip


def ready_for(command: str, lane: str | None) -> tuple[Story, str | None, dict]:
    """A shop at half past nine with a car on which the command may be given."""
    shop = Story(at("9:30"))
    car = shop.in_lane(lane) if lane else None
    args = dict(ALLOWED[command][2])
    if command == "correct_interval":
        args["interval"] = shop[car].intervals[0].id
    if "duty" in args:
        shop.do(CLOCK, "open_duty", car, kind="reception")
        shop.wait(minutes=15)
        args["duty"] = shop[car].duties[0].id
    if "add_on" in args:
        args["add_on"] = shop[car].add_ons[0].id
    if "offer" in args:
        args["offer"] = shop[car].add_ons[0].offers[-1].id
    elif command == "finish_wash":
        shop.do(SHI, "start_wash", car)
    elif command == "move_to_ready":
        shop.do(ZHONG, "check_bill", car, price_fen=80_000)
    elif command == "undo":
        shop.do(ZHENG, "pause_work", car, reason="bay")
    return shop, car, args


def test_every_command_is_spoken_of_here():
    assert set(SAID) == set(ALLOWED) == set(COMMANDS) <= set(RULES)


@pytest.mark.parametrize("command", SAID)
def test_a_command_is_done_by_one_who_may_in_a_lane_that_fits(command):
    who, lane, _ = ALLOWED[command]
    shop, car, args = ready_for(command, lane)
    version = shop[car].version if car else 0
    after = shop.do(who, command, car, **args)
    assert shop[after].version == version + (command not in CLOCKS_OWN)


@pytest.mark.parametrize("command", [c for c in SAID if SAID[c][1]])
def test_a_command_is_refused_in_every_other_lane(command):
    who, fits, args = ALLOWED[command][0], SAID[command][1].split(), ALLOWED[command][2]
    assert sorted(lanes_of(command)) == sorted(fits)
    for lane in set(LANES) - set(fits):
        shop = Story(at("9:30"))
        car = shop.in_lane(lane)
        said = shop.says(who, command, car, **args)
        assert said == ("forbidden" if who is MENG and command == "cancel_card" and
                        not shop[car].before_arrival else "wrong_lane"), lane  # fmt: skip


@pytest.mark.parametrize("command", SAID)
def test_a_command_is_forbidden_to_every_other_role(command):
    shop, car, args = ready_for(command, ALLOWED[command][1])
    card = shop[car] if car else None
    for role in (*ROLES, "clock"):
        only = Person("X01", "某人", (role,), ENGINE)
        if role in SAID[command][0].split():
            fresh = Story().booked if command in ("edit_card", "cancel_card") else None
            assert may(command, only, shop[shop.booked()] if fresh else card), role
        else:
            assert shop.says(only, command, car, **args) == "forbidden", role


def test_no_right_names_the_roles_that_have_it():
    with pytest.raises(Forbidden) as no:
        demand("mark_no_show", ZHONG)
    assert no.value.roles == ("advisor", "reception", "care")


def test_care_may_edit_and_cancel_only_until_the_car_is_there():
    shop = Story()
    for command, args in (("edit_card", {"remark": "左前门"}), ("cancel_card", {"reason": "不来"})):
        assert shop.says(MENG, command, shop.arrived(), **args) == "forbidden"
        assert shop.says(MENG, command, shop.due(), **args) == "done"


def test_a_leader_leads_in_the_own_team_only():
    shop = Story()
    only_leader = Person("X05", "组长", ("leader",), "机电二组")
    car = shop.working(ZHENG)
    for command, args in {
        "pause_work": {"reason": "bay"},
        "finish_work": {},
        "report_delay": {"minutes": 10, "reason": "等工具"},
        "hand_work_over": {"to": WU.id},
        "dispatch_card": {"team": "机电二组"},
        "correct_interval": {"interval": shop[car].intervals[0].id, "reason": "记错"},
    }.items():
        assert shop.says(only_leader, command, car, **args) == "forbidden", command


def test_what_is_possible_is_what_the_right_and_the_lane_leave():
    shop = Story()
    car = shop.queued()
    assert {"start_work", "report_add_on", "add_note", "sign_check"} & set(
        possible(shop[car], ZHENG, shop)
    ) == {"start_work", "report_add_on", "add_note"}
    assert possible(shop[car], ZHENG, shop)["start_work"] is None
    assert set(possible(shop[car], ZHONG, shop)) == {"add_note", "attach_photo", "undo"}


def test_what_would_be_refused_is_told_beforehand_with_its_reason():
    shop = Story()
    car = shop.queued()
    refused = possible(shop[car], DENG, shop)["start_work"]
    assert isinstance(refused, Refused)
    assert refused.reason == "not_in_team"
    assert possible(shop[shop.settling()], CHEN, shop)["move_to_ready"].reason == "bill_not_checked"
    assert possible(shop[car], XIE, shop)["undo"].reason == "not_yours"
