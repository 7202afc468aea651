"""回看: the board of a past moment as a page, who was late, one car's day as a strip."""

import pytest

from app.background.timekeeper import Timekeeper
from board.commands.promises import Consent
from tests.app.page_read import Page
from tests.app.shop_door import Door
from tests.cast import CHEN, at


@pytest.fixture
def door(store):
    return Door(store)


@pytest.fixture
def day(door, store) -> dict[str, str]:
    """A car in at eight, at work from nine, past its promise at five, the clock at half past."""
    clock, car = Timekeeper(store), door.arrived()
    door.turn("9:00")
    promise = {"price_fen": 80_000, "planned_minutes": 90}
    door.do(CHEN, "check_in", car, promise_at=at("11:00"), **promise)
    for hour in range(9, 18):
        door.turn(f"{hour}:30")
        clock.tick()
    return {"id": car, "code": door.card(car).code}


@pytest.fixture
def look(client, signed_in):
    signed_in(client, "F01")
    return lambda path: Page(client.get(path))


def lanes(page) -> list[str]:
    return [e.attrib["data-lane"] for e in page.all("span[@data-lane]")]


def test_the_board_of_then_is_shown_with_its_own_time(look, day):
    then, later = (
        look("/board/at?day=2026-11-23&time=08:30"),
        look("/board/at?day=2026-11-23&time=09:10"),
    )
    assert "2026-11-23 08:30:00" in then.text and "这是当时的看板" in then.text
    assert (lanes(then), lanes(later)) == (["arrived"], ["waiting"])
    assert then.all("html")[0].attrib["data-now"] == "2026-11-23T00:30:00Z"
    assert then.all("html")[0].attrib["data-clock-speed"] == "0"


def test_the_ways_to_the_change_before_and_after_lead_there_and_back(look, day):
    def step(page, to: str) -> Page:
        [moment] = page.all(f"div[@data-{to}-at]")
        return look(f"/board/at?at={moment.attrib[f'data-{to}-at']}")

    after = step(look("/board/at?day=2026-11-23&time=08:30"), "after")
    assert (lanes(after), lanes(step(after, "before"))) == (["waiting"], ["arrived"])


def test_who_was_late_is_named_with_the_moment(look, day):
    page = look("/board/at")
    [turn] = page.all("li[@class='past-turn']")
    when = turn.find(".//a[@data-step]")
    assert when is not None
    tones = look(when.attrib["href"]).all("span[@data-tone]")
    assert {e.attrib["data-tone"] for e in tones} <= {"late", "overdue"} and tones


def test_one_cars_day_is_a_strip_and_a_list(look, day):
    page = look(f"/board/at/{day['code']}")
    assert [e.attrib["data-lane"] for e in page.all("rect[@data-lane]")][:2] == [
        "arrived",
        "waiting",
    ]
    assert "待派工" in page.text
    assert "这一天看板上没有这台车" in look(f"/board/at/{day['code']}?day=2026-11-20").text


def test_the_strip_marks_the_promise_that_stood_on_that_day(look, day, door):
    """Not the one that was agreed later."""
    path = f"/board/at/{day['code']}?day=2026-11-23"
    consent = Consent(channel="phone", spoke_to="冯先生")
    door.turn("9:00", 24)
    [mark] = look(path).all("line[@class='past-promise']")
    door.do(CHEN, "repromise", day["id"], promise_at=at("16:00", 24), price_fen=80_000, reason="x",
            within_range=False, consent=consent)  # fmt: skip
    assert [one.attrib for one in look(path).all("line[@class='past-promise']")] == [mark.attrib]


def test_the_slider_ends_at_now(look, day, door):
    door.turn("17:40")
    [slide] = look("/board/at?day=2026-11-23&time=09:00").all("input[@type='range']")
    assert slide.attrib["max"] == str(10 * 60 + 40)  # from seven on


@pytest.mark.parametrize("asked", [
    "at=noon", "at=2999-01-01T00:00:00Z", "day=2026-13-01", "day=2026-11-24",
    "day=2026-11-23&time=25:00", "day=2026-11-23&time=23:00", "at=0001-01-01T00:00:00%2B23:59",
])  # fmt: skip
def test_what_is_no_past_moment_is_said_so(look, client, day, asked):
    answer = client.get(f"/board/at?{asked}")
    assert answer.status_code == 422 and "只能看过去的时间" in answer.text


def test_no_such_car(look, client, day):
    assert client.get("/board/at/ZZZZZ").status_code == 404


def test_whoever_is_not_signed_in_sees_nothing(client, day):
    assert client.get("/board/at").status_code in (302, 303, 401)
