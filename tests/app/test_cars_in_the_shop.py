"""Cars that are in the shop when a list is brought in come into their lane."""

import pytest

from app.importing.day import import_day
from tests.app.odd_sheets import good, text
from tests.app.test_odd_files import cards
from tests.day_shop import ADVISOR


def lanes(store, *states: str, **changes: str) -> list[str]:
    rows = [good(n, 状态=state, **changes) for n, state in enumerate(states, 1)]
    import_day(store, ADVISOR, text(*rows))
    return [card.lane for card in cards(store)]


def test_each_car_comes_into_its_lane(store):
    assert lanes(store, "已预约", "已到店", "待派工", "") == [
        "booked",
        "arrived",
        "waiting",
        "booked",
    ]


def test_what_a_list_cannot_claim_waits_and_is_told(store):
    done = import_day(store, ADVISOR, text(good(1, 状态="维修中"), good(2, 状态="火星")))
    assert [[w.code for w in p.warnings] for p in done.rows] == [["beyond_a_list"], ["bad_lane"]]
    assert [card.lane for card in cards(store)] == ["waiting", "booked"]


@pytest.mark.parametrize("state", ["已交车", "已取消"])
def test_who_is_gone_is_named_and_left_out(store, state):
    done = import_day(store, ADVISOR, text(good(1, 状态=state)))
    assert [p.row.left_out for p in done.rows] == ["gone"] and cards(store) == []


def test_a_car_that_came_days_ago_is_here_without_its_appointment(store):
    day = {"预约日期": "2026-11-20", "承诺交车时间": "2026-11-23 16:00"}
    assert lanes(store, "在修", **day) == ["waiting"]
    again = import_day(store, ADVISOR, text(good(1, 状态="在修", **day)))
    assert again.counts["unchanged"] == 1


def test_without_a_promise_it_stands_in_the_yard(store):
    done = import_day(store, ADVISOR, text(good(1, 状态="待派工", 承诺交车时间="")))
    assert [w.code for w in done.rows[0].warnings] == ["stays_arrived"]
    assert cards(store)[0].lane == "arrived"
