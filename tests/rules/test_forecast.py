"""When cars will be ready: whatever the shop looks like, the forecast behaves as people expect."""

from copy import deepcopy
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from board.card.card import Card
from board.card.values import AddOn, Customer, Delay, Enquiry, Forecast, Interval, Vehicle
from board.planning.forecast import (
    FORECAST_IN,
    PLANNED,
    forecasts,
    plans,
    tried,
    usual_at_first,
)
from board.planning.learning import how_wrong, lessons, quantile
from board.planning.rounding import rounded
from board.planning.work_left import minutes_left
from board.shop.default_settings import DEFAULTS
from board.shop.hours import Hours
from tests.cast import CAO, DENG, ENGINE, FENG, HYBRID, PENG, WU, XIE, XU, ZHENG, at, directory

HOURS = Hours(DEFAULTS)
CREW = (ZHENG.id, FENG.id, DENG.id, CAO.id)
NINE = at("9:00")
STOPS = ("parts", "consent", "bay", "off_shift", "overnight", "other_job", "other")
ERRORS = {"queued": (-20.0, 30.0), "working": (5.0, 40.0), "waiting": (10.0, 10.0)}


def card(number: int = 1, lane: str = "queued", minutes: int = 60, **more: object) -> Card:
    """A car that came into its lane `number` minutes after eight: its number is its place."""
    id = f"c{number:02d}"
    since = at("8:00") + timedelta(minutes=number)
    values = {"lane": lane, "lane_since": since, "technicians": [ZHENG.id]} | more
    return Card(id, id, Customer("张"), Vehicle("凯美瑞"), ["检查"], "repair", minutes, **values)


def seen(*cards: Card, now=NINE, absent=(), errors=ERRORS) -> dict[str, Forecast]:
    return forecasts(cards, directory(*absent), HOURS, DEFAULTS, {}, errors, now)


times = st.builds(
    lambda day, minute: at("0:00", day) + timedelta(minutes=minute),
    st.integers(23, 29), st.integers(0, 24 * 60 - 1),
)  # fmt: skip
given_to = st.lists(st.sampled_from(CREW), min_size=1, max_size=3, unique=True)


@st.composite
def shops(draw, anybody: bool = False, least: int = 2) -> tuple[list[Card], object]:
    """Some cards in the workshop and a time; each person works on one car at most."""
    now, busy, cards = draw(times), set(), []
    for number in range(draw(st.integers(least, 9))):
        lane = draw(st.sampled_from(FORECAST_IN))
        technicians = draw(st.just([]) | given_to) if anybody else draw(given_to)
        free = [id for id in technicians if id not in busy]
        if lane == "working" and not free:
            lane = "queued"
        made = card(number, lane, draw(st.integers(5, 400)), technicians=technicians,
                    wash=draw(st.booleans()))  # fmt: skip
        made.team = draw(st.sampled_from([None, ENGINE, HYBRID]))
        if lane == "working":
            busy.update(free)
            made.intervals = [
                Interval(id, id, now - timedelta(minutes=draw(st.integers(0, 200)))) for id in free
            ]
        said = now - timedelta(minutes=draw(st.integers(0, 200)))
        if draw(st.booleans()):
            made.enquiries = [Enquiry(False, ZHENG.id, said, draw(st.integers(0, 200)))]
        if draw(st.booleans()):
            made.delays = [Delay(draw(st.integers(1, 100)), "锈死", ZHENG.id, said)]
        if lane == "stopped":
            made.stop_reason = draw(st.sampled_from(STOPS))
        ahead = draw(st.none() | st.integers(-100, 5000))
        if ahead is not None and lane in PLANNED:
            made.parts_expected_at = now + timedelta(minutes=ahead)
        cards.append(made)
    return cards, now


def never_earlier(after: Forecast, before: Forecast) -> bool:
    """None = nobody knows, which is no time at all."""
    if before.likely is None or after.likely is None:
        return before.likely is after.likely
    return after.likely >= before.likely and after.safe >= before.safe


