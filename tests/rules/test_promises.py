"""Promises (rules.md §5): every change is a version, agreed to by the customer or within the
range."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from board.commands.promises import Consent
from board.folding.fold import fold
from board.planning.preset_range import last_agreed, preset_range
from tests.cast import CHEN, ZHENG, at
from tests.story import Story

AGREED = Consent(channel="phone", spoke_to="冯先生")


def change(shop: Story, car: str, to: str = "17:00", fen: int = 80_000, **how: object) -> str:
    args = {"promise_at": at(to), "price_fen": fen, "reason": "等备件"} | how
    return shop.says(CHEN, "repromise", car, **args)


def test_a_change_the_customer_agreed_to_is_a_new_version():
    shop = Story()
    car = shop.working()
    assert change(shop, car, "18:30", 120_000, consent=AGREED) == "done"
    card = shop[car]
    new = card.promises[-1]
    assert (new.at, new.price_fen, new.reason) == (at("18:30"), 120_000, "等备件")
    assert (new.channel, new.spoke_to, new.by) == ("phone", "冯先生", CHEN.id)
    assert (card.promise_at, card.price_fen, len(card.promises)) == (at("18:30"), 120_000, 2)
    assert card.was_told


def test_within_the_range_no_call_is_needed():
    shop = Story()
    car = shop.working()
    assert change(shop, car, "17:15", 88_000, within_range=True) == "done"
    assert shop[car].promises[-1].within_range and not shop[car].was_told


@pytest.mark.parametrize(("to", "fen"), [("17:16", 80_000), ("17:00", 88_001)])
def test_beyond_the_range_the_customer_is_called_first(to, fen):
    shop = Story()
    car = shop.working()
    assert change(shop, car, to, fen, within_range=True) == "out_of_range"
    assert change(shop, car, to, fen) == "not_agreed"
    assert change(shop, car, to, fen, consent=AGREED) == "done"


def test_the_range_counts_from_the_last_promise_that_was_agreed_to():
    shop = Story()
    car = shop.working()
    assert change(shop, car, "17:10", within_range=True) == "done"
    assert change(shop, car, "17:20", within_range=True) == "out_of_range"
    assert change(shop, car, "17:20", consent=AGREED) == "done"
    assert change(shop, car, "17:35", within_range=True) == "done"


def test_the_price_rises_by_two_hundred_yuan_at_most():
    shop = Story()
    car = shop.checked_in(shop.arrived(), price_fen=500_000)
    assert preset_range(shop[car], shop.settings).price_fen == 520_000


def test_what_is_past_or_the_same_is_no_promise():
    shop = Story()
    car = shop.working()
    assert change(shop, car, "8:00", consent=AGREED) == "promise_in_past"
    assert change(shop, car, consent=AGREED) == "nothing_to_change"


def test_after_check_in_what_was_agreed_is_not_edited():
    shop = Story()
    car = shop.waiting()
    for changed in ({"promise_at": at("18:00")}, {"price_fen": 1}, {"requests": ["别的"]}):
        assert shop.says(CHEN, "edit_card", car, **changed) == "use_repromise"
    same = {"price_fen": 80_000, "requests": shop[car].requests, "remark": "备注"}
    assert shop.says(CHEN, "edit_card", car, **same) == "done"


def test_before_check_in_it_is():
    shop = Story()
    car = shop.booked()
    assert shop.says(CHEN, "edit_card", car, price_fen=1, requests=["别的"]) == "done"
    assert shop.says(CHEN, "repromise", car, promise_at=at("18:00"), price_fen=1, reason="x") == (
        "wrong_lane"
    )


def test_consent_is_not_undone_and_a_change_within_the_range_is():
    shop = Story()
    car = shop.working()
    change(shop, car, "17:10", within_range=True)
    assert shop.says(CHEN, "undo", car) == "done"
    assert len(shop[car].promises) == 1
    change(shop, car, "18:10", consent=AGREED)
    assert shop.says(CHEN, "undo", car) == "cannot_undo"


@given(st.lists(st.tuples(st.integers(-30, 60), st.integers(-5_000, 30_000), st.booleans())))
def test_without_a_call_nobody_ever_gets_beyond_the_range(changes):
    shop = Story()
    car = shop.waiting()
    for minutes, fen, asked in changes:
        card = shop[car]
        shop.says(
            CHEN, "repromise", car, reason="x", consent=AGREED if asked else None,
            promise_at=card.promise_at.__class__.fromtimestamp(
                card.promise_at.timestamp() + minutes * 60, card.promise_at.tzinfo
            ),
            price_fen=max(0, card.price_fen + fen), within_range=not asked,
        )  # fmt: skip
        after = shop[car]
        agreed = last_agreed(after)
        room = preset_range(after, shop.settings)
        assert room.covers(after.promise_at, after.price_fen)
        assert agreed.price_fen + 20_000 >= after.price_fen


def finding(shop: Story, car: str, answer: str, **more: object) -> str:
    """What the shop answers when an add-on of 50 yuan and five minutes was answered so."""
    shop.do(ZHENG, "report_add_on", car, what="雨刮", urgency="advice", can_go_on=True,
            price_fen=5_000, minutes=5)  # fmt: skip
    add_on = shop[car].add_ons[-1]
    said = {"answer": answer, "channel": "phone", "spoke_to": "冯先生"} | more
    return shop.says(CHEN, "answer_add_on", car, add_on=add_on.id, offer=add_on.offers[-1].id,
                     **said)  # fmt: skip


def room(shop: Story, car: str) -> tuple[datetime, int]:
    found = preset_range(shop[car], shop.settings)
    return found.until, found.price_fen


def test_a_no_to_an_add_on_agrees_to_nothing_else():
    shop = Story()
    car = shop.working()
    assert change(shop, car, "17:15", 88_000, within_range=True) == "done"
    assert finding(shop, car, "refused", promise_at=at("17:15")) == "use_repromise"
    assert finding(shop, car, "refused") == "done"
    assert room(shop, car) == (at("17:15"), 88_000)


def test_a_yes_without_a_new_time_agrees_to_its_price_alone():
    shop = Story()
    car = shop.working()
    change(shop, car, "17:15", 88_000, within_range=True)
    assert finding(shop, car, "accepted") == "done"
    assert shop[car].price_fen == 93_000
    assert room(shop, car) == (at("17:15"), 85_000 + 8_500)


def test_a_yes_with_a_new_time_agrees_to_both():
    shop = Story()
    car = shop.working()
    change(shop, car, "17:15", 88_000, within_range=True)
    assert finding(shop, car, "accepted", promise_at=at("17:40")) == "done"
    assert room(shop, car) == (at("17:55"), 85_000 + 8_500)


def test_a_new_time_recorded_with_a_no_long_ago_still_stands_and_agrees_to_nothing():
    shop = Story()
    car = shop.working()
    change(shop, car, "17:15", 88_000, within_range=True)
    finding(shop, car, "refused")
    *before, event = shop.story(car)
    as_once = replace(event, fact=replace(event.fact, promise_at=at("17:15")))
    card = fold([*before, as_once])
    assert (card.promise_at, len(card.promises)) == (at("17:15"), 3)
    assert preset_range(card, shop.settings).until == at("17:15")


@given(st.lists(st.tuples(
    st.sampled_from(["range", "range", "consent", "refused", "accepted", "accepted later"]),
    st.sampled_from([-5, 0, 5, 10, 15]), st.sampled_from([-2_000, 0, 3_000, 8_000]),
), min_size=3, max_size=12))  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_whatever_was_answered_nobody_gets_beyond_what_was_agreed_to(steps):
    shop = Story()
    car = shop.working()
    until, fen = at("17:00"), 80_000
    for what, minutes, more in steps:
        later = shop[car].promise_at + timedelta(minutes=minutes)
        price = shop[car].price_fen + more
        if what in ("range", "consent"):
            how = {"consent": AGREED} if what == "consent" else {"within_range": True}
            said = shop.says(CHEN, "repromise", car, promise_at=later, price_fen=price,
                             reason="x", **how)  # fmt: skip
            if what == "consent" and said == "done":
                until, fen = later, price
        else:
            times = {"promise_at": later} if what.endswith("later") else {}
            assert finding(shop, car, what.split()[0], **times) == "done"
            until = later if times else until
            fen += 5_000 if what.startswith("accepted") else 0
        assert shop[car].promise_at <= until + timedelta(minutes=15)
        assert shop[car].price_fen <= fen + min(fen // 10, 20_000)
