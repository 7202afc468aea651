"""The API is what it says it is: every path answers, in the shape that its description has.
Besides, no answer that any test of the door gets is another (`conftest.py`)."""

import re
from copy import deepcopy

import pytest
from jsonschema import Draft202012Validator

from app.api import openapi, people
from app.api.commands import OPEN
from app.background.timekeeper import Timekeeper
from app.commands.perform import Actor, Command, perform
from app.commands.validation import arguments
from tests.cast import CHEN, FENG, LIANG, ZHENG
from tests.door.schema import ROOT, as_described, component, faults
from tests.door.shop import PINS
from tests.door.test_every_command import ACCEPTED, SHOP_ACCEPTED
from tests.door.test_reviews import GIVEN, NOON, prepared

PATHS = openapi.description()["paths"]
READS = [path.removeprefix(ROOT) for path, methods in PATHS.items() if "get" in methods]
SCHEMAS = openapi.description()["components"]["schemas"]


@pytest.fixture
def noon(shop):
    """The noon review is held, over a late car and some that are not."""
    who, args = prepared(shop, "close_review")
    for lane in ("booked", "arrived", "waiting"):
        shop.in_lane(lane)
    shop.checking(FENG)
    Timekeeper(shop.store).tick()
    assert shop.post(who, {"command": "close_review"} | args)[0] == 200
    return shop


def test_every_path_answers_as_it_is_described(noon):
    board = noon.get("/board")[1]
    card = next(tile["id"] for lane in board["lanes"] for tile in lane["cards"])
    ids = {"/cards/{id}": card, "/cards/{id}/events": card, "/reviews/{id}": NOON}
    queries = {
        "/board": [{}, {"at": board["now"]}], "/cards": [{}, {"q": "冯海涛"}],
        "/changes": [{"epoch": board["epoch"], "since": 0, "mark": ""}],
        "/duties": [{}, {"mine": 1}],
    }  # fmt: skip
    for path in READS:
        for query in queries.get(path, [{}]):
            status, said = noon.get(path.replace("{id}", ids.get(path, "")), CHEN, **query)
            assert (status, bool(said)) == (200, True), path


def test_the_commands_that_need_a_wall_and_the_demos_own(shop):
    args = arguments("add_wall", {"name": "大厅"})
    hang = Command(Actor(LIANG.id), "wall", args, secrets={"link_hash": "x"})
    wall = perform(shop.store, hang).made["wall"]
    for body in ({"command": "change_wall", "wall": wall, "metres": 4},
                 {"command": "withdraw_wall", "wall": wall}):  # fmt: skip
        assert shop.post(LIANG, body)[0] == 200
    assert shop.post(LIANG, {"command": "begin_demo_day", "day": "2026-11-24"})[0] == 403


def test_every_command_is_given_in_some_test_of_the_door():
    elsewhere = {"withdraw_token", "change_wall", "withdraw_wall", "begin_demo_day"}
    assert {*ACCEPTED, *SHOP_ACCEPTED, *GIVEN, *elsewhere} == set(OPEN)


def test_each_schema_is_one():
    for schema in SCHEMAS.values():
        Draft202012Validator.check_schema(schema)


def test_a_photo_from_another_site_is_refused_as_described(shop):
    """Cookies alone change nothing."""
    page = shop.client.get("/sign-in?all=1").get_data(as_text=True)
    csrf = re.search(r'data-csrf="([^"]+)"', page)[1]
    shop.client.post(f"/sign-in/person/{CHEN.id}", data={"pin": PINS[CHEN.id], "csrf_token": csrf})
    answer = shop.client.post("/api/v1/photos", data=b"x", headers={"Idempotency-Key": "x"})
    assert answer.status_code == 403
    as_described("post", "/photos", answer)


def test_a_tile_that_is_other_than_described_is_found(shop):
    shop.working()
    board = shop.get("/board")[1]
    tile = next(tile for lane in board["lanes"] for tile in lane["cards"])
    assert faults(component("Board"), board) == []
    for name, value in deepcopy(tile).items():
        for other in ({}, {name: object()}):
            del tile[name]
            tile |= other
            assert faults(component("Board"), board), name
            tile[name] = value
    tile["surprise"] = None
    assert "surprise" in faults(component("Board"), board)[0]


def test_an_answer_that_is_other_than_described_is_found(shop, monkeypatch):
    person = people._person
    monkeypatch.setattr(people, "_person", lambda *args: person(*args) | {"phone": "1"})
    with pytest.raises(AssertionError, match="'phone' was unexpected"):
        shop.get("/people", ZHENG)


def test_times_are_described_as_such():
    for name in ("appointment_at", "promise_at", "since_at"):
        assert SCHEMAS["Tile"]["properties"][name]["format"] == "date-time"
        assert SCHEMAS["Card"]["properties"][name]["format"] == "date-time"
