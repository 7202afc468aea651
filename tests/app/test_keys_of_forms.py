"""Every form that gives a command carries the key of its rendering: without one, or with one that
is too long, nothing is done and a sentence says so. No page makes a key up: a second tap would be
a second command."""

import re

import pytest
from sqlalchemy import func, select

from app.background.timekeeper import Timekeeper
from app.commands.perform import Actor, Command, perform
from app.storage import tables as t
from board.commands.shop import RegisterDevice
from tests.app.whole_shop import PIN
from tests.cast import LI

SENTENCE = "这一页不完整,什么都没做。刷新后再点。"
DEVICE, DAY, REVIEW = "tablet-one", {"day": "2026-11-25"}, "/reviews/2026-11-23-noon"
# Forms that give no command: who is here, which language, a file to look at (its yes is tied to
# what was seen), and the API, which has the key in a header.
NO_COMMAND = {
    "api.command", "api.photo", "sign_in.by_name", "sign_in.by_pin", "sign_in.sign_out",
    "sign_in.language", "sign_in.still_here", "me.sign_out_everywhere", "import_day.hand_in",
    "import_columns.say", "import_day.take", "admin.take_staff_list",
    "import_day.confirm", "demo.be",
}  # fmt: skip
# endpoint → (role, address, what is filled in): good forms but for their key.
FORMS = {
    "me.change_pin": ("washer", "/me/pin", {"old": PIN, "new": "80351", "again": "80351"}),
    "access.make_token": ("manager", "/access/tokens", {"person": "S01", "label": "财务"}),
    "access.withdraw_token": ("manager", "/access/tokens/TOKEN/withdraw", {}),
    "access.register_this": ("manager", "/access/device", {"device_is": "wall"}),
    "access.withdraw_device": ("manager", f"/access/devices/{DEVICE}/withdraw", {}),
    "access.first_pin": ("manager", "/access/pin", {"person": "T02", "pin": "70528"}),
    "admin.mark_absent": ("manager", "/admin/days/absence", DAY | {"person": "T02", "absent": "1"}),
    "admin.name_stand_in": ("foreman", "/admin/days/stand-in", DAY | {"person": "T01"}),
    "admin.set_day": ("manager", "/admin/days/hours", DAY | {"open": "0"}),
    "admin.set_overtime": ("foreman", "/admin/days/overtime",
                           DAY | {"team": "G1", "until": "20:00"}),
    "admin.add_person": ("manager", "/admin/people/new",
                         {"person": "T77", "name": "钱进", "roles": "technician"}),
    "admin.change_person": ("manager", "/admin/people/T03",
                            {"name": "新名", "roles": "technician", "active": "1"}),
    "admin.change_settings": ("manager", "/admin/settings/bays", {"bays": "1号\n2号"}),
    "admin.add_team": ("manager", "/admin/teams", {"name": "新能源组"}),
    "admin.change_team": ("manager", "/admin/teams/G1", {"name": "甲组"}),
    "walls.add": ("manager", "/admin/walls", {"name": "二号"}),
    "walls.change": ("manager", "/admin/walls/WALL", {"name": "三号"}),
    "walls.renew": ("manager", "/admin/walls/WALL/link", {}),
    "walls.withdraw": ("manager", "/admin/walls/WALL/withdraw", {}),
    "dispatch.mark_absent": ("foreman", "/dispatch/absence", {"person": "T04", "absent": "1"}),
    "doing.do": ("manager", "/c/CODE/do/add_note", {"text": "x"}),
    "new_card.make": ("advisor", "/new", {
        "command": "open_card", "kind": "repair", "planned_hours": "1", "requests": "异响",
        "customer.name": "冯先生", "vehicle.plate": "粤A00001", "vehicle.model": "Golf",
        "price_yuan": "1",
    }),
    "reviews.open_review": ("foreman", "/reviews/open", {"session": "noon"}),
    "reviews.explain": ("foreman", "/reviews/2026-11-23-morning/explain", {"reason": "开会"}),
    "reviews.finish": ("foreman", "/countermeasures/x/finish", {}),
    "review_lead.turn": ("foreman", f"{REVIEW}/turn", {"part": "load"}),
    "review_lead.attendance": ("foreman", f"{REVIEW}/attendance", {"people": "T02"}),
    "review_lead.decide": ("foreman", f"{REVIEW}/decide", {"kind": "other", "note": "x"}),
    "review_lead.close": ("foreman", f"{REVIEW}/close", {}),
}  # fmt: skip
NO_KEYS = {"none": {}, "empty": {"key": ""}, "too long": {"key": "k" * 101}}


@pytest.fixture(scope="module")
def shop(everywhere):
    """(store, names of what stands in the addresses above)."""
    store, cars, door = everywhere
    door.turn("11:00")
    Timekeeper(store).tick()
    device = RegisterDevice(device=DEVICE, kind="wall")
    assert perform(store, Command(Actor("M01"), "device", device)).ok
    assert door.ask(LI, "open_review", session="noon").ok
    with store.read() as reading:
        known = reading.shop
    names = {"TOKEN": next(iter(known.tokens)), "WALL": next(iter(known.walls)),
             "CODE": door.card(cars["working"]).code}  # fmt: skip
    return store, names


@pytest.fixture
def send(shop, one_app, tmp_path, csrf):
    """send(endpoint, key=…): the form of an endpoint, sent by somebody who may."""
    one_app.extensions["store"] = shop[0]

    def send(endpoint, **key):
        role, address, typed = FORMS[endpoint]
        for name, value in shop[1].items():
            address = address.replace(name, value)
        browser = one_app.test_client()
        given = {"pin": PIN, "csrf_token": csrf(browser)}
        assert browser.post(f"/sign-in/person/X-{role}", data=given).status_code == 303
        form = {"csrf_token": csrf(browser)} | typed | key
        return browser.post(address, data=form)

    return send


def test_every_form_of_a_command_is_looked_at(one_app):
    rules = [r for r in one_app.url_map.iter_rules() if "POST" in r.methods]
    assert {r.endpoint for r in rules} == NO_COMMAND | set(FORMS)
    for rule in rules:
        if rule.endpoint in FORMS:
            pattern = re.sub(r"<[^>]+>", "[^/]+", rule.rule)
            assert re.fullmatch(pattern, FORMS[rule.endpoint][1])


@pytest.mark.parametrize("key", NO_KEYS.values(), ids=NO_KEYS)
@pytest.mark.parametrize("endpoint", FORMS)
def test_a_form_without_its_key_is_refused_and_does_nothing(shop, send, endpoint, key):
    before = _done(shop[0])
    answer = send(endpoint, **key)
    assert answer.status_code == 422
    assert SENTENCE in answer.get_data(as_text=True)
    assert _done(shop[0]) == before


@pytest.mark.parametrize("endpoint", FORMS)
def test_the_same_form_with_a_key_is_heard(send, endpoint):
    assert SENTENCE not in send(endpoint, key=f"key-of-{endpoint}").get_data(as_text=True)


def _done(store) -> tuple[int | None, ...]:
    with store.read() as reading:
        counts = [select(func.count()).select_from(table) for table in (t.events, t.answers)]
        return tuple(reading.connection.scalar(count) for count in counts)
