"""A browser keeps its photos back until their report was taken, and asks by its forms' keys."""

import re

import pytest

from tests.app.shop_door import Door
from tests.cast import CHEN

PHOTO = "the-front-of-the-car"


@pytest.fixture
def door(store):
    return Door(store)


@pytest.fixture
def chen(client, signed_in):
    return signed_in(client, CHEN.id)


@pytest.fixture
def attach(chen, csrf, door):
    """attach(car, version): a report with a photo as its form sends it; the form's key."""

    def send(car: str, version: int | None = None) -> str:
        path = f"/c/{door.card(car).code}/do/attach_photo"
        page = chen.get(path).get_data(as_text=True)
        key = re.search(r'name="key" value="(\w+)"', page)[1]
        form = {"key": key, "version": version or door.card(car).version, "photo": PHOTO}
        chen.post(path, data=form | {"csrf_token": csrf(chen)})
        return key

    return send


def taken(client, *keys: str) -> list[str]:
    answer = client.get("/live/reports-taken", query_string=[("key", key) for key in keys])
    assert answer.status_code == 200
    return answer.json["taken"]


def test_a_report_that_was_taken_is_told_by_its_forms_key(chen, door, attach):
    car = door.arrived()
    stale = attach(car, version=99)
    assert taken(chen, stale, "never-sent") == []
    done = attach(car)
    assert PHOTO in door.card(car).all_photos
    assert taken(chen, stale, done, "never-sent") == [done]


def test_what_a_rule_refused_was_not_taken(chen, door, attach):
    car = door.arrived()
    door.do(CHEN, "attach_photo", car, photo=PHOTO)
    assert taken(chen, attach(car)) == []


def test_nobody_is_told(client):
    assert client.get("/live/reports-taken?key=x").status_code == 401


def test_who_asks_for_none_is_told_none(chen):
    assert taken(chen) == []
