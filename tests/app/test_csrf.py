"""Only our own pages change something: every form and call carries the token of its session."""

import pytest

FORMS = ["/sign-in/person/T02", "/sign-in/name", "/sign-out", "/language", "/still-here", "/me/pin",
         "/me/sign-out-everywhere", "/access/tokens", "/access/device"]  # fmt: skip


@pytest.mark.parametrize("path", FORMS)
def test_a_form_without_the_token_is_refused_in_a_plain_sentence(client, signed_in, path):
    signed_in(client, "M01")
    answer = client.post(path, data={"pin": "592299"})
    assert answer.status_code == 403
    assert "不是从看板发出的" in answer.get_data(as_text=True)


def test_signing_in_needs_it_too(client, pin_of):
    answer = client.post("/sign-in/person/T02", data={"pin": pin_of("T02")})
    assert answer.status_code == 403 and client.get("/me").status_code == 303


def test_the_token_of_another_browser_does_not_count(app, client, csrf, pin_of):
    theirs = csrf(app.test_client())
    csrf(client)
    form = {"pin": pin_of("T02"), "csrf_token": theirs}
    assert client.post("/sign-in/person/T02", data=form).status_code == 403


def test_an_empty_token_does_not_match_a_session_without_one(client):
    assert client.post("/language", data={"csrf_token": ""}).status_code == 403
    assert client.post("/language", headers={"X-CSRF-Token": ""}).status_code == 403


def test_a_request_from_another_site_is_refused_even_with_the_token(client, csrf):
    form = {"csrf_token": csrf(client), "language": "en"}
    answer = client.post("/language", data=form, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_the_header_will_do(client, csrf):
    answer = client.post("/language", headers={"X-CSRF-Token": csrf(client)})
    assert answer.status_code == 303


def test_the_token_from_before_signing_in_is_worth_nothing_after(client, csrf, signed_in):
    before = csrf(client)
    signed_in(client, "T02")
    assert client.post("/sign-out", data={"csrf_token": before}).status_code == 403


def test_the_api_with_a_session_says_so_as_the_api_does(client, signed_in):
    signed_in(client, "S01")
    answer = client.post("/api/v1/commands", json={"command": "add_note"})
    assert answer.status_code == 403 and answer.mimetype == "application/problem+json"
    assert answer.json["reason"] == "cross_site"


def test_the_api_without_anybody_answers_401(client):
    assert client.post("/api/v1/commands", json={}).status_code == 401


def test_in_english_too(client):
    answer = client.post("/language", headers={"Accept-Language": "en"})
    page = answer.get_data(as_text=True)
    assert 'lang="en"' in page and "不是" not in page
