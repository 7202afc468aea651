"""A photo on a bad link (SPEC §6): the report goes at once and never waits for the picture, which
follows by itself, is tried again, outlives the page, and is shown everywhere when it has come."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Locator, Route, expect

from tests import midday
from tests.screens.conftest import DESK, PHONE, TABLET
from tests.screens.every_lane import brought_to
from tests.screens.hands import PUSHED_MS, Hands
from tests.screens.served import Server
from tests.screens.test_axe import SIDEWAYS, violations

HANDED_IN = "**/api/v1/photos"
SLOW_MS = 3000
AGAIN_MS = 20_000  # later and later: 2 s, 4 s, 8 s
FINDING = "前刹车片只剩2毫米"


@pytest.fixture(scope="module")
def server(noon, serve) -> Server:
    return serve(noon, midday.NOW)


@pytest.fixture
def code(server) -> str:
    """Of a car that T13 works on."""
    due = next(t["id"] for t in server.tiles() if t["lane"] == "due")
    return server.card(brought_to(server, due, "working"))["code"]


@pytest.fixture
def tablet(server, screens, code) -> Hands:
    return screens(server, "T13", TABLET).sign_in("T13").go(f"/c/{code}")


@pytest.fixture
def desk(server, screens, code) -> Hands:
    return screens(server, "S01", DESK).sign_in("S01").go(f"/c/{code}")


class Link:
    """The way of photos from one screen: it holds them, cuts them off, or is open; each try is
    noted by the photo's name."""

    def __init__(self, hands: Hands, way: str) -> None:
        self.way = way
        self.names: list[str] = []
        self.held: list[Route] = []
        hands.screen.link_may_break = way == "cut"
        hands.screen.context.route(HANDED_IN, self._tried)

    def _tried(self, route: Route) -> None:
        self.names.append(route.request.headers["idempotency-key"])
        if self.way == "held":
            self.held.append(route)
        elif self.way == "cut":
            route.abort()
        else:
            route.continue_()

    def open(self) -> None:
        self.way = "open"
        while self.held:
            self.held.pop().continue_()


def reports_with_a_photo(tablet: Hands) -> None:
    begins_a_report(tablet)
    tablet.send("report_add_on", "0")


def begins_a_report(tablet: Hands) -> None:
    tablet.begin("report_add_on").fill(what=FINDING, urgency="safety")
    file = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": a_photo()}
    tablet.page.set_input_files("[data-photos=photos] input[type=file]", file)
    expect(tablet.page.locator("[data-photos-taken] img")).to_have_count(1)


def is_refused(server: Server, tablet: Hands, code: str) -> None:
    """The report is sent from a page that somebody else has made old meanwhile."""
    tablet.screen.expected = {409}
    begins_a_report(tablet)
    car = next(t["id"] for t in server.tiles() if t["code"] == code)
    assert server.command("F01", "add_note", car, text="催一下").ok
    tablet.page.locator("main button[data-command=report_add_on][value='0']").click()
    tablet.told("李建强刚改过,看完再点。")


def a_photo() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((2000, 1500), 40).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def finding(hands: Hands) -> Locator:
    return hands.page.locator("[data-add-on]", has_text=FINDING)


def says_it_waits(hands: Hands, words: str) -> None:
    line = hands.page.locator("[data-photos-pill] [role=status]")
    expect(line).to_have_text(hands.say(words, n=1))
    expect(line).to_be_visible()


def is_clean_while_it_waits(hands: Hands) -> None:
    """The line in the head finds room, on a phone too."""
    for size in (PHONE, TABLET):
        hands.page.set_viewport_size(size)
        assert violations(hands.page, True) == []
        assert hands.page.evaluate(SIDEWAYS) == []


def says_nothing_waits(hands: Hands) -> None:
    expect(hands.page.locator("[data-photos-pill]")).to_be_hidden(timeout=AGAIN_MS)


def shows_the_photo(hands: Hands) -> None:
    """On the page as it stands, and really there."""
    image = finding(hands).locator(".photos img")
    expect(image).to_be_visible(timeout=AGAIN_MS)
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("complete", True)
    expect(image).to_have_js_property("naturalWidth", 1600)
    expect(finding(hands).locator(".photo-waits")).to_have_count(0)


def on_disk(server: Server) -> set:
    return set(server.folder.glob("photos/*/*.jpg"))


def test_a_report_does_not_wait_for_a_slow_photo(server, tablet, desk):
    before = on_disk(server)
    link = Link(tablet, "held")
    reports_with_a_photo(tablet)
    expect(finding(desk)).to_contain_text(desk.say("photo-waits"), timeout=PUSHED_MS)
    expect(finding(tablet)).to_contain_text(tablet.say("photo-waits"))
    says_it_waits(tablet, "photo-to-send")
    tablet.page.wait_for_timeout(SLOW_MS)
    assert len(link.names) == 1 and on_disk(server) == before
    link.open()
    for screen in (tablet, desk):
        shows_the_photo(screen)
    says_nothing_waits(tablet)


def test_a_photo_that_does_not_go_outlives_the_page_and_is_tried_again(server, tablet, desk, code):
    """Whatever page its technician opens next says that it waits, and sends it."""
    before = on_disk(server)
    link = Link(tablet, "cut")
    reports_with_a_photo(tablet)
    says_it_waits(tablet, "photo-not-sent")
    is_clean_while_it_waits(tablet)
    expect(finding(desk)).to_contain_text(desk.say("photo-waits"), timeout=PUSHED_MS)
    tablet.page.reload()
    says_it_waits(tablet, "photo-not-sent")
    tablet.go("/")
    says_it_waits(tablet, "photo-not-sent")
    link.open()
    says_nothing_waits(tablet)
    for screen in (desk, tablet.go(f"/c/{code}")):
        shows_the_photo(screen)
    assert len(link.names) > 3 and len(set(link.names)) == 1
    assert len(on_disk(server) - before) == 1


def test_a_refused_report_sends_no_photo(server, tablet, code):
    """Its photo stays here; that of the next report goes."""
    before, link = on_disk(server), Link(tablet, "open")
    is_refused(server, tablet, code)
    tablet.go(f"/c/{code}")
    reports_with_a_photo(tablet)
    shows_the_photo(tablet)
    says_nothing_waits(tablet)
    assert len(set(link.names)) == 1 and len(on_disk(server) - before) == 1


def test_a_refused_report_that_is_sent_again_takes_its_photo_along(server, tablet, desk, code):
    link = Link(tablet, "open")
    is_refused(server, tablet, code)
    expect(tablet.page.locator("[data-photos-taken] img")).to_have_count(1)
    tablet.send("report_add_on", "0")
    for screen in (tablet, desk):
        shows_the_photo(screen)
    assert len(set(link.names)) == 1


def test_a_report_whose_answer_is_lost_sends_its_photo_all_the_same(server, tablet, desk):
    """It was taken, and nobody taps again."""
    link = Link(tablet, "open")
    tablet.screen.link_may_break = True
    begins_a_report(tablet)
    tablet.page.route("**/do/report_add_on", done_and_not_answered)
    tablet.page.locator("main button[data-command=report_add_on][value='0']").click()
    expect(tablet.page.locator("[data-complaint]")).to_be_visible()
    tablet.go("/")
    shows_the_photo(desk)
    says_nothing_waits(tablet)
    assert len(set(link.names)) == 1


def done_and_not_answered(route: Route) -> None:
    if route.request.method == "POST":
        route.fetch(max_redirects=0)
        route.abort()
    else:
        route.continue_()
