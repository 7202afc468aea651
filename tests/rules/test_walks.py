"""Long random days in a shop: whatever is done, nothing is that must never be, and everything
that can be is reached."""

from collections import Counter
from random import Random

import pytest

from board.card.lanes import LANES
from board.commands.card import COMMANDS
from tests.wandering import Wanderer
from tests.watched_shop import WatchedShop

STEPS = 600
WALKS = 20


def a_day(seed: int) -> WatchedShop:
    random = Random(seed)
    shop = WatchedShop()
    wanderer = Wanderer(shop, random)
    ways = {
        wanderer.the_car_goes_on: 40,
        wanderer.anyone_does_something_possible: 40,
        wanderer.anyone_tries_anything: 12,
        wanderer.the_same_person_thinks_again: 12,
        wanderer.the_clock_strikes: 1,
    }
    wanderer.a_new_card()
    for step in range(STEPS):
        if step % 2:
            wanderer.time_passes()
        if step % 10 == 0 and shop.cards:
            wanderer.the_clock_looks(wanderer.a_card())
        if step % 40 == 0:
            wanderer.a_new_card()
        if step % 100 == 50:
            wanderer.somebody_stays_at_home()
        [way] = random.choices(list(ways), list(ways.values()))
        way(wanderer.a_card())
    return shop


@pytest.fixture(scope="module")
def days() -> list[WatchedShop]:
    return [a_day(seed) for seed in range(36, 36 + WALKS)]


def test_a_random_day_reaches_every_lane_and_every_command(days):
    done, lanes = Counter(), Counter()
    for day in days:
        done += day.done
        lanes += day.lanes
    assert set(done) == set(COMMANDS)
    assert set(lanes) == set(LANES)
    assert lanes["delivered"] >= WALKS
    assert min(done.values()) >= 3


def test_a_random_day_meets_the_refusals_that_matter(days):
    refused = sum((day.refused for day in days), Counter())
    assert {
        "forbidden", "wrong_lane", "running_elsewhere", "bay_taken", "not_in_team", "overlaps",
        "not_this_level", "worked_on_it", "signed_already", "not_the_worker", "leader_signs",
        "bill_not_checked", "not_earlier", "still_working", "not_yours", "too_late_to_undo",
        "cannot_undo", "order_no_taken", "in_future", "shift_not_over",
        "consent_missing", "offer_outdated", "not_priced", "out_of_range", "use_repromise",
        "not_agreed",
    } <= set(refused)  # fmt: skip


def test_the_same_seed_is_the_same_day():
    assert a_day(1).cards == a_day(1).cards
