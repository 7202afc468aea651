"""The names and shapes of the API v1 (design.md §4): others build on them, so they are written
out."""

import re

import pytest

from app.api.commands import OPEN
from app.api.openapi import description
from app.commands.perform import Actor, Command, perform
from app.history.verifying import verify
from app.live.views import VIEWS
from app.storage.write_session import writing
from board.card.lanes import ON_BOARD
from board.commands.card import CREATING
from board.commands.reviews import REVIEW_COMMANDS
from board.commands.shop import SHOP_COMMANDS
from board.commands.work import AddNote
from tests.cast import CHEN, LI, LIANG, PEOPLE, watcher_of
from tests.door.schema import component, faults

CARD = ["customer", "vehicle", "promises", "add_ons", "checks", "intervals", "walk_round",
        "version", "kind", "price_fen", "old_parts", "waiting_on_site", "remark", "bill",
        "notes"]  # fmt: skip
LANES = ["booked", "due", "arrived", "waiting", "queued", "working", "stopped", "checking",
         "washing", "settling", "ready"]  # fmt: skip
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z")


def matches(shape: str, value: object) -> list[str]:
    return faults(component(shape), value)


@pytest.fixture
def day(shop):
    """One car in every lane, and one that left."""
    for lane in ("booked", "arrived", "waiting", "checking", "stopped", "washing", "ready"):
        shop.in_lane(lane)
    shop.due("11:00")
    shop.settling()
    shop.queued()
    shop.delivered()
    shop.working()
    return shop


def test_the_board_has_every_lane_in_order(day):
    status, board = day.get("/board")
    assert status == 200
    assert set(board) == {"epoch", "seq", "mark", "now", "lanes"}
    assert [lane["lane"] for lane in board["lanes"]] == LANES == list(ON_BOARD)
    assert matches("Board", board) == []
    assert TIME.fullmatch(board["now"])
    for lane in board["lanes"]:
        assert set(lane) == {"lane", "cards"}
        assert lane["cards"], lane["lane"]
        places = [(tile["rank"], tile["id"]) for tile in lane["cards"]]
        assert places == sorted(places)
        for tile in lane["cards"]:
            assert tile["lane"] == lane["lane"]


def test_a_tile_says_what_it_should(day):
    tiles = {lane["lane"]: lane["cards"][0] for lane in day.get("/board")[1]["lanes"]}
    states = {lane: tile["state"] for lane, tile in tiles.items()}
    expected = dict.fromkeys(LANES) | {"checking": "self", "washing": "waiting", "settling": "open"}
    assert states == expected
    working = tiles["working"]
    assert working["team"] == {"id": "G1", "name": "机电一组"}
    assert working["technicians"][0] == {"id": "T02", "name": "郑凯"}
    assert working["advisor"] == {"id": "S01", "name": "陈雅琴"}
    assert working["customer"] == "冯先生"
    assert working["open_add_ons"] == 0 and working["told"] is False
    assert set(working["intervals"][0]) == {"technician", "from", "to"}
    assert working["intervals"][0]["to"] is None
    assert working["forecast_at"] is None
    for name in ("arrived_at", "finish_due_at", "promise_at", "since_at"):
        assert TIME.fullmatch(working[name]), name
    assert tiles["booked"]["appointment_at"] == "2026-11-23T01:00:00Z"
    assert tiles["stopped"]["stop_reason"] == "parts"


def test_a_tile_is_small(shop):
    car = shop.arrived(requests=["换" * 500] * 40)
    tile = shop.get("/board")[1]["lanes"][2]["cards"][0]
    assert tile["id"] == car
    usual = shop.get("/cards/" + shop.arrived())[1]
    assert len(str(usual)) < 4096


