"""Every form of a card does its command, and starts with what is likely meant."""

import pytest

from tests.app.card_pages import as_typed, said, send, shown
from tests.app.shop_door import Door
from tests.cast import BAI, CHEN, DING, LI, LIANG, MENG, SHI, WU, ZHENG, ZHONG, at


@pytest.fixture
def door(store):
    return Door(store)


CASES = [
    ("booked", CHEN, "reschedule_card", {"appointment_at": "2026-11-24T09:00", "reason": "改期"}),
    ("booked", CHEN, "edit_card", {"price_yuan": "720"}),
    ("due", BAI, "arrive", {}),
    ("due", MENG, "mark_no_show", {}),
    ("booked", MENG, "confirm_due", {}),
    ("arrived", CHEN, "check_in", {"promise_at": "2026-11-23T17:00", "walk_round.note": "划痕"}),
    ("arrived", CHEN, "cancel_card", {"reason": "不修了"}),
    ("waiting", LI, "dispatch_card", {"team": "TEAM", "technicians": ["T02", "T03"], "bay": "6"}),
    ("waiting", LI, "prioritise_card", {"flag": "safety", "on": "1", "reason": "刹车"}),
    ("washing", LI, "put_back", {"lane": "queued", "reason": "漏装"}),
    ("queued", WU, "start_work", {"technician": "T03"}),
    ("working", ZHENG, "pause_work", {"reason": "parts", "parts_expected_at": "2026-11-23T15:00"}),
    ("stopped", ZHENG, "resume_work", {}),
    ("working", ZHENG, "hand_work_over", {"to": "T03"}),
    ("working", ZHENG, "finish_work", {"cause": "片磨损", "result": "正常"}),
    ("working", ZHENG, "report_delay", {"minutes": "30", "reason": "等备件"}),
    ("stopped", DING, "expect_parts", {"expected_at": "2026-11-23T15:00"}),
    ("stopped", DING, "parts_arrived", {}),
    ("ready", BAI, "add_note", {"text": "客户在休息区"}),
    ("working", ZHENG, "report_add_on", {"what": "刹车片磨损", "urgency": "safety",
                                         "can_go_on": "0", "price_yuan": "680"}),
    ("found", CHEN, "price_add_on", {"price_yuan": "580", "minutes": "40"}),
    ("offered", CHEN, "answer_add_on", {"answer": "accepted"}),
    ("offered", CHEN, "answer_add_on", {"answer": "refused"}),
    ("offered", CHEN, "answer_add_on", {"answer": "unreachable"}),
    ("answered", CHEN, "inform_workshop", {"person": "F01"}),
    ("working", CHEN, "repromise", {"promise_at": "2026-11-23T18:00", "reason": "等备件",
                                    "consent.channel": "phone", "consent.spoke_to": "冯先生",
                                    "within_range": "0"}),
    ("working", CHEN, "repromise", {"promise_at": "2026-11-23T17:10", "reason": "等备件",
                                    "within_range": "1"}),
    ("washing", SHI, "start_wash", {}),
    ("settling", ZHONG, "check_bill", {"price_yuan": "815.5", "difference": "多一升油"}),
    ("settling", ZHONG, "return_bill", {"reason": "漏了机油"}),
    ("ready", CHEN, "tell_customer", {"about": "ready", "outcome": "told"}),
    ("ready", CHEN, "hand_over", {}),
    ("delivered", LIANG, "reopen_card", {"reason": "客户折返"}),
]  # fmt: skip


@pytest.mark.parametrize(("lane", "who", "command", "typed"), CASES)
def test_each_form_does_its_command(lane, who, command, typed, door, client, signed_in):
    car = getattr(door, lane)()
    door.turn("8:05")
    signed_in(client, who.id)
    page = shown(client, door, car, f"/do/{command}")
    before = door.card(car).version
    answer = send(client, door, car, command, page, **as_typed(page, typed, door))
    assert answer.status_code == 303, said(answer)
    assert door.card(car).version == before + 1


def test_correcting_an_interval_touches_only_what_was_changed(door, client, signed_in):
    car = door.working()
    door.turn("9:00")
    door.do(ZHENG, "pause_work", car, reason="bay")
    one = door.card(car).intervals[0]
    signed_in(client, WU.id)
    page = shown(client, door, car, f"/do/correct_interval?interval={one.id}")
    typed = as_typed(page, {"to": "2026-11-23T08:40", "reason": "忘了点暂停"}, door)
    assert send(client, door, car, "correct_interval", page, **typed).status_code == 303
    after = door.card(car).intervals[0]
    assert (after.start, after.to) == (one.start, at("8:40"))


def test_an_unchanged_card_is_not_corrected(door, client, signed_in):
    car = door.waiting()
    signed_in(client, CHEN.id)
    page = shown(client, door, car, "/do/edit_card")
    answer = send(client, door, car, "edit_card", page, **as_typed(page, {}, door))
    assert answer.status_code == 409 and "没有改动" in answer.get_data(as_text=True)


def test_check_in_proposes_the_earliest_honest_time(door, client, signed_in):
    car = door.arrived(wash=True)
    signed_in(client, CHEN.id)
    page = shown(client, door, car, "/do/check_in")
    assert 'value="2026-11-23T11:30"' in page  # 8:00 + 90 + 50 minutes, an hour to be safe
    assert 'value="800"' in page and 'value="1.5"' in page


def test_an_absent_technician_cannot_be_chosen(door, client, signed_in, store):
    from app.commands.perform import Actor, Command, perform
    from board.commands.shop import MarkAbsent

    args = MarkAbsent(person="T03", day=at("8:00").date())
    assert perform(store, Command(Actor("F01"), "absent", args)).ok
    signed_in(client, LI.id)
    page = shown(client, door, door.waiting(), "/do/dispatch_card")
    assert 'value="T02"' in page and 'value="T03"' not in page and "缺勤" in page