@given(st.booleans().flatmap(shops), st.data())
@settings(max_examples=300, deadline=None)
def test_a_trial_is_planned_as_on_a_board_that_has_it_in_the_cards_place(shop, data):
    """Whatever is changed on it: its lane, its people, its work; several trials at once."""
    cards, now = shop
    ask = (directory(), HOURS, usual_at_first(DEFAULTS))
    trials = [changed(deepcopy(data.draw(st.sampled_from(cards))), data.draw) for _ in range(4)]
    slowly = [
        plans([*(c for c in cards if c.id != trial.id), trial], *ask, now).get(trial.id)
        for trial in trials
    ]
    assert tried(cards, trials, *ask, now) == [one and one[1] for one in slowly]


def changed(one: Card, draw) -> Card:
    if one.lane != "working":
        one.lane = draw(st.sampled_from([one.lane, "waiting", "queued", "checking", "ready"]))
    one.technicians = draw(st.just(one.technicians) | given_to)
    one.planned_minutes += draw(st.integers(0, 300))
    one.stop_reason = draw(st.none() | st.sampled_from(STOPS)) if one.lane == "stopped" else None
    return one


@given(shops(), st.data())
@settings(max_examples=150, deadline=None)
def test_more_work_never_gives_that_car_an_earlier_time(shop, data):
    cards, now = shop
    one = data.draw(st.sampled_from(cards))
    before = seen(*cards, now=now)
    one.planned_minutes += data.draw(st.integers(1, 300))
    assert never_earlier(seen(*cards, now=now)[one.id], before[one.id])


@given(shops(), st.data())
@settings(max_examples=150, deadline=None)
def test_a_car_that_is_overtaken_never_gets_an_earlier_time(shop, data):
    cards, now = shop
    queued = sorted((c for c in cards if c.lane == "queued"), key=lambda c: c.rank)
    if len(queued) < 2:
        return
    place = data.draw(st.integers(1, len(queued) - 1))
    before = seen(*cards, now=now)
    queued[place].own_rank = "0"
    after = seen(*cards, now=now)
    for overtaken in queued[:place]:
        assert never_earlier(after[overtaken.id], before[overtaken.id])


@given(shops(), st.data())
@settings(max_examples=150, deadline=None)
def test_work_that_ends_early_delays_nobody(shop, data):
    cards, now = shop
    one = data.draw(st.sampled_from(cards))
    before = seen(*cards, now=now)
    if data.draw(st.booleans()):
        one.planned_minutes = data.draw(st.integers(1, one.planned_minutes))
    elif one.lane in ("working", "queued"):
        for interval in one.running:
            interval.to = now
        one.lane, one.lane_since = "checking", now
    after = seen(*cards, now=now)
    for other in cards:
        if other is not one:
            assert never_earlier(before[other.id], after[other.id])


@given(shops(anybody=True, least=1), st.sets(st.tuples(st.sampled_from(CREW), st.integers(0, 6))))
@settings(max_examples=200, deadline=None)
def test_nothing_is_forecast_into_closed_hours(shop, away):
    cards, now = shop
    today = HOURS.day(now)
    absent = [(person, today + timedelta(days=n)) for person, n in away]
    for forecast in seen(*cards, now=now, absent=absent).values():
        for moment in (forecast.likely, forecast.safe, forecast.begins, forecast.ends):
            if moment is not None:
                open_now = HOURS.stretches(HOURS.day(moment))
                assert any(start <= moment <= end for start, end in open_now), moment
        if forecast.likely:
            assert now < forecast.likely <= forecast.safe


@given(shops(anybody=True), st.data())
@settings(max_examples=150, deadline=None)
def test_a_change_in_the_queue_moves_the_cars_behind_it_and_no_others(shop, data):
    cards, now = shop
    queued = sorted((c for c in cards if c.lane == "queued"), key=lambda c: c.rank)
    if not queued:
        return
    place = data.draw(st.integers(0, len(queued) - 1))
    behind = {c.id for c in queued[place:]}
    behind |= {c.id for c in cards if c.lane in ("waiting", "arrived")}
    before = seen(*cards, now=now)
    queued[place].planned_minutes += data.draw(st.integers(1, 300))
    after = seen(*cards, now=now)
    assert {c.id for c in cards if after[c.id] != before[c.id]} <= behind


