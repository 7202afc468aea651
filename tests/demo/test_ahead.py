"""The demo is booked ahead: care has people to remind, the walls show the coming days; and its bays
are the shop's."""

from collections import Counter
from datetime import date, time

from app.demo.arriving import SHORT
from app.demo.crew import Crew, works
from app.demo.day import DAYS_AHEAD, ahead_file
from app.demo.dice import Chance
from board.planning.capacity import labour_minutes
from tests.demo.test_pages import be, page

NEXT_DAY_UNTIL = time(9, 30)


def ahead(store) -> dict[date, list]:
    with store.read() as view:
        cars = view.in_lanes("booked")
        return {day: [c for c in cars if view.hours.day(c.appointment_at) == day]
                for day in DAYS_AHEAD}  # fmt: skip


def test_the_next_days_have_appointments_and_no_half_hour_has_too_many(fresh_shop):
    store = fresh_shop()
    with store.read() as view:
        for day, cars in ahead(store).items():
            assert len(cars) >= 5
            asked = Counter()
            for car in cars:
                at = view.hours.local(car.appointment_at)
                asked[at.hour, at.minute // 30] += car.planned_minutes
            assert max(asked.values()) <= labour_minutes(view.directory, view.settings, day)
            assert all(c.advisor and c.promise_at > c.appointment_at for c in cars)


def test_who_comes_the_next_morning_can_be_done_by_its_noon(fresh_shop):
    store = fresh_shop()
    with store.read() as view:
        for car in ahead(store)[DAYS_AHEAD[0]]:
            assert car.planned_minutes <= SHORT
            assert view.hours.local(car.appointment_at).time() <= NEXT_DAY_UNTIL


def test_care_has_somebody_to_remind_from_the_first_minute(fresh_shop, app_of):
    store = fresh_shop()
    client = app_of(store).test_client()
    be(client, "K01")
    shown = page(client, "/care")
    for car in ahead(store)[DAYS_AHEAD[0]]:
        assert car.vehicle.plate in shown


def test_the_days_ahead_of_a_friday_are_the_next_open_ones(fresh_shop):
    with fresh_shop().read() as view:
        moved = ahead_file(date(2026, 11, 27), view.hours).decode()
    for day in (date(2026, 11, 28), date(2026, 11, 30), date(2026, 12, 1)):
        assert f"YY{day:%Y%m%d}" in moved and f"{day:%Y-%m-%d}" in moved
    assert not any(f"{day:%Y-%m-%d}" in moved for day in DAYS_AHEAD)


def test_the_bays_of_the_demos_cars_are_bays_of_the_shop(fresh_shop):
    with fresh_shop().read() as view:
        people = [{"id": p.id, "roles": p.roles} for p in view.directory.people.values()]
        crew = Crew(people, Chance(1), view.settings.bays)
        bays = [crew.bay_of(person["id"]) for person in people if works(person)]
    assert len(set(bays)) == len(bays) and set(bays) == set(view.settings.bays)
