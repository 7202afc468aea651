"""The one car at hand: what can be done now goes first, and nothing of one's own gets lost."""

import pytest

from board.people.people import Person
from board.rules.at_hand import at_hand
from tests.cast import FENG, LI, WU, ZHENG, at
from tests.story import Story


@pytest.fixture
def shop() -> Story:
    return Story()


def hand(shop: Story, who: Person = ZHENG) -> str | None:
    found = at_hand(who, shop)
    return found.id if found else None


def paused(shop: Story, reason: str = "other") -> str:
    car = shop.do(ZHENG, "pause_work", shop.working(ZHENG), reason=reason)
    shop.wait(minutes=5)
    return car


def test_running_then_the_self_check_then_what_can_be_begun_then_the_paused(shop):
    stopped, queued = paused(shop), shop.queued(ZHENG)
    assert hand(shop) == queued
    to_sign = shop.checking(ZHENG)
    assert hand(shop) == to_sign
    shop.do(ZHENG, "resume_work", stopped)
    assert hand(shop) == stopped


def test_of_two_paused_cars_the_one_last_paused(shop):
    paused(shop)
    latest = paused(shop)
    assert hand(shop) == latest


def test_a_shared_car_stays_mine_when_another_works_on_it(shop):
    car = shop.do(ZHENG, "start_work", shop.queued(ZHENG, FENG))
    assert hand(shop, FENG) == car
    shop.do(FENG, "start_work", car)
    shop.do(ZHENG, "pause_work", car, reason="other")
    assert hand(shop) == car


@pytest.mark.parametrize("reason", ["parts", "bay", "support", "outside"])
def test_a_car_that_misses_something_never_hides_one_that_can_be_begun(shop, reason):
    resumable = paused(shop)
    missing = paused(shop, reason)
    assert hand(shop) == resumable
    shop.do(ZHENG, "resume_work", resumable)
    shop.do(ZHENG, "finish_work", resumable, confirmed=True)
    shop.sign(ZHENG, resumable, "self")
    assert hand(shop) == missing


def test_a_car_whose_bay_is_taken_waits_behind_one_that_can_be_begun(shop):
    blocked = shop.dispatched(shop.waiting(), ZHENG, bay="7")
    free = shop.queued(ZHENG)
    other = shop.dispatched(shop.waiting(), FENG, bay="7")
    assert hand(shop) == blocked
    shop.do(FENG, "start_work", other)
    assert hand(shop) == free


def test_a_car_whose_parts_are_still_to_come_waits_behind_one_that_can_be_begun(shop):
    waits = shop.queued(ZHENG)
    shop.do(LI, "expect_parts", waits, expected_at=at("15:00"))
    free = shop.queued(ZHENG)
    assert hand(shop) == free


def test_a_car_that_was_handed_on_goes_behind_all_others(shop):
    given = shop.working(ZHENG)
    shop.do(ZHENG, "hand_work_over", given, to=FENG.id)
    shop.wait(minutes=1)
    shop.do(FENG, "pause_work", given, reason="other")
    mine = paused(shop)
    assert hand(shop) == mine


def test_nothing_is_at_hand_of_what_is_others(shop):
    shop.queued(FENG)
    assert hand(shop) is None
    shop.at_peer()
    assert hand(shop, WU) is None