@given(shops(anybody=True))
@settings(max_examples=50, deadline=None)
def test_the_order_in_which_cards_are_handed_in_says_nothing(shop):
    cards, now = shop
    assert seen(*cards, now=now) == seen(*reversed(deepcopy(cards)), now=now)


# --- one by one ------------------------------------------------------------------------------


def test_a_car_at_work_is_ready_after_its_work_and_the_lanes_to_come():
    car = card(1, "working", 90, intervals=[Interval("i", ZHENG.id, at("8:30"))])
    forecast = seen(car, errors={"working": (0.0, 20.0)})["c01"]
    assert (forecast.begins, forecast.ends) == (None, at("10:00"))
    assert (forecast.likely, forecast.safe) == (at("10:30"), at("10:50"))


def test_two_who_work_on_a_car_share_it_and_one_waits_for_the_other_car_first():
    first = card(1, minutes=60, technicians=[ZHENG.id])
    both = card(2, minutes=120, technicians=[ZHENG.id, FENG.id])
    forecast = seen(first, both)["c02"]
    assert (forecast.begins, forecast.ends) == (at("9:00"), at("11:00"))


def test_the_break_and_the_night_are_passed_over():
    assert seen(card(minutes=200))["c01"].ends == at("13:20")
    assert seen(card(minutes=60), now=at("17:30"))["c01"].ends == at("8:30", 24)


def test_nobody_is_planned_on_a_day_on_which_they_are_away():
    today = HOURS.day(at("9:00"))
    forecast = seen(card(minutes=60), absent=[(ZHENG.id, today)])["c01"]
    assert forecast.begins == at("8:00", 24)


def test_a_car_of_a_team_goes_to_whoever_is_free_first():
    cards = [card(n, technicians=[p.id]) for n, p in enumerate((WU, ZHENG, FENG), 1)]
    cards.append(card(5, technicians=[], team=ENGINE))
    others = {p for p in directory().people.values() if p.team == ENGINE and p.works_on_cars}
    begins = seen(*cards)["c05"].begins
    assert begins == (at("9:00") if len(others) > 3 else at("10:00"))


@pytest.mark.parametrize("reason", ["consent", "bay", "support", "outside", "other", "parts"])
def test_a_stop_that_ends_nobody_knows_when_stays_unknown(reason):
    assert seen(card(lane="stopped", stop_reason=reason))["c01"] == Forecast()


def test_a_car_that_waits_for_parts_goes_on_when_they_come_and_holds_nobody_up():
    car = card(1, "stopped", stop_reason="parts", parts_expected_at=at("10:30"))
    forecast = seen(car, card(2, minutes=60))
    assert (forecast["c01"].begins, forecast["c02"].ends) == (at("10:30"), at("10:00"))


def test_a_finding_that_cannot_wait_leaves_the_end_open_and_a_yes_lengthens_it():
    found = AddOn("a", "刹车片", "safety", ZHENG.id, at("8:30"), False, minutes=45)
    assert seen(card(add_ons=[found]))["c01"] == Forecast()
    found.can_go_on = True
    assert seen(card(add_ons=[found]))["c01"].ends == at("10:00")
    found.answer, found.answered_at = "accepted", at("8:40")
    assert seen(card(add_ons=[found]))["c01"].ends == at("10:45")


def for_anybody(number: int, *requests: str, kind: str = "repair", minutes: int = 60) -> Card:
    made = card(number, "waiting", minutes, technicians=[])
    made.requests, made.kind = list(requests), kind
    return made


def test_a_car_for_anybody_needs_nobody_who_knows_all_that_is_asked():
    """Whoever knows some of it may do it: three of the body team, though one alone knows both."""
    cars = [for_anybody(n, "左前门凹陷", "补漆", kind="body") for n in (1, 2, 3, 4)]
    forecast = seen(*cars)
    ends = [at("10:00"), at("10:00"), at("10:00"), at("11:00")]
    assert [forecast[car.id].ends for car in cars] == ends


