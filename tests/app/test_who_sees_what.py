"""Who sees what (rules.md §16): every home, role and way of signing in; and every page that can be
opened, read for what it must not hold: a customer's phone, whole name, or VIN."""

import re

import pytest

from app.commands.perform import Actor, Command, perform
from app.people.devices import device_id
from board.commands.card import COMMANDS
from board.commands.shop import RegisterDevice
from board.people.people import ROLES
from board.people.rights import RIGHTS
from board.rules import lanes_of
from tests.app.conftest import cookies, token_of
from tests.app.whole_shop import PIN

LEVELS = ("pin", "name")
CALLERS = ("advisor", "care")
HOMES = {
    "advisor": ("advisor",), "advisor/cars": ("advisor",), "care": ("care",),
    "arrivals": ("reception", "advisor", "care"), "check": ("inspector",), "wash": ("washer",),
    "bill": ("cashier",), "parts": ("parts",), "manager": ("manager",), "duties": ("foreman",),
    "dispatch/cars": ("foreman",),
}  # fmt: skip
BY_RIGHT = {
    "dispatch": "dispatch_card", "admin": "mark_absent", "admin/people": "change_person",
    "admin/settings": "change_settings", "access": "make_token",
}  # fmt: skip
VIEWS = {
    "lanes": ("advisor", "inspector", "washer", "cashier", "parts", "reception", "care",
              "manager", "foreman"),
    "advisor": ("advisor",), "jobs": ("technician", "leader"),
    **dict.fromkeys(("wall", "wall-lanes", "axis", "appointments", "appointments-desk", "card",
                     "reviews"), ROLES),
}  # fmt: skip
PHONE, NAME, VIN = "19900001234", "冯海涛", "LVGBE40K28G123456"
SECRETS = {"phone": PHONE, "name": NAME, "vin": VIN}
WITH_CUSTOMER = ("edit_card", "tell_customer", "repromise", "answer_add_on")


@pytest.fixture(scope="module")
def enter(one_app, everywhere):
    """enter("care", "name"): a browser of somebody with this role alone, signed in that way."""
    store, _, door = everywhere
    one_app.extensions["store"] = store
    known: dict = {}

    def sign_in(role: str, level: str):
        if (role, level) not in known:
            known[role, level] = _browser(role, level)
        return known[role, level]

    def _browser(role: str, level: str):
        client = one_app.test_client()
        form = {"csrf_token": token_of(client)}
        if level == "pin":
            answer = client.post(f"/sign-in/person/X-{role}", data=form | {"pin": PIN})
        else:
            _make_tablet(client)
            answer = client.post("/sign-in/name", data=form | {"person": f"N-{role}"})
        assert answer.status_code == 303 and client.get("/me").status_code == 200
        return client

    def _make_tablet(client) -> None:
        with one_app.test_request_context(headers={"Cookie": cookies(client)}):
            id = device_id()
        args = RegisterDevice(device=id, kind="tablet", team=door.team)
        assert perform(store, Command(Actor("M01"), f"register:{id}", args)).ok

    return sign_in


def everybody(test):
    return pytest.mark.parametrize("level", LEVELS)(pytest.mark.parametrize("role", ROLES)(test))


def expected(name: str, role: str, level: str) -> str:
    """How a home answers: `no`, `pin` (it asks for the PIN first) or `yes`."""
    if role not in HOMES[name]:
        return "no"
    return "pin" if level == "name" and name in CALLERS else "yes"


def said(answer) -> str:
    if answer.status_code == 303 and answer.location.startswith("/sign-in/pin"):
        return "pin"
    return {200: "yes", 403: "no"}[answer.status_code]


@everybody
def test_a_home_and_its_live_part_are_for_its_roles(enter, role, level):
    client = enter(role, level)
    for name in HOMES:
        wanted = expected(name, role, level)
        assert said(client.get(f"/{name}")) == wanted, name
        live = client.get(f"/live/home/{name}")
        assert said(live) == ("yes" if wanted == "yes" else "no"), name


@everybody
def test_what_goes_by_a_right_stays_so(enter, role, level):
    for name, command in BY_RIGHT.items():
        has = role in RIGHTS[command]
        wanted = ("pin" if level == "name" else "yes") if has else "no"
        assert said(enter(role, level).get(f"/{name}")) == wanted, name


