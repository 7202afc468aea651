"""Every deadline has an owner (rules.md §9): when each opens and is due, to whom it goes, what ends
it, and that it opens and escalates once, whatever happens."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from board.card.values import Duty, Forecast
from board.commands.promises import Consent
from board.commands.refusal import Forbidden, Refused
from board.duties.duties import OWNERS, counting, is_for, owed, owed_after, to_escalate
from board.duties.owners import Today
from board.people.people import ROLES, Person
from board.people.rights import CLOCK
from board.rules import about_of
from board.shop.default_settings import DEFAULTS
from tests.cast import (
    BAI,
    CHEN,
    FENG,
    HUANG,
    LI,
    LIANG,
    MENG,
    REN,
    WU,
    ZHENG,
    ZHONG,
    at,
    directory,
)  # fmt: skip
from tests.story import Story

PHONE = {"channel": "phone", "outcome": "told"}


def clock(shop: Story) -> list[str]:
    """What the clock does with duties now, on every card."""
    done = []
    for id in list(shop.cards):
        looked = (shop[id], shop.hours, shop.now)
        for one in owed(*looked) + owed_after(*looked):
            shop.do(CLOCK, "open_duty", id, kind=one.kind, about=one.about)
            done.append(one.kind)
        for duty in to_escalate(shop[id], shop.now, shop.hours):
            shop.do(CLOCK, "escalate_duty", id, duty=duty.id)
            done.append(f"{duty.kind}!")
    return done


def the(shop: Story, car: str, kind: str) -> Duty:
    [duty] = [d for d in shop[car].duties if d.kind == kind]
    return duty


def late(shop: Story, car: str, minutes: int = 30) -> None:
    """The forecast passes the promise by so many minutes."""
    end = shop[car].promise_at + timedelta(minutes=minutes)
    shop[car].forecast = Forecast(end, end, shop.now, end)


def at_work(shop: Story, promise: datetime, who: Person = ZHENG, minutes: int = 90) -> str:
    """A car somebody works on, as it was agreed at check-in."""
    car = shop.checked_in(shop.arrived(), promise_at=promise, planned_minutes=minutes)
    return shop.do(who, "start_work", shop.dispatched(car, who))


# --- when each opens and is due --------------------------------------------------------------


def test_the_day_before_the_customer_is_reminded():
    shop = Story()
    car = shop.booked("15:00", day=24)
    shop.now = at("7:59")
    assert clock(shop) == []
    shop.now = at("8:00")
    assert clock(shop) == ["appointment_call"]
    duty = the(shop, car, "appointment_call")
    assert duty.due_at == at("18:00") and OWNERS[duty.kind] == ("care", "advisor")
    shop.now = at("18:00")
    assert clock(shop) == ["appointment_call!"]
    shop.do(MENG, "tell_customer", car, about="appointment", **PHONE)
    assert (duty := the(shop, car, "appointment_call")).outcome == "told"
    assert duty.done_by == MENG.id


def test_who_comes_after_a_closed_day_is_reminded_on_the_last_working_day():
    shop = Story()
    car = shop.booked("9:00", day=30)  # a Monday; the 29th is closed
    shop.now = at("9:00", 28)
    clock(shop)
    assert the(shop, car, "appointment_call").due_at == at("18:00", 28)


def test_half_a_day_before_is_the_shops_choice():
    shop = Story(settings=replace(DEFAULTS, call_half_a_day_before=True))
    shop.booked("15:00", day=24)
    shop.now = at("9:00")
    assert clock(shop) == []
    shop.now = at("13:00")
    assert clock(shop) == ["appointment_call"]


@pytest.mark.parametrize(("came", "minutes"), [("8:30", 10), ("9:59", 10), ("10:00", 5)])
def test_who_stands_in_the_yard_is_received_within_minutes(came, minutes):
    shop = Story()
    shop.now = at(came)
    car = shop.arrived()
    assert clock(shop) == ["reception"]
    assert the(shop, car, "reception").due_at == shop.now + timedelta(minutes=minutes)
    shop.checked_in(car)
    assert the(shop, car, "reception").outcome == "done"


def test_who_has_not_come_is_asked():
    shop = Story()
    car = shop.due("9:00")
    shop.now = at("9:14")
    assert "not_arrived" not in clock(shop)
    shop.now = at("9:15")
    assert clock(shop) == ["not_arrived"]
    assert the(shop, car, "not_arrived").due_at == at("9:45")
    shop.do(CHEN, "arrive", car)
    assert the(shop, car, "not_arrived").outcome == "done"


def test_the_technician_is_asked_at_seventy_of_a_hundred():
    shop = Story()
    car = at_work(shop, at("15:00"), minutes=60)
    shop.wait(minutes=41)
    assert "enquiry" not in clock(shop)
    shop.wait(minutes=1)
    assert "enquiry" in clock(shop)
    assert the(shop, car, "enquiry").due_at == shop.now + timedelta(minutes=6)
    shop.do(ZHENG, "answer_enquiry", car, on_time=False, minutes_left=40, reason="螺栓锈死")
    assert the(shop, car, "enquiry").outcome == "done"
    assert shop[car].enquiries[-1].minutes_left == 40


def test_every_finding_is_answered_within_ten_minutes():
    shop = Story()
    car = shop.working()
    for what in ("刹车片", "轮胎"):
        shop.do(ZHENG, "report_add_on", car, what=what, urgency="soon", can_go_on=True,
                price_fen=10_000, minutes=20)  # fmt: skip
    reported = shop.now
    shop.wait(minutes=3)
    assert clock(shop).count("consent") == 2
    first, second = (d for d in shop[car].duties if d.kind == "consent")
    assert first.due_at == second.due_at == reported + timedelta(minutes=10)
    add_on = shop[car].add_on(first.about)
    ask = {"add_on": add_on.id, "offer": add_on.offers[-1].id, "channel": "phone",
           "spoke_to": "本人"}  # fmt: skip
    shop.do(CHEN, "answer_add_on", car, answer="unreachable", **ask)
    assert first.done_at is None
    shop.do(CHEN, "answer_add_on", car, answer="refused", **ask)
    assert [d.outcome for d in shop[car].duties if d.kind == "consent"] == ["told", None]


def says_again(at: datetime) -> dict[str, object]:
    """What ends a call about a delay while no new time is known."""
    return {"note": "等零件", "call_again_at": at}


def test_a_delay_is_phoned_before_the_promise():
    shop = Story()
    car = at_work(shop, at("15:00"))
    late(shop, car)
    assert "late_call" in clock(shop)
    assert the(shop, car, "late_call").due_at == shop.now + timedelta(minutes=30)
    shop.do(CHEN, "tell_customer", car, about="late", promise=at("16:00"), spoke_to="本人", **PHONE)
    assert the(shop, car, "late_call").outcome == "told"
    assert shop[car].promise_at == at("16:00") and shop[car].promises[-1].spoke_to == "本人"


def test_a_late_call_never_ends_with_told_alone():
    shop = Story()
    car = at_work(shop, at("15:00"))
    late(shop, car)
    clock(shop)
    told = {"about": "late", **PHONE}
    assert shop.says(CHEN, "tell_customer", car, **told) == "late_call_open"
    assert shop.says(CHEN, "tell_customer", car, note="等零件", **told) == "late_call_open"
    assert shop.says(CHEN, "tell_customer", car, promise=at("15:00"), **told) == "late_call_open"
    assert shop.says(CHEN, "tell_customer", car, promise=at("16:00"), **told) == "spoke_to_missing"
    past = {"note": "等零件", "call_again_at": shop.now}
    assert shop.says(CHEN, "tell_customer", car, **past, **told) == "call_again_in_past"
    assert the(shop, car, "late_call").done_at is None


def test_who_was_told_to_hear_again_is_called_again():
    shop = Story()
    car = at_work(shop, at("15:00"))
    late(shop, car)
    clock(shop)
    again = shop.now + timedelta(minutes=40)
    shop.do(CHEN, "tell_customer", car, about="late", **PHONE, **says_again(again))
    first = the(shop, car, "late_call")
    assert first.outcome == "told"
    assert clock(shop).count("late_call") == 1 and "late_call" not in clock(shop)
    late(shop, car, -60)
    second = shop[car].open_duties[-1]
    assert (second.kind, second.due_at) == ("late_call", again)
    assert second in counting(shop[car], shop.now), "who waits for a call gets it"
    shop.do(CHEN, "repromise", car, promise_at=at("15:05"), price_fen=shop[car].price_fen,
            reason="等零件", within_range=True)  # fmt: skip
    assert "late_call" not in clock(shop) and second.done_at is None
    shop.do(CHEN, "tell_customer", car, about="late", promise=at("16:00"), spoke_to="本人", **PHONE)
    assert second.outcome == "told"


def test_never_later_than_the_notice_is_due_and_at_once_when_that_has_passed():
    shop = Story()
    car = at_work(shop, at("15:00"))
    shop.now = at("13:50")
    late(shop, car)
    clock(shop)
    assert the(shop, car, "late_call").due_at == at("14:00")
    other = at_work(shop, at("15:10"), FENG)
    shop.now = at("14:30")
    late(shop, other)
    clock(shop)
    assert the(shop, other, "late_call").due_at == shop.now


def test_a_delay_made_up_is_nobodys_call_and_the_same_one_when_it_comes_back():
    shop = Story()
    car = at_work(shop, at("15:00"))
    late(shop, car)
    clock(shop)
    late(shop, car, -60)
    shop.wait(minutes=40)
    assert "late_call" not in [d.kind for d in counting(shop[car], shop.now)]
    assert "late_call!" not in clock(shop)
    late(shop, car)
    assert "late_call!" in clock(shop)
    assert the(shop, car, "late_call").escalated_at == shop.now


def test_another_promise_is_another_delay():
    shop = Story()
    car = at_work(shop, at("15:00"))
    late(shop, car)
    clock(shop)
    shop.do(CHEN, "repromise", car, promise_at=at("16:00"), price_fen=shop[car].price_fen,
            reason="等零件", consent=Consent(channel="phone", spoke_to="本人"))  # fmt: skip
    late(shop, car)
    assert "late_call" in clock(shop)
    assert [d.outcome for d in shop[car].duties if d.kind == "late_call"] == ["told", None]


def test_the_customer_hears_an_hour_before_the_promise():
    shop = Story()
    car = at_work(shop, at("15:00"))
    shop.now = at("12:59")
    assert "pickup_notice" not in clock(shop)
    shop.now = at("13:00")
    assert "pickup_notice" in clock(shop)
    assert the(shop, car, "pickup_notice").due_at == at("14:00")
    shop.do(CHEN, "tell_customer", car, about="progress", **PHONE)
    assert the(shop, car, "pickup_notice").outcome == "told"


def test_four_hours_for_a_long_job():
    shop = Story()
    car = at_work(shop, at("17:00", 25))
    shop.now = at("12:00", 25)
    clock(shop)
    assert the(shop, car, "pickup_notice").due_at == at("13:00", 25)


def test_told_of_the_time_while_it_was_in_time_is_not_told_of_a_delay():
    shop = Story()
    car = at_work(shop, at("15:00"))
    shop.now = at("13:00")
    clock(shop)
    shop.do(CHEN, "tell_customer", car, about="progress", **PHONE)
    late(shop, car)
    assert "late_call" in clock(shop)
    shop.do(CHEN, "tell_customer", car, about="progress", **PHONE)
    assert the(shop, car, "late_call").done_at is None
    shop.do(CHEN, "tell_customer", car, about="late", promise=at("16:00"), spoke_to="本人", **PHONE)
    assert the(shop, car, "late_call").outcome == "told"
    assert "late_call" not in clock(shop)


def test_a_change_within_the_range_leaves_the_late_call_as_it_counts():
    shop = Story()
    car = at_work(shop, at("15:00"))
    late(shop, car)
    clock(shop)
    due = the(shop, car, "late_call").due_at
    shop.wait(minutes=25)
    shop.do(CHEN, "repromise", car, promise_at=at("15:05"), price_fen=shop[car].price_fen,
            reason="等零件", within_range=True)  # fmt: skip
    late(shop, car)
    assert "late_call" not in clock(shop)
    assert (the(shop, car, "late_call").due_at, the(shop, car, "late_call").done_at) == (due, None)
    shop.now = due
    late(shop, car)
    assert "late_call!" in clock(shop)
    again = says_again(shop.now + timedelta(hours=4))
    shop.do(CHEN, "tell_customer", car, about="late", **again, **PHONE)
    clock(shop)
    shop.do(CHEN, "repromise", car, promise_at=at("15:10"), price_fen=shop[car].price_fen,
            reason="等零件", within_range=True)  # fmt: skip
    late(shop, car)
    assert "late_call" not in clock(shop), "told once of one promise"


def test_who_heard_when_to_come_hears_too_that_the_car_is_ready():
    shop = Story()
    car = at_work(shop, at("15:00"))
    shop.now = at("13:00")
    clock(shop)
    shop.do(CHEN, "tell_customer", car, about="progress", **PHONE)
    shop.now = at("14:30")
    is_ready(shop, car)
    assert "pickup_notice" in clock(shop) and "pickup_notice" not in clock(shop)
    told, ready = (d for d in shop[car].duties if d.kind == "pickup_notice")
    assert told.outcome == "told"
    assert (ready.due_at, ready.done_at) == (at("15:00"), None), "they know when to come"
    shop.now = at("15:00")
    assert "pickup_notice!" in clock(shop)
    shop.do(CHEN, "tell_customer", car, about="ready", **PHONE)
    assert ready.outcome == "told" and clock(shop) == []


def test_told_when_to_come_at_the_very_moment_it_is_ready_is_not_told_that_it_is():
    shop = Story()
    car = at_work(shop, at("15:00"))
    shop.now = at("13:00")
    clock(shop)
    shop.do(CHEN, "tell_customer", car, about="progress", **PHONE)
    is_ready(shop, car)
    assert "pickup_notice" in clock(shop) and "pickup_notice" not in clock(shop)


def test_a_notice_that_counts_goes_on_when_the_car_is_ready():
    shop = Story()
    car = at_work(shop, at("15:00"))
    shop.now = at("13:00")
    clock(shop)
    is_ready(shop, car)
    assert "pickup_notice" not in clock(shop)
    assert the(shop, car, "pickup_notice").due_at == at("14:00")
    shop.do(CHEN, "tell_customer", car, about="ready", **PHONE)
    assert the(shop, car, "pickup_notice").outcome == "told" and clock(shop) == []


def test_ready_a_second_time_is_told_a_second_time():
    shop = Story()
    car = shop.ready()
    clock(shop)
    shop.do(CHEN, "tell_customer", car, about="ready", **PHONE)
    shop.wait(minutes=1)
    shop.do(LI, "put_back", car, lane="settling", reason="工时写错")
    assert "pickup_notice" not in clock(shop)
    shop.wait(minutes=1)
    shop.made_ready(car)
    assert "pickup_notice" in clock(shop)
    shop.do(LI, "put_back", car, lane="settling", reason="工时写错")
    assert [d.outcome for d in shop[car].duties if d.kind == "pickup_notice"] == [
        "told", "not_needed"
    ]  # fmt: skip


def is_ready(shop: Story, car: str) -> None:
    shop.do(ZHENG, "finish_work", car)
    for who, level in ((ZHENG, "self"), (WU, "peer"), (REN, "final")):
        shop.sign(who, car, level)
    shop.made_ready(car)


def test_ready_is_phoned_at_once():
    shop = Story()
    car = shop.ready()
    assert "pickup_notice" in clock(shop)
    shop.do(CHEN, "tell_customer", car, about="ready", **PHONE)
    assert the(shop, car, "pickup_notice").outcome == "told"


# --- once, and whose -------------------------------------------------------------------------


def test_each_opens_and_escalates_once_however_often_the_clock_looks():
    shop = Story()
    car = shop.arrived()
    assert clock(shop) == ["reception"] and clock(shop) == []
    shop.wait(minutes=30)
    assert clock(shop) == ["reception!"] and clock(shop) == []
    with pytest.raises(Refused, match="duty_not_owed"):
        shop.do(CLOCK, "open_duty", car, kind="reception")
    with pytest.raises(Refused, match="duty_not_owed"):
        shop.do(CLOCK, "escalate_duty", car, duty=the(shop, car, "reception").id)


def test_no_version_rises_and_undo_finds_the_command_before():
    shop = Story()
    car = shop.due("9:00")
    shop.do(CHEN, "arrive", car)
    before = shop[car].version, shop[car].latest
    assert "reception" in clock(shop)
    assert (shop[car].version, shop[car].latest) == before
    shop.do(CHEN, "undo", car)
    assert shop[car].lane == "due" and shop[car].duties == []
    shop.do(CHEN, "arrive", car)
    assert "reception" in clock(shop)


def test_only_its_owner_is_done_with_it_and_those_it_went_to():
    shop = Story()
    car = shop.arrived()
    clock(shop)
    duty, manager = the(shop, car, "reception"), Person("M", "", ("manager",))
    for other in (ZHONG, FENG, manager):
        with pytest.raises(Forbidden):
            shop.do(other, "finish_duty", car, duty=duty.id, outcome="done")
    assert not is_for(duty, shop[car], manager)
    shop.wait(minutes=11)
    clock(shop)
    assert is_for(duty, shop[car], manager)
    shop.do(manager, "finish_duty", car, duty=duty.id, outcome="not_needed", note="客户走了")
    assert (duty.outcome, duty.done_by, duty.note) == ("not_needed", "M", "客户走了")
    with pytest.raises(Refused, match="duty_done"):
        shop.do(CHEN, "finish_duty", car, duty=duty.id, outcome="done")


def test_consent_ends_by_the_answer_alone():
    shop = Story()
    car = shop.offered()
    clock(shop)
    shop.wait(minutes=11)
    clock(shop)
    duty, add_on = the(shop, car, "consent"), shop[car].add_ons[0]
    for outcome in ("done", "told", "unreachable", "not_needed"):
        for who in (CHEN, LI):
            said = shop.says(who, "finish_duty", car, duty=duty.id, outcome=outcome)
            assert said == "answer_first"
    assert (duty.done_at, about_of("finish_duty", shop[car])) == (None, [])
    shop.do(CHEN, "answer_add_on", car, add_on=add_on.id, offer=add_on.offers[-1].id,
            answer="refused", channel="phone", spoke_to="本人")  # fmt: skip
    assert duty.outcome == "told"


def test_an_advisors_duty_is_that_of_the_cars_advisor():
    shop = Story()
    car = shop.arrived(advisor=CHEN.id)
    clock(shop)
    duty, other = the(shop, car, "reception"), Person("S9", "", ("advisor",))
    assert is_for(duty, shop[car], CHEN) and not is_for(duty, shop[car], other)


def test_what_leaves_the_board_owes_nothing():
    shop = Story()
    car = shop.arrived()
    clock(shop)
    shop.do(CHEN, "cancel_card", car, reason="客户有事")
    assert the(shop, car, "reception").outcome == "not_needed"
    missed = shop.due("9:00")
    shop.now = max(shop.now, at("9:20"))
    clock(shop)
    shop.do(BAI, "mark_no_show", missed)
    assert the(shop, missed, "not_arrived").outcome == "not_needed"


def test_every_kind_has_owners_that_exist():
    assert {role for roles in OWNERS.values() for role in roles} <= set(ROLES)


def test_what_an_absent_advisor_owes_goes_at_once_to_colleagues_and_the_next_in_line():
    shop = Story()
    car = shop.arrived(advisor=CHEN.id)
    clock(shop)
    duty = the(shop, car, "reception")
    others = [HUANG, LIANG]
    today = Today(shop.directory, at("8:00").date())
    assert not any(is_for(duty, shop[car], who, today) for who in others)
    shop.directory = directory((CHEN.id, at("8:00").date()))
    today = replace(today, directory=shop.directory)
    assert all(is_for(duty, shop[car], who, today) for who in others)
    assert not is_for(duty, shop[car], MENG, today)
    shop.do(LIANG, "finish_duty", car, duty=duty.id, outcome="done")


def test_where_all_of_a_role_are_absent_the_next_in_line_has_it_at_once():
    shop = Story(at("8:10"))
    car = shop.booked("9:00", day=24)
    clock(shop)
    duty = the(shop, car, "appointment_call")
    today = Today(shop.directory, at("8:00").date())
    assert is_for(duty, shop[car], MENG, today) and not is_for(duty, shop[car], CHEN, today)
    gone = [(p.id, today.day) for p in shop.directory.with_role("care")]
    today = replace(today, directory=directory(*gone))
    assert is_for(duty, shop[car], CHEN, today)


def test_a_notice_that_would_be_due_before_opening_is_due_before_closing_the_day_before():
    shop = Story()
    car = at_work(shop, at("8:30", 24))
    shop.now = at("16:59")
    assert "pickup_notice" not in clock(shop)
    shop.now = at("17:00")
    assert "pickup_notice" in clock(shop)
    assert the(shop, car, "pickup_notice").due_at == at("18:00")
    monday = at_work(shop, at("8:30", 30), FENG)
    shop.now = at("17:00", 28)
    clock(shop)
    assert the(shop, monday, "pickup_notice").due_at == at("18:00", 28), "the 29th is closed"


def test_what_happens_in_closed_hours_is_due_after_opening():
    shop = Story(at("7:50"))
    car = shop.arrived()
    clock(shop)
    assert the(shop, car, "reception").due_at == at("8:05")
    night = shop.working()
    shop.now = at("17:57")
    evening = shop.arrived()
    clock(shop)
    assert the(shop, evening, "reception").due_at == at("18:00")
    shop.now = at("19:00")
    shop.do(ZHENG, "report_add_on", night, what="漏油", urgency="soon", can_go_on=True)
    clock(shop)
    assert the(shop, night, "consent").due_at == at("8:10", 24)


def test_nothing_escalates_at_night():
    shop = Story(at("17:50"))
    shop.arrived()
    clock(shop)
    shop.now = at("18:30")
    assert clock(shop) == []
    shop.now = at("8:00", 24)
    assert clock(shop) == ["reception!"]


def test_a_late_call_after_closing_is_due_after_opening():
    shop = Story()
    car = at_work(shop, at("15:00", 24))
    shop.now = at("19:00")
    late(shop, car)
    clock(shop)
    assert the(shop, car, "late_call").due_at == at("8:30", 24)


def delivered_on_monday() -> tuple[Story, str]:
    shop = Story()
    car = shop.in_lane("delivered")
    assert shop.hours.day(shop.now) == at("8:00").date()
    return shop, car


def test_three_days_after_delivery_the_customer_is_asked():
    shop, car = delivered_on_monday()
    shop.now = at("7:59", 26)
    assert clock(shop) == []
    shop.now = at("8:00", 26)
    assert clock(shop) == ["follow_up"]
    duty = the(shop, car, "follow_up")
    assert duty.due_at == at("18:00", 26)
    shop.do(MENG, "finish_duty", car, duty=duty.id, outcome="done", note="都好")
    assert (duty.outcome, duty.note, clock(shop)) == ("done", "都好", [])


def test_a_follow_up_has_three_tries_and_goes_on_to_the_manager():
    shop, car = delivered_on_monday()
    shop.now = at("9:00", 26)
    clock(shop)
    duty = the(shop, car, "follow_up")
    for tries in (1, 2):
        shop.do(MENG, "finish_duty", car, duty=duty.id, outcome="unreachable")
        assert (len(duty.attempts), duty.done_at) == (tries, None)
    shop.now = at("8:00", 27)
    assert clock(shop) == ["follow_up!"]
    shop.do(LIANG, "finish_duty", car, duty=duty.id, outcome="unreachable")
    assert duty.outcome == "unreachable"


def test_a_follow_up_that_falls_on_a_closed_day_moves_to_the_next_open_one():
    shop = Story(settings=replace(DEFAULTS, follow_up_days=6))
    car = shop.in_lane("delivered")  # on Monday: six days later is Sunday
    shop.now = at("9:00", 29)
    assert clock(shop) == []
    shop.now = at("9:00", 30)
    assert clock(shop) == ["follow_up"]
    assert the(shop, car, "follow_up").due_at == at("18:00", 30)
    shop.do(LIANG, "reopen_card", car, reason="客户折返")
    assert not shop[car].duties or shop[car].duties[-1].kind != "follow_up"
