"""The demo's note on every page, and one click to be anybody: in the demo, and nowhere else."""

import re

import pytest

from app.demo.staff import pin_of
from app.demo.tokens import token_for_each, withdraw
from app.storage.founding import found_shop
from app.storage.read_session import Store
from board.shop.shop import Shop
from tests.demo.conftest import config_in
from tests.door.shop import opened

CSRF = re.compile(r'data-csrf="([^"]+)"')


@pytest.fixture
def demo(fresh_shop, app_of):
    store = fresh_shop()
    return store, app_of(store).test_client()


def token_in(client) -> str:
    return CSRF.search(client.get("/sign-in").get_data(as_text=True))[1]


def be(client, person: str, **fields: str):
    return client.post(f"/demo/be/{person}", data={"csrf_token": token_in(client), **fields})


def page(client, path: str) -> str:
    answer = client.get(path, follow_redirects=True)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_one_click_is_enough_for_each_of_the_thirty(demo):
    store, client = demo
    shown = page(client, "/demo")
    with store.read() as view:
        people = list(view.directory.people.values())
    assert len(people) == 30
    for person in people:
        assert f'action="/demo/be/{person.id}"' in shown and person.name in shown
        assert f'action="/demo/be/{person.id}"' in page(client, "/sign-in")
        assert be(client, person.id).status_code == 303
        assert person.name in page(client, "/me")


def test_every_page_says_that_this_is_a_demo_and_how_to_stop_it(demo):
    _, client = demo
    be(client, "S01")
    for path in ("/me", "/wall", "/demo", "/import", "/advisor"):
        shown = page(client, path)
        assert "演示店" in shown and "Ctrl+C" in shown, path
        assert ('href="/demo"' in shown) == (path != "/demo"), path


def test_one_comes_back_to_the_page_one_was_on(demo):
    _, client = demo
    assert be(client, "F01", next="/wall").headers["Location"] == "/wall"
    assert be(client, "F01", next="//elsewhere.example").headers["Location"] == "/"


def test_a_click_from_another_site_makes_nobody_of_anyone(demo):
    _, client = demo
    assert client.post("/demo/be/M01").status_code == 403
    assert client.post("/demo/be/M01", data={"csrf_token": "guessed"}).status_code == 403
    assert be(client, "X99").status_code == 404


def test_the_pin_stands_in_the_form_to_sign(demo):
    store, client = demo
    tokens = token_for_each(store)
    be(client, "T02")
    code = checked(store, client, tokens)
    shown = page(client, f"/c/{code}/do/sign_check")
    assert f'value="{pin_of("T02")}"' in shown


def checked(store, client, tokens) -> str:
    """A car on which T02 has finished; its code."""
    from app.demo.client import Api, InProcess

    api = Api(InProcess(client.application), tokens)
    with store.read() as view:
        card = next(c for c in view.in_lanes("booked") if c.order_no.endswith("016"))
    promise = "2026-11-23T09:00:00Z"
    steps = [
        ("R01", "arrive", {}),
        ("S01", "check_in", {"promise_at": promise, "price_fen": 0, "planned_minutes": 60}),
        ("F01", "dispatch_card", {"team": "G1", "technicians": ["T02"]}),
        ("T02", "start_work", {}),
        ("T02", "finish_work", {"confirmed": True}),
    ]
    for n, (who, command, args) in enumerate(steps):
        status, said = api.give(who, command, args, f"k{n}", card.id, card.version + n)
        assert status == 200, said
    return card.code


def test_the_players_hear_who_is_taken(demo):
    store, client = demo
    bearer = {"Authorization": f"Bearer {token_for_each(store)['K01']}"}
    ask = lambda: client.application.test_client().get("/demo/taken", headers=bearer)  # noqa: E731
    assert ask().get_json() == {"people": []}
    be(client, "F01")
    assert ask().get_json() == {"people": ["F01"]}
    be(client, "T02")
    assert ask().get_json() == {"people": ["T02"]}
    assert client.application.test_client().get("/demo/taken").status_code == 401


def test_tokens_of_the_players_do_not_pile_up(demo):
    store, _ = demo
    token_for_each(store)
    token_for_each(store)
    assert counting(store) == 30
    withdraw(store)
    assert counting(store) == 0


def counting(store: Store) -> int:
    with store.read() as view:
        return sum(not token.withdrawn for token in view.shop.tokens.values())


def test_a_real_shop_has_none_of_it(tmp_path, app_of, cheap_hashing):
    store = opened(tmp_path)
    store.database.upgrade()
    found_shop(store, "真店", Shop())
    client = app_of(store).test_client()
    shown = page(client, "/sign-in")
    assert "演示" not in shown and "/demo" not in shown
    fields = {"csrf_token": token_in(client)}
    assert client.get("/demo").status_code == 404
    assert client.get("/demo/taken").status_code == 404
    assert client.post("/demo/be/M01", data=fields).status_code == 404
    store.database.close()


def test_nobody_can_make_a_demo_of_a_real_shop(demo, app_of):
    store, client = demo
    bearer = {"Authorization": f"Bearer {token_for_each(store)['M01']}", "Idempotency-Key": "k"}
    body = {"command": "begin_demo_day", "day": "2026-11-24"}
    assert client.post("/api/v1/commands", json=body, headers=bearer).status_code == 403


def test_a_shop_that_lives_by_the_real_clock_is_not_played_in(tmp_path, capsys):
    from app.command_line import _parser
    from app.demo.simulate import simulate

    store = opened(tmp_path)
    store.database.upgrade()
    found_shop(store, "真店", Shop())
    store.database.close()
    options = _parser().parse_args(["simulate", "--speed", "max"])
    assert simulate(options, config_in(tmp_path)) == 2
    assert "BOARD_CLOCK" in capsys.readouterr().err
