"""A label's QR code, read by a phone's own camera, opens the card; the label prints on one page."""

import io
import re

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from tests import midday
from tests.screens.conftest import DESK, PHONE
from tests.screens.hands import ROWS
from tests.screens.served import Server


@pytest.fixture(scope="module")
def server(noon, serve) -> Server:
    return serve(noon, midday.NOW)


def read_code(page: Page, place: str) -> str:
    """What a camera reads off the screen."""
    code = page.locator(place)
    code.evaluate("(element) => element.scrollIntoView({block: 'center'})")
    picture = Image.open(io.BytesIO(code.screenshot()))
    found = zxingcpp.read_barcodes(picture.convert("RGB"))
    assert len(found) == 1, "one code, and one that can be read"
    return found[0].text


def test_a_scanned_label_leads_through_signing_in_to_the_card(server, screens):
    car = next(t for t in server.tiles() if t["lane"] == "queued")
    advisor = screens(server, "S01", DESK).sign_in("S01").go(f"/c/{car['code']}/label")
    address = read_code(advisor.page, ".label-qr")
    assert address == f"{server.address}/c/{car['code']}"
    who = car["technicians"][0]["id"]
    phone = screens(server, who, PHONE)
    phone.page.goto(address)
    assert "/sign-in" in phone.page.url
    phone.sign_in(who)
    expect(phone.page).to_have_url(re.compile(f"/c/{car['code']}$"))
    expect(phone.page.locator(".plate-large")).to_have_text(car["plate"])
    assert ROWS[who].name in phone.page.locator("main").inner_text()


def test_the_card_shows_the_same_code_as_its_label(server, screens):
    car = server.tiles()[0]
    advisor = screens(server, "S01", PHONE).sign_in("S01").go(f"/c/{car['code']}")
    advisor.page.locator("[data-keep=qr] summary").click()
    assert read_code(advisor.page, ".card-qr") == f"{server.address}/c/{car['code']}"


def test_the_label_prints_on_one_page_without_a_name_or_a_phone(server, screens):
    car = next(t for t in server.tiles() if t["lane"] == "ready")
    whole = server.card(car["id"])
    advisor = screens(server, "S01", DESK).sign_in("S01").go(f"/c/{car['code']}/label")
    pages = advisor.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", pages)) == 1
    words = advisor.page.locator("main").inner_text()
    assert car["code"] in words and car["plate"] in words
    assert whole["customer"]["name"] not in words and whole["customer"]["phone"] not in words


def test_a_typed_code_opens_the_card_in_any_case(server, screens):
    car = server.tiles()[0]
    advisor = screens(server, "S01", PHONE).sign_in("S01").go("/")
    advisor.page.fill("#find-q", car["code"].lower())
    advisor.page.press("#find-q", "Enter")
    expect(advisor.page).to_have_url(re.compile(f"/c/{car['code']}$"))