def test_a_card_is_whole(day):
    for lane in day.get("/board")[1]["lanes"]:
        status, card = day.get("/cards/" + lane["cards"][0]["id"])
        assert status == 200
        assert set(CARD) <= set(card)
        assert set(card["customer"]) == {"name", "title", "phone"}
        assert set(card["vehicle"]) == {"model", "plate", "vin", "odometer"}
        assert card["customer"]["name"] == "冯海涛"
        assert matches("Card", card) == []
        for interval in card["intervals"]:
            assert {"id", "technician", "from", "to"} <= set(interval)
        for promise in card["promises"]:
            assert {"at", "price_fen", "by", "made_at", "reason"} <= set(promise)
        for check in card["checks"]:
            assert {"level", "person", "passed", "at", "faults"} <= set(check)
    assert day.get("/cards/nothere")[0] == 404


def test_a_cards_story(day):
    id = day.get("/board")[1]["lanes"][-1]["cards"][0]["id"]
    status, story = day.get(f"/cards/{id}/events")
    assert status == 200 and matches("Story", story) == []
    assert [e["version"] for e in story["events"]] == list(range(1, len(story["events"]) + 1))
    assert {"n", "type", "command", "version", "who", "device", "occurred_at", "received_at",
            "data", "private"} == set(story["events"][0])  # fmt: skip
    assert day.get("/cards/nothere/events")[0] == 404


def test_cards_are_found(day):
    for query, count in (("12345", 12), ("冯海涛", 12), ("19900001234", 12), ("粤a·12345", 12)):
        status, found = day.get("/cards", q=query)
        assert (status, len(found["cards"])) == (200, count), query
        assert matches("Found", found) == []
    code = found["cards"][0]["code"]
    assert day.get("/cards", q=code.lower())[1]["cards"][0]["code"] == code
    assert day.get("/cards", q="x")[1] == {"cards": []}
    assert day.get("/cards")[1] == {"cards": []}


def test_people_and_teams(shop):
    status, people = shop.get("/people")
    assert status == 200 and matches("People", people) == []
    assert {p["id"] for p in people} == set(PEOPLE)
    assert all(
        set(p) == {"id", "name", "roles", "team", "skills", "present"} and p["present"]
        for p in people
    )
    shop.post(LI, {"command": "mark_absent", "person": "T02", "day": "2026-11-23"})
    shop.post(LIANG, {"command": "change_person", "person": "T03", "active": False})
    present = {p["id"]: p["present"] for p in shop.get("/people")[1]}
    assert present["T02"] is False and "T03" not in present
    status, teams = shop.get("/teams")
    assert status == 200 and matches("Teams", teams) == []
    assert teams[0] == {"id": "G1", "name": "机电一组", "people": ["T01", "T02", "T04", "Q02"]}


def test_changes_hold_the_latest_tile_of_each_card(day):
    board = day.get("/board")[1]
    same = day.get("/changes", epoch=board["epoch"], since=board["seq"])[1]
    assert same == {"epoch": board["epoch"], "seq": board["seq"], "mark": board["mark"],
                    "tiles": [], "things": []}  # fmt: skip
    id = board["lanes"][-1]["cards"][0]["id"]
    day.do(CHEN, "add_note", id, text="x")
    day.do(CHEN, "hand_over", id)
    day.post(LIANG, {"command": "add_team", "team": "G9", "name": "新"})
    status, missed = day.get("/changes", epoch=board["epoch"], since=board["seq"])
    assert status == 200 and matches("Changes", missed) == []
    assert [(t["id"], t["lane"], t["version"]) for t in missed["tiles"]] == [
        (id, None, day[id].version)
    ]
    assert missed["things"] == [{"thing": "people"}]
    assert missed["seq"] == board["seq"] + 3


def test_what_an_earlier_version_wrote_is_told_by_its_topic(shop):
    """It wrote the names of commands; who catches up across the upgrade is told topics."""
    board = shop.get("/board")[1]
    with writing(shop.store) as door:
        for thing in ("mark_absent", "change_person", "set_day", "photo"):
            door.thing_changed(thing, {})
    missed = shop.get("/changes", epoch=board["epoch"], since=board["seq"])[1]
    assert [one["thing"] for one in missed["things"]] == ["people", "calendar", "photo"]
    assert verify(shop.store) == []


