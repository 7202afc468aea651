"""A reader that types is heard on every page without a tap in a field, and its Enter presses no
button that has the focus."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests import midday
from tests.screens.conftest import DESK
from tests.screens.served import Server

A_KEY = 0.004  # seconds


@pytest.fixture(scope="module")
def server(noon, serve) -> Server:
    return serve(noon, midday.NOW)


@pytest.fixture
def desk(server, screens):
    """An advisor at the desk, and what their page posts."""
    advisor = screens(server, "S01", DESK).sign_in("S01")
    posted: list[str] = []
    advisor.page.on("request", lambda one: posted.append(one.url) if one.method == "POST" else None)
    return advisor.page, posted


def scan(page, text: str) -> None:
    """As quick as a reader by the keys' own times, however busy this machine is."""
    keys, at = page.context.new_cdp_session(page), time.time()
    for key in (*text, "Enter"):
        at += A_KEY
        more = {"windowsVirtualKeyCode": 13} if key == "Enter" else {}
        typed = {"key": key, "text": "\r" if key == "Enter" else key, "timestamp": at, **more}
        keys.send("Input.dispatchKeyEvent", {"type": "keyDown", **typed})
        keys.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": key, "timestamp": at, **more})


@pytest.mark.parametrize("frame", ["{}", "*{}*", "http://10.0.0.5:8000/c/{}"])
def test_a_scan_opens_the_card_and_presses_no_button(server, desk, frame):
    page, posted = desk
    one, other = [t["code"] for t in server.tiles() if t["lane"] in ("queued", "working")][:2]
    page.goto(f"{server.address}/c/{one}")
    expect(page.locator("html")).to_have_attribute("data-takes-taps", "yes")
    page.locator("button[data-command]:not([disabled])").first.focus()
    scan(page, frame.format(other))
    expect(page).to_have_url(re.compile(rf"/c/{other}$"))
    assert [url for url in posted if "/do/" in url] == []


def test_in_a_field_it_stays_and_sends_no_form(server, desk):
    page, posted = desk
    code = server.tiles()[0]["code"]
    page.goto(f"{server.address}/new")
    page.locator("[name=order_no]").evaluate(
        "(field) => field.closest('details')?.setAttribute('open', '')"
    )
    page.locator("[name=order_no]").focus()
    scan(page, "YY20261123999")
    expect(page.locator("[name=order_no]")).to_have_value("YY20261123999")
    assert page.url.endswith("/new") and posted == [] and code