def test_a_car_for_anybody_is_not_given_to_who_knows_nothing_of_it():
    """Two know air conditioning; all others stand free."""
    cars = [for_anybody(n, "空调不制冷") for n in (1, 2, 3)]
    assert seen(*cars)["c03"].ends == at("11:00")


def test_among_equals_who_knows_more_of_it_takes_it():
    """冯志远 knows chassis and brakes; so the next one about brakes finds the others free."""
    both, brakes = for_anybody(1, "底盘异响", "更换刹车片"), for_anybody(2, "刹车异响", minutes=120)
    held = [card(9, "working", 240, technicians=[id], intervals=[Interval("i", id, NINE)])
            for id in (PENG.id, XU.id)]  # fmt: skip
    for n, one in enumerate(held):
        one.id = f"c9{n}"
    forecast = seen(both, brakes, *held)
    assert (forecast["c01"].ends, forecast["c02"].begins) == (at("10:00"), at("10:00"))


def test_where_nobody_who_knows_it_is_there_somebody_else_does_it():
    today = HOURS.day(NINE)
    away = [(id, today) for id in (XIE.id, CAO.id)]
    assert seen(for_anybody(1, "空调不制冷"), absent=away)["c01"].ends == at("10:00")


def test_what_the_technician_says_counts_from_then_on():
    at_work = [Interval("i", ZHENG.id, at("8:00"))]
    asked = Enquiry(False, ZHENG.id, at("8:50"), minutes_left=40)
    car = card(1, "working", 60, intervals=at_work, enquiries=[asked])
    assert minutes_left(car, HOURS, at("9:00")) == 30
    car.delays = [Delay(15, "锈死", ZHENG.id, at("8:20")), Delay(20, "锈死", ZHENG.id, at("8:55"))]
    assert minutes_left(car, HOURS, at("9:00")) == 50


def at_work(*who: str, since: str = "8:00") -> list[Interval]:
    return [Interval(f"i{n}", id, at(since)) for n, id in enumerate(who)]


def ends(car: Card, now=NINE) -> datetime:
    return seen(car, now=now)[car.id].ends


def test_what_one_of_two_says_is_left_is_time_and_not_labour_to_share():
    both = at_work(ZHENG.id, FENG.id)
    asked = Enquiry(False, ZHENG.id, at("8:50"), minutes_left=60)
    car = card(1, "working", 240, intervals=both, enquiries=[asked])
    assert ends(car) == at("9:50")
    car.intervals[0].to = at("9:00")  # one goes, the other works on
    assert ends(car, at("9:30")) == at("9:50")
    car.intervals[1].to = at("9:10")  # and while nobody does, it does not pass
    car.lane, car.stop_reason, car.technicians = "stopped", "off_shift", [ZHENG.id, FENG.id]
    assert ends(car, at("9:30")) == at("10:10")


def test_a_delay_is_later_by_so_much_however_many_are_at_work():
    for who in ((ZHENG.id,), (ZHENG.id, FENG.id), (ZHENG.id, FENG.id, DENG.id)):
        car = card(1, "working", 240, intervals=at_work(*who))
        before = ends(car)
        car.delays = [Delay(60, "锈死", ZHENG.id, at("8:55"))]
        assert HOURS.between(before, ends(car)) == 60
        car.enquiries = [Enquiry(False, ZHENG.id, at("8:50"), minutes_left=30)]
        assert ends(car) == at("10:20")


def test_what_is_agreed_to_after_the_word_is_shared_again():
    yes = AddOn("a", "刹车片", "safety", ZHENG.id, at("8:30"), True, minutes=60)
    yes.answer, yes.answered_at = "accepted", at("8:55")
    asked = Enquiry(False, ZHENG.id, at("8:50"), minutes_left=60)
    car = card(1, "working", 240, intervals=at_work(ZHENG.id, FENG.id), enquiries=[asked],
               add_ons=[yes])  # fmt: skip
    assert ends(car) == at("10:20")