def test_when_a_screen_must_start_anew(shop):
    epoch, seq = (shop.get("/board")[1][name] for name in ("epoch", "seq"))
    mark = shop.get("/board")[1]["mark"]

    def status(**query: object) -> int:
        return shop.get("/changes", **query)[0]

    assert status(epoch=epoch, since=seq, mark=mark) == 200
    assert status(epoch=epoch, since=0) == 200
    assert status(epoch="another", since=seq) == 410
    assert status(epoch=epoch, since=seq + 1) == 410
    assert status(epoch=epoch, since=seq, mark="0" * 16) == 410
    car = shop.booked()
    for version in range(1, 1001):
        order = Command(Actor("S01"), f"n{version}", AddNote(text="x"), car, version)
        assert perform(shop.store, order).ok
    assert shop.standing()[0] == seq + 1001
    assert status(epoch=epoch, since=seq) == 410
    assert status(epoch=epoch, since=seq + 1) == 200
    assert status(since=seq) == status(epoch=epoch) == 422
    for since in ("-1", "1e3", "9" * 40, "", "一"):
        assert status(epoch=epoch, since=since) == 422


@pytest.mark.parametrize("path", ["/board", "/changes?epoch=x&since=1", "/cards?q=xx", "/cards/x",
                                  "/cards/x/events", "/people", "/teams"])  # fmt: skip
def test_nothing_is_told_to_strangers(shop, path):
    answer = shop.client.get(f"/api/v1{path}")
    status, said = answer.status_code, answer.get_json(force=True)
    assert (status, said["reason"]) == (401, "sign_in")
    assert matches("Problem", said) == []


def test_a_refusal_is_a_problem_document(shop):
    car = shop.settling()
    head = {"Authorization": f"Bearer {shop.tokens['S01']}", "Idempotency-Key": "x"}
    body = shop.body("move_to_ready", car)
    for language, words in (("zh-CN", "钟慧"), ("en", "bill")):
        answer = shop.client.post("/api/v1/commands", json=body,
                                  headers=head | {"Accept-Language": language})  # fmt: skip
        assert (answer.status_code, answer.mimetype) == (409, "application/problem+json")
        said = answer.get_json(force=True)
        assert matches("Problem", said) == []
        assert (said["reason"], said["status"], said["card"]) == ("bill_not_checked", 409, car)
        assert words in said["detail"]
    missing = shop.client.get("/api/v1/nothing", headers=head)
    assert (missing.status_code, missing.mimetype) == (404, "application/problem+json")
    wrong = shop.client.put("/api/v1/commands", headers=head)
    assert (wrong.status_code, wrong.mimetype) == (405, "application/problem+json")


# --- the description ---------------------------------------------------------------------------


def test_the_description_is_open_and_says_every_call(shop):
    answer = shop.client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    said = answer.get_json()
    assert said["openapi"].startswith("3.1")
    assert set(said["paths"]) == {
        f"/api/v1{path}" for path in ("/commands", "/board", "/changes", "/cards", "/cards/{id}",
                                      "/cards/{id}/events", "/duties", "/people", "/photos",
                                      "/reviews", "/reviews/{id}",
                                      "/teams")
    }  # fmt: skip
    for path, methods in said["paths"].items():
        for method, call in methods.items():
            assert {"200", "401"} <= set(call["responses"]), (path, method)


def test_every_reference_leads_somewhere():
    said = description()

    def references(node: object):
        if isinstance(node, dict):
            if "$ref" in node:
                yield node["$ref"]
            for value in node.values():
                yield from references(value)
        elif isinstance(node, list):
            for value in node:
                yield from references(value)

    for reference in set(references(said)):
        node = said
        for part in reference.removeprefix("#/").split("/"):
            node = node[part]


