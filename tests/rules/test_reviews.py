"""The three daily reviews: when they can be held, what is decided, when they may end
(rules.md §10)."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from board.card.values import Forecast, Promise
from board.commands.refusal import Refused
from board.folding.fold import fold
from board.reviews.agenda import exception_of
from board.reviews.loads import on_shift, team_loads
from board.reviews.review import HELD, MISSED, OPEN
from board.reviews.sittings import next_sitting, since, sittings
from board.reviews.weeks import weeks
from board.shop.default_settings import DEFAULTS
from board.shop.hours import Day, Hours
from tests.cast import (
    CHEN,
    DENG,
    DING,
    ENGINE,
    FENG,
    HUANG,
    LI,
    QUICK,
    WU,
    ZHENG,
    at,
)  # fmt: skip
from tests.pure_shop import erased
from tests.review_shop import ReviewShop

MONDAY = date(2026, 11, 23)
NOON = "2026-11-23-noon"


@pytest.fixture
def shop() -> ReviewShop:
    shop = ReviewShop()
    shop.now = at("8:00")
    return shop


def at_noon(shop: ReviewShop) -> str:
    """The noon review is opened."""
    shop.now = max(shop.now, at("11:00"))
    shop.meets(LI, "open_review", session="noon")
    return NOON


def decided(shop: ReviewShop, car: str | None, kind: str = "other", **more: object) -> str:
    args = {"owner": LI.id, "due_at": shop.now + timedelta(hours=1)} | more
    return shop.answers(LI, "add_countermeasure", car, review=NOON, kind=kind, **args)


def decided_in(shop: ReviewShop, review: str, car: str) -> None:
    shop.meets(LI, "add_countermeasure", car, review=review, kind="other", owner=LI.id,
               due_at=shop.now + timedelta(hours=1))  # fmt: skip


# --- when ------------------------------------------------------------------------------------


def test_three_a_day_in_opening_hours_and_none_on_a_closed_day():
    hours = Hours(DEFAULTS)
    assert [(s.session, hours.local(s.at).time()) for s in sittings(MONDAY, hours)] == [
        ("morning", time(8)), ("noon", time(11)), ("afternoon", time(15)),
    ]  # fmt: skip
    assert sittings(date(2026, 11, 22), hours) == []
    short = Hours(DEFAULTS, days={MONDAY: Day(True, time(9), time(14))})
    assert [s.session for s in sittings(MONDAY, short)] == ["noon"]
    between = Hours(DEFAULTS, days={MONDAY: Day(True, time(8, 30), time(11))})
    assert sittings(MONDAY, between) == []
    assert next_sitting(at("8:00"), between).id == "2026-11-24-morning"


def test_a_shop_that_is_never_open_at_the_time_of_a_review_has_no_next_one():
    evenings = Hours(replace(DEFAULTS, opens=time(15, 30), closes=time(23)))
    assert sittings(MONDAY, evenings) == []
    assert next_sitting(at("8:00"), evenings) is None
    assert list(since(at("11:00", 20), at("16:00"), evenings)) == []


def test_the_next_one_is_found_over_a_closed_day():
    hours = Hours(DEFAULTS)
    assert next_sitting(at("15:00"), hours).id == "2026-11-24-morning"
    assert next_sitting(at("18:00", 28), hours).id == "2026-11-30-morning"


def test_what_was_not_held_while_nobody_served_the_board_is_found_and_nothing_before_that():
    hours = Hours(DEFAULTS)
    assert [s.id for s in since(None, at("14:00"), hours)] == []
    assert [s.id for s in since(None, at("11:10"), hours)] == [NOON]
    found = [s.id for s in since(at("11:00"), at("9:00", 25), hours)]
    assert found == ["2026-11-23-afternoon", "2026-11-24-morning", "2026-11-24-noon",
                     "2026-11-24-afternoon", "2026-11-25-morning"]  # fmt: skip


@pytest.mark.parametrize(("clock", "session", "answer"), [
    ("10:29", "noon", "review_too_early"),
    ("10:30", "noon", "done"),
    ("14:29", "noon", "done"),
    ("15:00", "noon", "review_is_over"),
    ("17:59", "afternoon", "done"),
    ("7:40", "morning", "done"),
])  # fmt: skip
def test_it_is_opened_around_its_time_and_until_the_next(shop, clock, session, answer):
    shop.now = at(clock)
    assert shop.answers(LI, "open_review", session=session) == answer


def test_one_at_a_time_and_each_once(shop):
    review = at_noon(shop)
    shop.now = at("14:45")
    assert shop.answers(LI, "open_review", session="afternoon") == "review_is_open"
    assert shop.answers(LI, "close_review", review=review) == "done"
    assert shop.answers(LI, "open_review", session="noon") == "review_was_held"
    assert shop.answers(LI, "open_review", session="afternoon") == "done"


AFTERNOON = "2026-11-23-afternoon"


def test_one_that_nobody_closed_ends_with_the_opening_of_the_next_and_says_so(shop):
    late, answered = shop.late(), shop.late()
    at_noon(shop)
    decided(shop, answered)
    shop.now = at("15:00")
    assert shop.clock("expect_review", session="afternoon", day=MONDAY) == "done"
    opening = shop.meets(LI, "open_review", session="afternoon")
    assert [h.type for h in opening] == ["review_left", "review_opened"]
    noon = shop.reviews[NOON]
    assert (noon.state, noon.closed_at, noon.closed_by) == (HELD, at("15:00"), None)
    assert noon.left_open == [late] and {one.card for one in noon.stood} == {late, answered}
    assert shop.reviews[AFTERNOON].state == OPEN and shop.reviews[AFTERNOON].left_open is None
    assert decided(shop, late) == "review_not_open"
    assert shop.answers(LI, "close_review", review=NOON) == "review_not_open"


def test_one_that_was_opened_late_may_go_on_into_the_time_of_the_next(shop):
    shop.late()
    shop.now = at("14:50")
    shop.meets(LI, "open_review", session="noon")
    shop.now = at("15:10")
    assert shop.answers(LI, "open_review", session="afternoon") == "review_is_open"
    shop.now = at("15:50")
    assert shop.answers(LI, "open_review", session="afternoon") == "done"


def test_one_that_nobody_closed_keeps_the_next_from_being_missed_no_more_than_any(shop):
    at_noon(shop)
    shop.now = at("15:00")
    assert shop.clock("expect_review", session="afternoon", day=MONDAY) == "done"
    shop.now = at("15:15")
    assert shop.clock("miss_review", review=AFTERNOON) == "done"
    assert shop.answers(LI, "close_review", review=NOON) == "done"
    assert shop.reviews[NOON].left_open is None
    assert shop.answers(LI, "open_review", session="afternoon") == "done"
    shop.now = at("8:00", 24)
    shop.meets(LI, "open_review", session="morning")
    assert shop.reviews[AFTERNOON].left_open == []


def test_only_the_foreman_or_the_stand_in_leads(shop):
    shop.now = at("11:00")
    assert shop.answers(WU, "open_review", session="noon") == "forbidden"
    shop.directory = replace(shop.directory, stand_ins={MONDAY: WU.id}).acting_on(MONDAY)
    stand_in = shop.directory.people[WU.id]
    assert shop.answers(stand_in, "open_review", session="noon") == "done"


def test_not_held_in_time_it_is_missed_and_may_still_be_held_or_explained(shop):
    shop.now = at("11:00")
    assert shop.clock("expect_review", session="noon", day=MONDAY) == "done"
    assert shop.clock("expect_review", session="noon", day=MONDAY) == "duty_not_owed"
    assert shop.clock("miss_review", review=NOON) == "duty_not_owed"
    shop.now = at("11:15")
    assert shop.clock("miss_review", review=NOON) == "done"
    assert shop.clock("miss_review", review=NOON) == "duty_not_owed"
    assert shop.reviews[NOON].state == MISSED and shop.reviews[NOON].waits
    explained = {"review": NOON, "reason": "厂家来人"}
    assert shop.answers(LI, "explain_missed_review", **explained) == "done"
    assert shop.reviews[NOON].missed_reason == "厂家来人" and not shop.reviews[NOON].waits
    assert shop.answers(LI, "open_review", session="noon") == "done"
    assert not shop.reviews[NOON].held_on_time
    assert shop.answers(LI, "explain_missed_review", **explained) == "review_not_missed"


def test_opened_in_time_it_is_never_missed(shop):
    shop.now = at("11:00")
    shop.clock("expect_review", session="noon", day=MONDAY)
    at_noon(shop)
    shop.now = at("11:30")
    assert shop.clock("miss_review", review=NOON) == "duty_not_owed"
    assert shop.reviews[NOON].held_on_time


# --- the frozen board ------------------------------------------------------------------------


def test_the_agenda_stays_as_it_stood_whatever_happens_meanwhile(shop):
    late, stopped = shop.late(), shop.stopped()
    review = shop.reviews[at_noon(shop)]
    frozen = [(one.card, one.kind, one.lane) for one in review.raised]
    assert {card for card, _, _ in frozen} >= {late, stopped}
    shop.do(ZHENG, "start_work", late)
    shop.cards[late].forecast = Forecast(at("11:30"), at("11:40"))
    review = shop.reviews[NOON]
    assert [(one.card, one.kind, one.lane) for one in review.raised] == frozen


def test_a_decision_that_nobody_carried_out_brings_its_car_back_to_the_next_review(shop):
    car = shop.late()
    at_noon(shop)
    assert decided(shop, car, "outsource", owner=DING.id, due_at=at("14:00")) == "done"
    shop.meets(LI, "close_review", review=NOON)
    shop.cards[car].promises[-1].at = at("17:00")
    shop.cards[car].forecast = Forecast(at("16:00"), at("16:30"))
    shop.now = at("15:00")
    shop.meets(LI, "open_review", session="afternoon")
    (one,) = shop.reviews[AFTERNOON].raised
    assert (one.kind, one.why, one.since) == ("duty", "countermeasure", at("14:00"))
    shop.meets(LI, "close_review", review=AFTERNOON)
    assert [stood.kind for stood in shop.reviews[AFTERNOON].stood] == ["duty"]
    shop.meets(DING, "finish_countermeasure", countermeasure=f"{NOON}.1")
    shop.now = at("17:00")
    assert exception_of(shop.cards[car], shop.hours, shop.now, ()) is None


def test_attendance_is_of_people_of_the_shop_and_may_be_put_right(shop):
    review = at_noon(shop)
    assert shop.answers(LI, "mark_attendance", review=review, people=["T99"]) == "unknown_person"
    there = [ZHENG.id, FENG.id, ZHENG.id]
    assert shop.answers(LI, "mark_attendance", review=review, people=there) == "done"
    assert shop.reviews[review].attendance == [ZHENG.id, FENG.id]
    assert shop.answers(LI, "mark_attendance", review=review, people=[]) == "done"
    assert shop.reviews[review].attendance == []


def test_everybody_on_shift_is_gathered_and_nobody_who_is_away(shop):
    shop.absent(FENG)
    people = on_shift(shop.directory, shop.hours, shop.now)
    assert ZHENG.id in people and WU.id in people
    assert FENG.id not in people and CHEN.id not in people


def test_load_is_what_is_promised_today_against_what_people_have_left(shop):
    shop.now = at("14:00")
    shop.queued(planned_minutes=90)
    far = shop.queued(FENG)
    shop.cards[far].planned_minutes = 600
    shop.cards[far].promises[-1].at = at("17:00", 25)
    loads = {load.team: load for load in team_loads(shop.in_lanes(), shop.directory, shop.hours,
                                                    shop.now)}  # fmt: skip
    engine = loads[ENGINE]
    assert (engine.today, engine.work) == (90, 690)
    assert engine.left == engine.people * 240 and engine.over == 0
    assert loads[QUICK].work == 0 and loads[None].work == 0


# --- deciding --------------------------------------------------------------------------------


def test_a_countermeasure_has_a_kind_an_owner_and_a_time(shop):
    car = shop.late()
    at_noon(shop)
    assert decided(shop, car, owner="T99") == "unknown_person"
    assert decided(shop, car, due_at=shop.now) == "due_in_past"
    assert decided(shop, car, kind="outsource", note="送玻璃店") == "done"
    (one,) = shop.reviews[NOON].countermeasures
    assert (one.id, one.card, one.owner, one.note) == (f"{NOON}.1", car, LI.id, "送玻璃店")
    assert one.open and shop.reviews[NOON].waits


def test_a_new_promise_is_an_advisors_and_of_a_car(shop):
    car = shop.late()
    at_noon(shop)
    assert decided(shop, None, "new_promise", owner=CHEN.id) == "which_car"
    assert decided(shop, car, "new_promise", owner=ZHENG.id) == "advisor_promises"
    assert decided(shop, car, "new_promise", owner=CHEN.id) == "done"


def test_reassigning_is_carried_out_with_the_decision_or_neither_is(shop):
    car = shop.late()
    at_noon(shop)
    before = list(shop.cards[car].technicians)
    with pytest.raises(Refused):
        shop.meets(LI, "add_countermeasure", car, review=NOON, kind="reassign", owner=LI.id,
                   due_at=at("13:00"), technicians=["T99"])  # fmt: skip
    assert shop.cards[car].technicians == before and not shop.reviews[NOON].countermeasures
    assert decided(shop, car, "reassign", technicians=[FENG.id]) == "done"
    assert shop.cards[car].technicians == [FENG.id]
    (one,) = shop.reviews[NOON].countermeasures
    assert one.how == "carried_out" and not one.open


def test_what_a_review_carried_out_is_not_taken_back_by_halves(shop):
    car = shop.late()
    at_noon(shop)
    assert decided(shop, car, "reassign", technicians=[FENG.id]) == "done"
    assert shop.says(LI, "undo", car) == "cannot_undo"
    assert shop.cards[car].technicians == [FENG.id]


def test_more_people_join_those_who_are_there(shop):
    car = shop.late()
    at_noon(shop)
    assert decided(shop, car, "add_people", technicians=[FENG.id]) == "done"
    assert shop.cards[car].technicians == [ZHENG.id, FENG.id]
    assert decided(shop, None, "add_people", technicians=[FENG.id]) == "which_car"


def test_people_who_are_added_are_of_the_cars_team_and_who_is_not_is_named(shop):
    car = shop.late()
    at_noon(shop)
    with pytest.raises(Refused) as no:
        shop.meets(LI, "add_countermeasure", car, review=NOON, kind="add_people", owner=LI.id,
                   due_at=at("13:00"), technicians=[DENG.id])  # fmt: skip
    assert (no.value.reason, no.value.facts["person"]) == ("not_in_team", DENG.id)
    assert decided(shop, car, "add_people", team=QUICK, technicians=[FENG.id]) == "done"
    assert shop.cards[car].team == ENGINE


def test_overtime_is_the_teams_from_now_on(shop):
    at_noon(shop)
    assert decided(shop, None, "overtime", until=time(20)) == "which_team"
    before = shop.hours.between(at("11:00"), at("23:00"), ENGINE)
    assert decided(shop, None, "overtime", team=ENGINE, until=time(20)) == "done"
    assert shop.hours.between(at("11:00"), at("23:00"), ENGINE) == before + 120


def test_people_and_overtime_belong_to_their_kinds(shop):
    car = shop.late()
    at_noon(shop)
    assert decided(shop, car, "other", technicians=[FENG.id]) == "not_this_kind"
    assert decided(shop, car, "chase_parts", until=time(20)) == "not_this_kind"


def test_its_owner_says_when_it_is_done_and_after_its_time_the_foreman_may(shop):
    car = shop.late()
    at_noon(shop)
    decided(shop, car, "chase_parts", owner=DING.id)
    one = {"countermeasure": f"{NOON}.1"}
    assert shop.answers(HUANG, "finish_countermeasure", **one) == "not_the_owner"
    assert shop.answers(LI, "finish_countermeasure", **one) == "not_the_owner"
    shop.wait(minutes=61)
    assert shop.clock("escalate_countermeasure", **one) == "done"
    assert shop.clock("escalate_countermeasure", **one) == "duty_not_owed"
    assert shop.answers(LI, "finish_countermeasure", note="到了", **one) == "done"
    assert shop.answers(DING, "finish_countermeasure", **one) == "countermeasure_done"
    (done,) = shop.reviews[NOON].countermeasures
    assert (done.how, done.finish_note, done.in_time) == ("done", "到了", False)


def test_a_new_promise_agreed_to_ends_its_countermeasure_by_itself(shop):
    car = shop.late()
    at_noon(shop)
    decided(shop, car, "new_promise", owner=CHEN.id)
    one = {"countermeasure": f"{NOON}.1"}
    assert shop.clock("settle_countermeasure", **one) == "duty_not_owed"
    shop.cards[car].promises.append(
        Promise(at("14:00"), 1, CHEN.id, at("11:10"), "", False, "phone")
    )
    shop.wait(minutes=11)
    assert shop.clock("settle_countermeasure", **one) == "done"
    assert shop.reviews[NOON].countermeasures[0].how == "deed"


@pytest.mark.parametrize("same", [{"added_fen": 5_000, "keeps_time": True}, {"channel": "phone"}])
def test_a_yes_or_a_price_that_leaves_the_time_as_it_was_ends_no_new_promise(shop, same):
    car = shop.late()
    at_noon(shop)
    decided(shop, car, "new_promise", owner=CHEN.id)
    stood, one = shop.cards[car].promises, {"countermeasure": f"{NOON}.1"}
    stood.append(Promise(stood[-1].at, 2, CHEN.id, at("11:05"), "", **same))
    shop.wait(minutes=10)
    assert shop.clock("settle_countermeasure", **one) == "duty_not_owed"
    stood.append(Promise(at("14:00"), 2, CHEN.id, at("11:10"), "", channel="phone"))
    stood.append(Promise(at("14:00"), 3, CHEN.id, at("11:12"), "", keeps_time=True))
    assert shop.clock("settle_countermeasure", **one) == "done"


def test_chased_parts_are_there_when_somebody_says_they_came_and_not_before(shop):
    car, one = shop.stopped(), {"countermeasure": f"{NOON}.1"}
    at_noon(shop)
    decided(shop, car, "chase_parts", owner=DING.id)
    shop.do(ZHENG, "resume_work", car)
    shop.wait(minutes=5)
    assert shop.clock("settle_countermeasure", **one) == "duty_not_owed"
    shop.do(ZHENG, "pause_work", car, reason="parts")
    shop.do(DING, "parts_arrived", car)
    shop.do(DING, "undo", car)
    shop.wait(minutes=5)
    assert shop.clock("settle_countermeasure", **one) == "duty_not_owed"
    shop.do(DING, "parts_arrived", car)
    assert shop.clock("settle_countermeasure", **one) == "duty_not_owed"
    shop.do(ZHENG, "start_work", car)
    shop.wait(minutes=2)
    assert shop.clock("settle_countermeasure", **one) == "done"
    assert shop.reviews[NOON].countermeasures[0].how == "deed"


def test_parts_no_car_was_recorded_to_wait_for_are_their_owners_to_answer_for(shop):
    car = shop.late()
    at_noon(shop)
    decided(shop, car, "chase_parts", owner=DING.id)
    shop.do(ZHENG, "start_work", car)
    shop.wait(minutes=5)
    one = {"countermeasure": f"{NOON}.1"}
    assert shop.clock("settle_countermeasure", **one) == "duty_not_owed"
    assert shop.answers(DING, "finish_countermeasure", **one) == "done"


def test_a_promise_within_the_range_may_be_taken_back_and_counts_only_after_that(shop):
    car = shop.late()
    at_noon(shop)
    decided(shop, car, "new_promise", owner=CHEN.id)
    shop.wait(minutes=5)
    shop.cards[car].promises.append(Promise(at("12:10"), 1, CHEN.id, shop.now, "", True))
    one = {"countermeasure": f"{NOON}.1"}
    assert shop.clock("settle_countermeasure", **one) == "duty_not_owed"
    shop.wait(seconds=61)
    assert shop.clock("settle_countermeasure", **one) == "done"


def test_a_car_that_left_asks_nothing_any_more(shop):
    car = shop.late()
    at_noon(shop)
    decided(shop, car, "chase_parts", owner=DING.id)
    shop.do(CHEN, "cancel_card", car, reason="不修了")
    shop.wait(minutes=2)
    assert shop.clock("settle_countermeasure", countermeasure=f"{NOON}.1") == "done"
    assert shop.reviews[NOON].countermeasures[0].how == "left"


# --- closing ---------------------------------------------------------------------------------


def test_it_does_not_close_while_a_delay_is_unanswered(shop):
    late, other = shop.late(), shop.late(minutes=90)
    review = at_noon(shop)
    with pytest.raises(Refused) as no:
        shop.meets(LI, "close_review", review=review)
    assert no.value.reason == "delays_open" and set(no.value.facts["cards"]) == {late, other}
    decided(shop, late)
    assert shop.answers(LI, "close_review", review=review) == "delays_open"
    card = shop.cards[other]
    card.promises.append(Promise(at("16:00"), 1, CHEN.id, shop.now, "", False, "phone"))
    assert shop.answers(LI, "close_review", review=review) == "done"
    assert shop.reviews[review].state == HELD
    assert {one.card for one in shop.reviews[review].stood} == {late, other}


def test_a_car_that_left_or_stands_ready_keeps_nobody(shop):
    gone, ready = shop.late(), shop.late()
    review = at_noon(shop)
    shop.do(CHEN, "cancel_card", gone, reason="不修了")
    shop.cards[ready].lane, shop.cards[ready].ready_at = "ready", shop.now
    assert shop.answers(LI, "close_review", review=review) == "done"


def test_what_an_earlier_review_decided_counts_until_its_time_has_passed(shop):
    car = shop.late()
    at_noon(shop)
    decided(shop, car, "chase_parts", owner=DING.id, due_at=at("16:00"))
    shop.meets(LI, "close_review", review=NOON)
    shop.now = at("15:00")
    shop.cards[car].promises[-1].at = at("15:30")
    shop.cards[car].forecast = Forecast(at("17:00"), at("17:00"))
    shop.meets(LI, "open_review", session="afternoon")
    afternoon = "2026-11-23-afternoon"
    shop.now = at("16:01")
    assert shop.answers(LI, "close_review", review=afternoon) == "delays_open"
    shop.now = at("15:59")
    assert shop.answers(LI, "close_review", review=afternoon) == "done"


def test_a_review_that_is_closed_takes_nothing_more(shop):
    car = shop.late()
    review = at_noon(shop)
    decided(shop, car)
    shop.meets(LI, "close_review", review=review)
    assert decided(shop, car) == "review_not_open"
    assert shop.answers(LI, "mark_attendance", review=review, people=[]) == "review_not_open"
    assert shop.answers(LI, "turn_review", review=review, part="load") == "review_not_open"
    assert shop.answers(LI, "close_review", review=review) == "review_not_open"
    assert shop.answers(LI, "close_review", review="2026-11-20-noon") == "unknown_review"


def test_tablet_and_wall_turn_to_cars_of_the_agenda_only(shop):
    late, fine = shop.late(), shop.queued(FENG)
    review = at_noon(shop)
    turn = {"review": review, "part": "exceptions"}
    assert shop.answers(LI, "turn_review", fine, **turn) == "not_on_agenda"
    assert shop.answers(LI, "turn_review", late, **turn) == "done"
    assert (shop.reviews[review].part, shop.reviews[review].car) == ("exceptions", late)


# --- folding, weeks --------------------------------------------------------------------------


def test_a_review_is_the_fold_of_its_events():
    shop, told = ReviewShop(), []
    keep = shop._told
    shop._told = lambda *about: told.append(keep(*about)) or told[-1]
    car = shop.late()
    review = at_noon(shop)
    decided(shop, car, "chase_parts", owner=DING.id)
    shop.meets(LI, "mark_attendance", review=review, people=[ZHENG.id])
    shop.meets(LI, "close_review", review=review)
    shop.meets(DING, "finish_countermeasure", countermeasure=f"{review}.1")
    shop.now = at("15:00")
    shop.meets(LI, "open_review", session="afternoon")
    shop.now = at("8:00", 24)
    shop.meets(LI, "open_review", session="morning")
    assert fold(e for e in told if e.review == AFTERNOON) == shop.reviews[AFTERNOON]
    assert fold(e for e in told if e.review == review) == shop.reviews[review]


def test_an_erased_reason_is_told_as_such():
    shop, told = ReviewShop(), []
    keep = shop._told
    shop._told = lambda *about: told.append(keep(*about)) or told[-1]
    shop.now = at("11:00")
    shop.clock("expect_review", session="noon", day=MONDAY)
    shop.now = at("11:20")
    shop.clock("miss_review", review=NOON)
    shop.meets(LI, "explain_missed_review", review=NOON, reason="x")
    told[-1] = erased(told[-1])
    assert fold(told).missed_reason == "—"


def test_weeks_count_what_reviews_came_to(shop):
    late, overdue = shop.late(promise="12:30"), shop.late()
    shop.cards[overdue].promises[-1].at = at("10:00")
    at_noon(shop)
    for car in (late, overdue):
        decided(shop, car, "chase_parts", owner=DING.id)
    shop.meets(LI, "close_review", review=NOON)
    shop.meets(DING, "finish_countermeasure", countermeasure=f"{NOON}.1")
    shop.now = at("15:20")
    shop.clock("expect_review", session="afternoon", day=MONDAY)
    shop.clock("miss_review", review="2026-11-23-afternoon")
    found = list(shop.reviews.values())
    (week,) = weeks(found, {late: at("12:20"), overdue: None}, shop.now)
    assert (week.monday, week.reviews, week.on_time, week.missed) == (MONDAY, 2, 1, 1)
    assert dict(week.exceptions) == {"late": 1, "overdue": 1}
    assert (week.countermeasures, week.in_time) == (2, 1)
    assert (week.late, week.turned) == (1, 1)
    (week,) = weeks(found, {late: at("12:40")}, shop.now)
    assert (week.late, week.turned) == (1, 0)
    assert [r.state for r in found] == [HELD, MISSED] and OPEN not in {r.state for r in found}


def test_a_promise_that_is_late_at_three_reviews_is_turned_around_once(shop):
    car = shop.late(promise="17:00")
    for session, clock in (("morning", "8:00"), ("noon", "11:00"), ("afternoon", "15:00")):
        shop.now = at(clock)
        shop.meets(LI, "open_review", session=session)
        decided_in(shop, f"2026-11-23-{session}", car)
        shop.meets(LI, "close_review", review=f"2026-11-23-{session}")
    (week,) = weeks(shop.reviews.values(), {car: at("16:50")}, at("18:00"))
    assert (week.exceptions["late"], week.late, week.turned) == (3, 1, 1)
    tomorrow = Promise(at("12:00", 24), 1, CHEN.id, shop.now, "", channel="phone")
    shop.cards[car].promises.append(tomorrow)
    shop.now = at("8:00", 24)
    shop.cards[car].forecast = Forecast(at("13:00", 24), at("13:00", 24))
    shop.meets(LI, "open_review", session="morning")
    (week,) = weeks(shop.reviews.values(), {car: at("11:50", 24)}, at("18:00", 24))
    assert (week.late, week.turned) == (2, 1)


# --- anything in any order -------------------------------------------------------------------


STEPS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 5), st.integers(0, 90)), min_size=5, max_size=40
)


@settings(max_examples=150, deadline=None)
@given(STEPS)
def test_no_order_of_steps_closes_over_an_unanswered_delay(steps):
    """Whatever is done before: a review that is closed left no delayed car without a new time or a
    countermeasure that was decided in it or still runs."""
    shop = ReviewShop()
    cars = [shop.late(minutes=20 + n, promise=f"{11 + n}:30") for n in range(3)]
    sessions = ("morning", "noon", "afternoon")
    for what, which, minutes in steps:
        shop.wait(minutes=minutes)
        car, session = cars[which % 3], sessions[which % 3]
        open_now = next((r for r in shop.reviews.values() if r.state == OPEN), None)
        if what < 2:
            shop.answers(LI, "open_review", session=session)
        elif what == 2 and shop.cards[car].on_board:
            promise = shop.cards[car].promises[-1]
            later = promise.at + timedelta(minutes=minutes)
            shop.cards[car].promises.append(replace(promise, at=later, made_at=shop.now))
        elif what == 3:
            shop.says(CHEN, "cancel_card", car, reason="不修了")
        elif open_now is None:
            continue
        elif what < 7:
            shop.answers(LI, "add_countermeasure", car, review=open_now.id, kind="chase_parts",
                         owner=DING.id, due_at=shop.now + timedelta(minutes=40))  # fmt: skip
        elif shop.answers(LI, "close_review", review=open_now.id) == "done":
            _all_answered(shop, shop.reviews[open_now.id])


def _all_answered(shop: ReviewShop, review) -> None:
    for one in review.raised:
        card = shop.cards[one.card]
        if one.kind not in ("overdue", "late") or not card.on_board:
            continue
        of_it = [(r, m) for r in shop.reviews.values() for m in r.about(card.id)]
        runs = [m for r, m in of_it if r is review or (m.open and m.due_at > shop.now)]
        assert runs or card.promise_at != one.promise_at, one
