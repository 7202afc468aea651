"""Any people, any commands, any order, several cards: what must never be (SPEC §3) never is.

The shop itself checks after every step (tests/watched_shop.py, tests/nevers.py); here hypothesis
looks for the order of steps that would break it, and makes it short."""

from random import Random

import pytest
from hypothesis import HealthCheck, settings, target
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from board.event import Happening
from board.events import FACTS
from tests.cast import CHEN, FENG, JIANG, LI, REN, SHI, WU, ZHENG, ZHONG
from tests.nevers import check_card, check_shop
from tests.story import Story
from tests.wandering import Wanderer
from tests.watched_shop import WatchedShop

CHANCE = st.randoms(use_true_random=False)


class AnyOrder(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.shop = WatchedShop()

    def by(self, random: Random) -> Wanderer:
        return Wanderer(self.shop, random)

    @initialize(random=CHANCE)
    def the_shop_opens(self, random: Random) -> None:
        for _ in range(2):
            self.shop.queued(wash=True)
        self.by(random).a_new_card()

    @rule(random=CHANCE)
    def a_new_card(self, random: Random) -> None:
        if len(self.shop.cards) < 6:
            self.by(random).a_new_card()

    @rule(random=CHANCE)
    def time_passes(self, random: Random) -> None:
        self.by(random).time_passes()

    @rule(random=CHANCE)
    def somebody_stays_at_home(self, random: Random) -> None:
        self.by(random).somebody_stays_at_home()

    @rule(random=CHANCE, times=st.integers(1, 8))
    def the_car_goes_on(self, random: Random, times: int) -> None:
        card = self.by(random).a_card()
        for _ in range(times):
            self.by(random).the_car_goes_on(self.shop[card.id])

    @rule(random=CHANCE)
    def anyone_does_something_possible(self, random: Random) -> None:
        self.by(random).anyone_does_something_possible(self.by(random).a_card())

    @rule(random=CHANCE)
    def anyone_tries_anything(self, random: Random) -> None:
        self.by(random).anyone_tries_anything(self.by(random).a_card())

    @rule(random=CHANCE)
    def the_same_person_thinks_again(self, random: Random) -> None:
        self.by(random).the_same_person_thinks_again(self.by(random).a_card())

    @rule(random=CHANCE)
    def the_clock_strikes(self, random: Random) -> None:
        self.by(random).the_clock_strikes(self.by(random).a_card())

    @rule(random=CHANCE)
    def the_clock_looks(self, random: Random) -> None:
        self.by(random).the_clock_looks(self.by(random).a_card())

    def teardown(self) -> None:
        target(float(self.shop.done["hand_over"]), label="cars delivered")
        target(float(len(self.shop.done)), label="different commands")


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


# --- the watchers themselves: each sees what it is there to see ---------------------------------


def slip(shop: Story, car: str, type: str, who: object, **data: object) -> None:
    """Records a fact that no rule would have decided."""
    shop._record([Happening(car, FACTS[type](**data))], "slip", who)


def unwashed(shop: Story) -> None:
    slip(shop, shop.at_final(wash=True), "wash_started", SHI)


def signed_by_the_worker(shop: Story) -> None:
    car = shop.sign(WU, shop.sign(ZHENG, shop.checking(ZHENG, JIANG), "self"), "peer")
    slip(shop, car, "check_signed", JIANG, level="final", passed=True)


def signed_twice(shop: Story) -> None:
    slip(shop, shop.at_peer(), "check_signed", ZHENG, level="peer", passed=True)


def peer_passed_over(shop: Story) -> None:
    slip(shop, shop.at_peer(), "check_signed", REN, level="final", passed=True)


def ready_without_bill(shop: Story) -> None:
    slip(shop, shop.settling(), "moved_to_ready", CHEN)


def billed_without_check(shop: Story) -> None:
    slip(shop, shop.at_peer(), "bill_checked", ZHONG, price_fen=1)


def left_without_bill(shop: Story) -> None:
    slip(shop, shop.stopped(), "card_cancelled", CHEN, lane="cancelled", ended=[], reason="")


def stopped_while_one_works(shop: Story) -> None:
    slip(shop, shop.working(ZHENG, FENG), "work_paused", ZHENG, ended=[], reason="bay", stops=True)


def two_cars_at_once(shop: Story) -> None:
    shop.working(ZHENG)
    car = shop.queued()
    slip(shop, car, "work_started", ZHENG, interval="x1", technician=ZHENG.id)


def one_bay_twice(shop: Story) -> None:
    shop.working(ZHENG, bay="A1")
    slip(shop, shop.queued(bay="A1"), "work_started", FENG, interval="x1", technician=FENG.id)


def a_card_touched_by_hand(shop: Story) -> None:
    shop[shop.queued()].bay = "A9"


@pytest.mark.parametrize("wrong", [
    unwashed, signed_by_the_worker, signed_twice, peer_passed_over, ready_without_bill,
    billed_without_check, left_without_bill, stopped_while_one_works, two_cars_at_once,
    one_bay_twice, a_card_touched_by_hand,
])  # fmt: skip
def test_the_watchers_see(wrong):
    shop = Story()
    wrong(shop)
    with pytest.raises(AssertionError):
        for card in shop.cards.values():
            check_card(shop, card)
        check_shop(shop)


def test_the_watchers_are_content_with_an_honest_day():
    shop = Story()
    for car in (shop.delivered(), shop.ready(wash=True), shop.cancelled()):
        check_card(shop, shop[car])
    shop.do(LI, "put_back", shop.washing(), lane="queued", reason="漏项")
    check_shop(shop)