def test_every_command_has_its_schema():
    said = description()
    post = said["paths"]["/api/v1/commands"]["post"]
    choices = post["requestBody"]["content"]["application/json"]["schema"]["oneOf"]
    names = [choice["$ref"].rpartition("/command_")[2] for choice in choices]
    assert names == list(OPEN)
    for name in names:
        schema = said["components"]["schemas"][f"command_{name}"]
        assert schema["properties"]["command"] == {"const": name}
        assert schema["additionalProperties"] is False
        on_card = name not in (*CREATING, *SHOP_COMMANDS, *REVIEW_COMMANDS)
        assert ({"card", "version"} <= set(schema["required"])) is on_card


def test_bodies_that_are_accepted_fit_their_schema(shop):
    from tests.door.test_every_command import ACCEPTED, SHOP_ACCEPTED, prepared

    choice = description()["paths"]["/api/v1/commands"]["post"]["requestBody"]
    schema = choice["content"]["application/json"]["schema"]
    for command in ("correct_interval", "book_card", "edit_card", "check_in", "pause_work",
                    "prioritise_card", "tell_customer", "add_note"):  # fmt: skip
        assert command in ACCEPTED
        who, car, args = prepared(shop, command)
        body = shop.body(command, car, **args)
        assert faults(schema, body) == [], command
        assert faults(schema, body | {"surprise": 1}) != []
        status, said = shop.post(who, body)
        assert status == 200, (command, said)
        assert matches("Done", said) == []
    for command, (_, args) in SHOP_ACCEPTED.items():
        assert faults(schema, {"command": command} | args) == [], command


def test_a_session_of_a_browser_needs_its_token_of_origin(shop):
    """Cookies alone change nothing: another site could send them along."""
    from tests.door.shop import PINS

    page = shop.client.get("/sign-in?all=1").get_data(as_text=True)
    csrf = re.search(r'data-csrf="([^"]+)"', page)[1]
    form = {"pin": PINS["S01"], "csrf_token": csrf}
    assert shop.client.post("/sign-in/person/S01", data=form).status_code == 303
    assert shop.get("/board", None)[0] == 200
    page = shop.client.get("/me").get_data(as_text=True)
    csrf = re.search(r'data-csrf="([^"]+)"', page)[1]
    body = shop.body("add_note", shop.booked(), text="x")
    assert shop.post(None, body)[0] == 403
    head = {"Idempotency-Key": "k", "X-CSRF-Token": csrf}
    assert shop.client.post("/api/v1/commands", json=body, headers=head).status_code == 200


def test_healthz_answers_anybody(shop):
    assert shop.client.get("/healthz").status_code == 200


@pytest.mark.parametrize("view", VIEWS)
def test_pages_catch_up_by_the_same_rules(shop, view):
    """GET /live/VIEW: whole without `since`, else what was missed, 410 when it must start anew."""

    def ask(who: str | None = watcher_of(view), **query: object) -> tuple[int, dict]:
        head = {"Authorization": f"Bearer {shop.tokens[who]}"} if who else {}
        answer = shop.client.get(f"/live/{view}", query_string=query, headers=head)
        return answer.status_code, answer.get_json(force=True)

    car = shop.arrived()
    status, page = ask()
    assert status == 200 and set(page) == {"epoch", "seq", "mark", "tiles", "things"}
    assert all(set(t) == {"id", "slot", "rank", "people", "html"} for t in page["tiles"])
    stands = {"epoch": page["epoch"], "since": page["seq"], "mark": page["mark"]}
    shop.do(CHEN, "edit_card", car, vehicle={"model": "汉兰达", "plate": "粤A88888"})
    status, missed = ask(**stands)
    assert status == 200 and [tile["id"] for tile in missed["tiles"]] == [car]
    assert ask(None)[0] == 401
    assert ask(**stands | {"epoch": "other"})[0] == 410
    assert ask(**stands | {"mark": "0" * 16})[0] == 410
    assert ask(**stands | {"since": page["seq"] + 99})[0] == 410
    assert ask(**stands | {"since": "junk"})[0] == 422
    assert shop.client.get("/live/secrets", headers=shop._headers(CHEN)).status_code == 404
