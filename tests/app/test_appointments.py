"""预约: the coming open days by half-hour; booked and due cars, and those that have come."""

from datetime import time

import pytest

from app.live.views import placed
from board.wall import tile
from tests.app.shop_door import Door
from tests.cast import BAI, CHEN, LIANG, at


@pytest.fixture
def door(store) -> Door:
    return Door(store)


def shown(store, car: str):
    with store.read() as reading:
        one = tile(reading.card(car), reading.directory, reading.hours, reading.now)
    return placed("appointments", one)


def test_booked_due_and_come_cars_are_shown_until_they_leave(store, door):
    booked, due = door.booked(appointment_at=at("9:00", 24)), door.due()
    assert shown(store, booked).slot == shown(store, due).slot == "appointments"
    door.do(BAI, "arrive", due)
    assert shown(store, due).slot == "appointments"
    door.do(CHEN, "cancel_card", booked, reason="客户不来了")
    assert shown(store, booked) is None


def test_a_car_that_came_without_an_appointment_is_not(store, door):
    assert shown(store, door.arrived()) is None


@pytest.mark.parametrize("path", ["/wall/appointments", "/appointments"])
def test_the_days_are_open_days_from_today_on(client, signed_in, store, door, path):
    signed_in(client, "K01")
    page = client.get(path).get_data(as_text=True)
    days = [part[:10] for part in page.split('data-day="')[1:]]
    assert days == [f"2026-11-{n}" for n in (23, 24, 25, 26, 27, 28)]
    door.turn("8:00", day=29)  # a Sunday: closed
    page = client.get(path).get_data(as_text=True)
    assert page.split('data-day="')[1][:10] == "2026-11-30"


def test_each_day_says_what_it_can_take(client, signed_in, csrf, door):
    signed_in(client, "F01")

    def capacities() -> list[int]:
        page = client.get("/appointments").get_data(as_text=True)
        return [int(part.split()[0]) for part in page.split('data-capacity="')[1:]]

    before = capacities()
    form = {"person": "T02", "day": "2026-11-24", "absent": "1", "key": "k1",
            "csrf_token": csrf(client)}  # fmt: skip
    client.post("/admin/days/absence", data=form)
    assert capacities() == [before[0], before[1] - 30, *before[2:]]


def test_a_day_with_other_hours_takes_no_cars_beyond_them(client, signed_in, door):
    tuesday = at("8:00", 24).date()
    door.ask(LIANG, "set_day", day=tuesday, open=True, opens=time(10), closes=time(19))
    signed_in(client, "F01")
    page = client.get("/appointments").get_data(as_text=True)
    times = [part[:5] for part in page.split('data-time="')[1:]]
    assert (times[0], times[-1]) == ("08:00", "18:30")
    monday, tuesday, *_ = (part.split('"')[0] for part in page.split('data-capacity="')[1:])
    open_at = [[at for at, n in zip(times, day.split(), strict=True) if n != "0"]
               for day in (monday, tuesday)]  # fmt: skip
    assert [(day[0], day[-1]) for day in open_at] == [("08:00", "17:30"), ("10:00", "18:30")]


def test_a_closed_day_is_no_column(client, signed_in, door):
    door.ask(LIANG, "set_day", day=at("8:00", 24).date(), open=False)
    signed_in(client, "F01")
    assert 'data-day="2026-11-24"' not in client.get("/appointments").get_data(as_text=True)


def test_come_cars_are_told_from_those_that_are_awaited(client, signed_in, door):
    due, come = door.due(), door.due(order_no=None)
    door.do(BAI, "arrive", come)
    signed_in(client, "K01")
    page = client.get("/wall/appointments").get_data(as_text=True)
    rows = {row.split('"')[0]: row for row in page.split('data-card="')[1:]}
    assert "已到" in rows[come] and "已到" not in rows[due]


def test_at_a_desk_each_car_is_a_way_to_its_card(client, signed_in, door):
    code = door.card(door.due()).code
    signed_in(client, "K01")
    assert f'href="/c/{code}"' in client.get("/appointments").get_data(as_text=True)
    assert f'href="/c/{code}"' not in client.get("/wall/appointments").get_data(as_text=True)


def test_nobody_sees_them_without_being_let_in(client):
    for path in ("/wall/appointments", "/appointments"):
        assert "/sign-in" in client.get(path).location
