"""API tokens: made for a person, shown once, kept as a hash, withdrawn for good."""

import re

import pytest

from app.commands.perform import Actor, Command, perform
from app.people import tokens
from app.people.credentials import still_valid
from app.people.tokens import NotMade
from app.storage import tables as t
from board.commands.shop import ChangePerson


def called(app, text):
    return app.test_client().get("/api/v1/people", headers={"Authorization": f"Bearer {text}"})


@pytest.fixture
def give(csrf):
    def give(client, path, **fields):
        form = {"csrf_token": csrf(client), "key": "k1", **fields}
        return client.post(path, data=form)

    return give


def shown_in(answer):
    return re.findall(r"jd_[\w-]+", answer.get_data(as_text=True))


def test_a_token_speaks_for_its_person(app, store):
    text = tokens.make(store, "S01", "财务系统")
    assert re.fullmatch(r"jd_[\w-]{43}", text)
    assert called(app, text).status_code == 200
    with store.read() as reading:
        kept = str(reading.connection.execute(t.tokens.select()).all())
        assert text not in kept and tokens.hashed(text) in kept


def test_a_token_that_is_none_is_nobody_even_with_a_session(app, client, signed_in):
    assert called(app, "jd_wrong").status_code == 401
    signed_in(client, "S01")
    wrong = {"Authorization": "Bearer jd_wrong"}
    assert client.get("/api/v1/people", headers=wrong).status_code == 401


def test_a_token_needs_no_csrf_and_leaves_no_cookie(app, store):
    text = tokens.make(store, "S01", "x")
    answer = app.test_client().post(
        "/api/v1/commands", json={"command": "nothing"}, headers={"Authorization": f"Bearer {text}"}
    )
    assert answer.status_code == 422
    assert "Set-Cookie" not in answer.headers


def test_for_somebody_unknown_none_is_made(store):
    with pytest.raises(NotMade, match="unknown_person"):
        tokens.make(store, "X99", "x")


def test_the_text_is_shown_exactly_once(app, client, signed_in, give):
    signed_in(client, "M01")
    answer = give(client, "/access/tokens", person="S01", label="财务系统")
    (text,) = shown_in(answer)
    assert called(app, text).status_code == 200
    page = client.get("/access")
    assert "财务系统" in page.get_data(as_text=True) and not shown_in(page)
    again = give(client, "/access/tokens", person="S01", label="财务系统")
    assert again.status_code == 409 and not shown_in(again)
    assert called(app, text).status_code == 200


def test_a_withdrawn_token_is_refused_at_once(app, client, store, signed_in, give):
    signed_in(client, "M01")
    (text,) = shown_in(give(client, "/access/tokens", person="S01", label="x"))
    with store.read() as reading:
        (id,) = reading.shop.tokens
    assert still_valid(store, f"token:{id}")
    answer = give(client, f"/access/tokens/{id}/withdraw", key="k2")
    assert answer.status_code == 303
    assert called(app, text).status_code == 401 and not still_valid(store, f"token:{id}")
    assert "已收回" in client.get("/access").get_data(as_text=True)


def test_the_token_of_somebody_who_left_is_worth_nothing(app, store):
    text = tokens.make(store, "S01", "x")
    args = ChangePerson(person="S01", active=False)
    assert perform(store, Command(Actor("M01"), "k", args)).ok
    assert called(app, text).status_code == 401


def test_only_those_with_the_right_see_the_page(client, signed_in):
    assert client.get("/access").location == "/sign-in?next=%2Faccess"
    answer = signed_in(client, "S01").get("/access")
    assert answer.status_code == 403


def test_a_manager_makes_no_token_for_an_admin(store):
    args = ChangePerson(person="S01", roles=["manager"])
    assert perform(store, Command(Actor("M01"), "k", args)).ok
    with pytest.raises(NotMade, match="forbidden"):
        tokens.make(store, "M01", "x", Actor("S01"))


def test_the_device_in_hand_is_registered_and_withdrawn(client, store, signed_in, give):
    signed_in(client, "M01")
    assert give(client, "/access/device", device_is="tablet:G2").status_code == 303
    with store.read() as reading:
        (device,) = reading.shop.devices.values()
    assert (device.kind, device.team) == ("tablet", "G2")
    assert "机电二组平板" in client.get("/access").get_data(as_text=True)
    assert give(client, f"/access/devices/{device.id}/withdraw", key="k2").status_code == 303
    with store.read() as reading:
        assert reading.shop.devices[device.id].kind == "personal"


def test_a_device_must_be_something(client, signed_in, give):
    signed_in(client, "M01")
    assert give(client, "/access/device", device_is="toaster").status_code == 422
    assert give(client, "/access/device", device_is="tablet:G99").status_code == 409


def test_a_forgotten_pin_is_given_anew(app, client, signed_in, give, csrf, pin_of):
    theirs = signed_in(app.test_client(), "T02")
    signed_in(client, "M01")
    assert give(client, "/access/pin", person="T02", pin="1234").status_code == 422
    assert give(client, "/access/pin", person="T02", pin="70528", key="k2").status_code == 303
    assert theirs.get("/me").status_code == 303
    form = {"csrf_token": csrf(client), "pin": "70528"}
    assert client.post("/sign-in/person/T02", data=form).status_code == 303
