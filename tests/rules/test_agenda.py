"""Which cars a review talks about: each once, under the first exception of rules.md §10 that
fits."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from board.card.card import Card
from board.card.lanes import LANES
from board.card.tile import tile
from board.card.values import Customer, Duty, Forecast, Promise, Vehicle
from board.events.event import instant
from board.planning.tone import tone
from board.reviews.agenda import KINDS, agenda, exception_of
from board.reviews.review import Countermeasure
from board.shop.default_settings import DEFAULTS
from board.shop.hours import Hours
from tests.cast import LI, ZHENG, at, directory

HOURS = Hours(DEFAULTS)
NOW = at("11:00")
SPEC = ("overdue", "late", "tight", "stopped", "undispatched", "duty", "redo", "not_arrived")


def around(minutes: int) -> st.SearchStrategy[datetime]:
    """Moments before and after now, often the very border."""
    some = st.integers(-minutes, minutes) | st.sampled_from([-15, -14, 0, 15])
    return some.map(lambda n: NOW + timedelta(minutes=n))


duties = st.builds(
    lambda kind, due, done: Duty(kind, kind, NOW, due, done_at=NOW if done else None),
    st.sampled_from(["consent", "late_call", "pickup_notice", "reception", "enquiry"]),
    around(60), st.booleans(),
)  # fmt: skip


@st.composite
def cards(draw) -> list[Card]:
    found = []
    for n in range(draw(st.integers(0, 12))):
        card = Card(f"c{n}", f"c{n}", Customer("张"), Vehicle("凯美瑞"), ["检查"], "repair", 60)
        card.lane = draw(st.sampled_from(LANES))
        card.lane_since = card.state_since = draw(around(40))
        card.made_at = NOW
        if draw(st.booleans()):
            card.promises = [Promise(draw(around(180)), 1, "S01", NOW, "")]
            likely = draw(around(240))
            card.forecast = draw(st.sampled_from([
                None, Forecast(likely, likely), Forecast(likely, likely + timedelta(minutes=20))
            ]))  # fmt: skip
        card.appointment_at = draw(st.none() | around(60))
        card.ready_at = draw(around(60)) if card.lane == "ready" else None
        card.stop_reason = "parts" if card.lane == "stopped" else None
        card.marks = ["redo"] if draw(st.booleans()) else []
        card.duties = draw(st.lists(duties, max_size=3))
        card.technicians = draw(st.sampled_from([[], [ZHENG.id]]))
        found.append(card)
    return found


@st.composite
def decisions(draw, found: list[Card]) -> list[Countermeasure]:
    """Countermeasures of earlier reviews, about some of the cars or about none."""
    about = st.sampled_from([None, *(card.id for card in found)])
    return [
        Countermeasure(f"2026-11-20-noon.{n}", "other", LI.id, draw(around(60)), LI.id, NOW,
                       draw(about), finished_at=draw(st.sampled_from([None, NOW])))
        for n in range(draw(st.integers(0, 6)))
    ]  # fmt: skip


def first_that_applies(card: Card, decided: list[Countermeasure]) -> str | None:
    """rules.md §10 read from what screens see of the car, each exception on its own; 对策落实 is
    one of the duties of §9."""
    seen = tile(card, directory(), HOURS, NOW)
    if seen["lane"] is None:
        return None
    since, booked = instant(seen["since_at"]), instant(seen["appointment_at"])
    quarter = timedelta(minutes=15)
    applies = {
        "overdue": seen["tone"] == "overdue",
        "late": seen["tone"] == "late",
        "tight": seen["tone"] == "tight",
        "stopped": seen["lane"] == "stopped",
        "undispatched": seen["lane"] == "waiting" and NOW - since >= quarter,
        "duty": any(instant(d["due_at"]) <= NOW for d in seen["duties"])
        or any(m.card == card.id and m.open and m.due_at <= NOW for m in decided),
        "redo": "redo" in seen["flags"],
        "not_arrived": seen["lane"] == "due" and booked is not None and NOW - booked >= quarter,
    }
    return next((kind for kind in SPEC if applies[kind]), None)


@settings(max_examples=200, deadline=None)
@given(cards(), st.data())
def test_each_car_is_on_it_once_under_the_first_that_applies_and_nothing_else_is(found, data):
    decided = data.draw(decisions(found))
    said = agenda(found, HOURS, NOW, decided)
    assert [one.card for one in said] == list(dict.fromkeys(one.card for one in said))
    expected = {card.id: kind for card in found if (kind := first_that_applies(card, decided))}
    assert {one.card: one.kind for one in said} == expected
    for one in said:
        kind = exception_of(next(c for c in found if c.id == one.card), HOURS, NOW, decided)
        assert kind == one.kind


@settings(max_examples=200, deadline=None)
@given(cards())
def test_the_worst_come_first(found):
    said = agenda(found, HOURS, NOW)
    assert [KINDS.index(one.kind) for one in said] == sorted(KINDS.index(o.kind) for o in said)
    overdue = [(one.ready_at or NOW) - one.promise_at for one in said if one.kind == "overdue"]
    assert overdue == sorted(overdue, reverse=True)
    behind = [one.forecast_at - one.promise_at for one in said if one.kind == "late"]
    assert behind == sorted(behind, reverse=True)
    stopped = [one.since for one in said if one.kind == "stopped"]
    assert stopped == sorted(stopped)


@settings(max_examples=200, deadline=None)
@given(cards())
def test_the_facts_are_kept_by_value(found):
    said = {one.card: one for one in agenda(found, HOURS, NOW)}
    for card in found:
        if one := said.get(card.id):
            assert (one.lane, one.state, one.tone) == (card.lane, card.state, tone(card, NOW))
            assert (one.promise_at, one.promise) == (card.promise_at, card.promise_number)
            assert one.ready_at == (card.ready_at if card.lane == "ready" else None)
            assert one.technicians == card.technicians
            assert one.technicians is not card.technicians


@pytest.mark.parametrize(("kind", "order"), [(kind, n) for n, kind in enumerate(SPEC)])
def test_the_order_is_the_documents(kind, order):
    assert KINDS[order] == kind
