"""A tap draws its page once: the answer says where to go on, and only the document goes there."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests import midday
from tests.screens.conftest import DESK
from tests.screens.hands import Hands
from tests.screens.served import Server


@pytest.fixture(scope="module")
def server(noon, serve) -> Server:
    return serve(noon, midday.NOW)


def drawn(page: Page, path: str, act: Callable[[], object]) -> int:
    """How often a page is asked for while somebody acts."""
    asked: list[str] = []
    page.on("request", lambda r: asked.append(urlsplit(r.url).path) if r.method == "GET" else None)
    act()
    page.wait_for_load_state("networkidle")
    return asked.count(path)


def test_a_tap_draws_its_page_once_and_says_once_what_was_done(server, screens):
    car = next(t for t in server.tiles() if t["lane"] == "queued")
    path = f"/c/{car['code']}"
    who = car["technicians"][0]["id"]
    hands: Hands = screens(server, who, DESK).sign_in(who).go(path).begin("add_note")
    hands.fill(text="客户在等")
    assert drawn(hands.page, path, lambda: hands.send("add_note")) == 1
    assert urlsplit(hands.page.url).path == path
    said = hands.page.locator("#flash .notice, [data-part=undo] .notice")  # with 撤销 or without
    expect(said).to_have_count(1)
    hands.page.reload()
    expect(hands.page.locator("#flash .notice")).to_have_count(0)
    hands.page.go_back()
    assert urlsplit(hands.page.url).path == f"{path}/do/add_note"


def test_going_on_to_a_place_of_the_same_page_draws_it_too(server, screens):
    hands = screens(server, "M01", DESK).sign_in("M01").go("/admin/settings")
    hands.page.fill("#f-undo_seconds", "45")
    button = hands.page.locator("#signing button")
    kept = hands.say("admin-settings-kept")

    def keep() -> None:
        button.click()
        hands.told(kept)

    assert drawn(hands.page, "/admin/settings", keep) == 1
    assert urlsplit(hands.page.url).fragment == "signing"
    expect(hands.page.locator("#f-undo_seconds")).to_have_value("45")