@everybody
def test_tiles_are_fetched_by_the_roles_of_their_view(enter, role, level):
    for view, roles in VIEWS.items():
        assert said(enter(role, level).get(f"/live/{view}")) == ("yes" if role in roles else "no")
    mine = enter(role, level).get("/live/my-jobs")
    assert said(mine) == ("yes" if role in VIEWS["jobs"] else "no")
    own = enter(role, level).get("/live/dispatch-own")
    assert said(own) == ("yes" if role in RIGHTS["dispatch_card"] else "no")


@pytest.mark.parametrize(("language", "words"), [
    ("zh-CN", "这一页不归你用"), ("en", "This page is not yours to use"),
])  # fmt: skip
def test_who_may_not_reads_one_sentence_and_finds_home(enter, language, words):
    answer = enter("washer", "pin").get("/care", headers={"Accept-Language": language})
    assert answer.status_code == 403
    assert words in answer.text and 'href="/"' in answer.text


def may_hold(path: str, role: str, level: str) -> set[str]:
    """Which of the secrets a page may hold."""
    if level == "name":
        return set()
    if re.match(r"/c/\w+(/do/\w+)?$|/live/card/\w+$|/api/v1/cards/[\w-]+(/events)?$", path):
        return {"phone", "name", "vin"}
    home = re.match(r"/(?:live/home/)?(advisor|care)$", path)
    return {"phone", "name"} if home and role == home[1] else set()


def places(app, cars: dict, door, role: str) -> list[str]:
    """Every address that can be read, with real cars in it."""
    rules = [r for r in app.url_map.iter_rules() if "GET" in r.methods and r.endpoint != "static"]
    found = {r.rule for r in rules if not r.arguments}
    for name in HOMES:
        found |= {f"/{name}", f"/live/home/{name}"}
    found |= {f"/live/{view}" for view in VIEWS} | {f"/find?q={q}" for q in ("A12345", "冯")}
    found.add("/api/v1/cards?q=A12345")
    for car in (cars[name] for name in ("answered", "due")):
        code = door.card(car).code
        found |= {f"/c/{code}", f"/live/card/{code}", f"/c/{code}/label", f"/board/at/{code}",
                  f"/api/v1/cards/{car}", f"/api/v1/cards/{car}/events"}  # fmt: skip
    given = {c for c in COMMANDS if role in RIGHTS[c]} | set(WITH_CUSTOMER)
    for command in given - {"book_card", "open_card"}:
        for car in _fitting(cars, door, command):
            found.add(f"/c/{door.card(car).code}/do/{command}")
    return sorted(path for path in found if "<" not in path)


def _fitting(cars: dict, door, command: str) -> list[str]:
    """A car for which a command may make sense; one with an answered finding where there is one."""
    lanes = lanes_of(command)
    cars = {"answered": cars["answered"], **cars}
    return [car for car in cars.values() if door.card(car).lane in lanes][:1]


@everybody
def test_no_page_holds_what_its_reader_may_not_see(enter, everywhere, one_app, role, level):
    _, cars, door = everywhere
    client, wrong, held = enter(role, level), [], set()
    for path in places(one_app, cars, door, role):
        if path.startswith(("/socket.io", "/sign-in", "/api/v1/openapi")):
            continue
        text = client.get(path).get_data().decode("utf-8", "replace")  # one place is a sheet
        there = {name for name, secret in SECRETS.items() if secret in text}
        held |= there
        if there - may_hold(path.split("?")[0], role, level):
            wrong.append((path, there))
    assert wrong == []
    assert held == (set(SECRETS) if level == "pin" else set()), "the walk opens cards"


@pytest.mark.parametrize("role", CALLERS)
def test_who_phones_has_the_phone_at_home_once_the_pin_is_given(enter, role):
    home = enter(role, "pin").get(f"/{role}").text
    assert PHONE in home and NAME in home
    assert PHONE in enter(role, "pin").get(f"/live/home/{role}").text


def test_a_tapped_name_asks_for_the_pin_where_the_customer_must_be_seen(enter, everywhere):
    _, cars, door = everywhere
    code = door.card(cars["offered"]).code
    for command in ("edit_card", "answer_add_on"):
        answer = enter("advisor", "name").get(f"/c/{code}/do/{command}")
        assert said(answer) == "pin" and command in answer.location
    card = enter("technician", "name").get(f"/c/{code}").text
    assert "冯先生" in card and f"/sign-in/pin?next=%2Fc%2F{code}" in card