def test_who_is_no_longer_here_or_unknown_does_no_work():
    gone = replace(directory().people[ZHENG.id], active=False)
    people = replace(directory(), people=directory().people | {ZHENG.id: gone})
    for id in (ZHENG.id, "nobody"):
        alone, both = card(1, technicians=[id]), card(2, technicians=[id, FENG.id])
        found = forecasts([alone, both], people, HOURS, DEFAULTS, {}, ERRORS, NINE)
        assert found["c01"] == Forecast()
        assert found["c02"].ends == at("10:00")
        runs = card(3, "working", intervals=at_work(id))
        assert forecasts([runs], people, HOURS, DEFAULTS, {}, ERRORS, NINE)["c03"] == Forecast()


def test_parts_that_have_not_come_by_their_time_come_nobody_knows_when():
    car = card(1, "stopped", stop_reason="parts", parts_expected_at=at("8:30"))
    assert seen(car)["c01"] == Forecast()
    assert seen(card(1, "queued", parts_expected_at=at("8:30")))["c01"] == Forecast()


@pytest.mark.parametrize("lane", ["arrived", "waiting", "queued"])
def test_work_does_not_begin_before_the_parts_are_there(lane):
    car = card(1, lane, parts_expected_at=at("10:30"))
    assert seen(car)["c01"].begins == at("10:30") and ends(car) == at("11:30")
    car.intervals = [Interval("i", ZHENG.id, at("8:00"), at("8:20"))]
    assert seen(car)["c01"].begins == at("10:30") and ends(car) == at("11:10")


def test_parts_for_later_stop_nobody_who_has_begun():
    begun = at_work(ZHENG.id)
    assert ends(card(1, "working", 90, intervals=begun, parts_expected_at=at("8:30"))) == at("9:30")
    begun[0].to = at("8:50")
    parts = {"intervals": begun, "parts_expected_at": at("8:30")}
    assert ends(card(1, "stopped", 90, stop_reason="other_job", **parts)) == at("9:40")
    assert ends(card(1, "queued", 90, **parts)) == at("9:40")


def test_in_a_teams_overtime_is_rounded_too():
    hours = Hours(DEFAULTS, overtime={(ENGINE, HOURS.day(NINE)): time(21)})
    car = card(1, "queued", 62, team=ENGINE, technicians=[ZHENG.id])
    now = at("18:10") + timedelta(seconds=17)
    found = forecasts([car], directory(), hours, DEFAULTS, {}, ERRORS, now)["c01"]
    assert (found.begins, found.ends) == (at("18:10"), at("19:10"))
    late = forecasts([car], directory(), hours, DEFAULTS, {}, ERRORS, at("19:57"))["c01"]
    assert late.ends == at("21:00")


def test_somebody_at_work_needs_a_few_minutes_yet():
    car = card(1, "working", 30, intervals=[Interval("i", ZHENG.id, at("8:00"))])
    assert minutes_left(car, HOURS, at("9:00")) == 5


def test_cars_that_are_not_here_or_are_ready_have_no_forecast():
    assert seen(card(1, "booked"), card(2, "due"), card(3, "ready")) == {}


def test_five_minutes_are_rounded_to_and_never_out_of_opening_hours():
    assert rounded(at("10:02"), HOURS) == at("10:00")
    assert rounded(at("10:03"), HOURS) == at("10:05")
    assert rounded(at("10:02"), HOURS, at("10:01")) == at("10:05")
    assert rounded(at("17:59"), HOURS) == at("18:00")


def test_a_shop_learns_from_twenty_cars_on():
    few = lessons({"checking": [12.0] * 19}, {"queued": [3.0] * 19})
    assert (few.usual, few.errors) == ({}, {})
    enough = lessons({"checking": range(21)}, {"queued": range(21)})
    assert (enough.usual, enough.errors) == ({"checking": 10}, {"queued": (10, 16)})
    assert quantile([1, 2, 3, 4], 0.5) == 2.5


def test_how_wrong_a_forecast_was_counts_working_minutes():
    assert how_wrong(at("11:50"), at("13:10"), HOURS) == 20
    assert how_wrong(at("8:10", 24), at("17:50"), HOURS) == -20
