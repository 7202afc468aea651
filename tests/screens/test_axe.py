"""Every page and state, for everybody who sees it, on a phone, a tablet and a desk, in both
languages: axe finds nothing, and nothing must be scrolled sideways."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests import midday
from tests.screens.conftest import DESK, PHONE, TABLET, WALL
from tests.screens.every_lane import fill_every_lane
from tests.screens.hands import Hands
from tests.screens.served import Server

AXE = (Path(__file__).parent / "vendor/axe-core-4.14.1.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# At further sizes only what depends on where things stand.
OF_LAYOUT = ["target-size", "color-contrast", "scrollable-region-focusable", "link-in-text-block"]
RUN = """([all, only]) => axe.run(document, {
  runOnly: only ? {type: "rule", values: only} : {type: "tag", values: all},
  resultTypes: ["violations"],
}).then(({violations}) => violations.flatMap(({id, nodes}) => nodes.map(
  (node) => `${id}: ${node.target.join(" ")} ${node.any.map((a) => a.message).join("; ")}`)))"""
SIDEWAYS = """() => {
  const { scrollWidth, clientWidth } = document.scrollingElement;
  if (scrollWidth <= clientWidth) return [];
  const out = (e) => e.getBoundingClientRect().right > clientWidth + .5;
  const said = (e) => `${e.tagName}.${e.className} "${e.textContent.trim().slice(0, 40)}"`;
  const ends = [...document.body.querySelectorAll("*")]
    .filter((e) => out(e) && ![...e.children].some(out));
  return [`${scrollWidth - clientWidth} px too wide`, ...ends.slice(0, 8).map(said)];
}"""
SIZES = (PHONE, TABLET, DESK)


@dataclass
class Looker:
    """Somebody, the pages they look at, and the forms they open on a car at a place."""

    who: str
    pages: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    forms: tuple[tuple[str, str], ...] = ()


LOOKERS = (
    Looker("S01", ("/", "/advisor/cars", "/new", "/import", "/find?q=粤B", "/find?q=没有这台",
                   "/me", "/c/ZZZZZ"),
           ("booked", "due", "arrived", "waiting", "settling", "returned", "checked", "ready",
            "delivered", "cancelled"),
           (("arrived", "check_in"), ("due", "edit_card"), ("due", "reschedule_card"),
            ("arrived", "cancel_card"), ("ready", "tell_customer"), ("checked", "move_to_ready"),
            ("waiting", "add_note"), ("waiting", "repromise"), ("stopped", "price_add_on"),
            ("stopped", "answer_add_on"), ("stopped", "inform_workshop"),
            ("arrived", "finish_duty"))),
    Looker("F01", ("/", "/duties", "/admin/days"),
           ("waiting", "queued", "working", "stopped", "self"),
           (("waiting", "dispatch_card"), ("queued", "prioritise_card"), ("washing", "put_back"),
            ("working", "pause_work"), ("working", "hand_work_over"),
            ("stopped", "expect_parts"), ("stopped", "correct_interval"))),
    Looker("T10", ("/", "/wall", "/new", "/access"), ("working", "queued"),
           (("working", "pause_work"), ("working", "report_add_on"), ("working", "report_delay"),
            ("working", "raise_record"), ("working", "finish_work"),
            ("working", "answer_enquiry"))),
    Looker("T12", ("/",), ("peer",), (("peer", "sign_check"), ("queued", "start_work"))),
    Looker("T13", ("/",), ("self",), (("self", "sign_check"),)),
    Looker("Q01", ("/", "/records"), ("final", "peer"), (("final", "sign_check"),)),
    Looker("W01", ("/",), ("washing", "running"), (("running", "finish_wash"),)),
    Looker("C01", ("/",), ("settling",), (("settling", "check_bill"), ("settling", "return_bill"))),
    Looker("P01", ("/",), ("stopped",), (("stopped", "parts_arrived"),)),
    Looker("R01", ("/",), ("due",)),
    Looker("K01", ("/", "/arrivals"), ("booked",)),
    Looker("M01", ("/manager", "/access", "/records"), ("delivered",),
           (("delivered", "reopen_card"),)),
)  # fmt: skip


@pytest.fixture(scope="module")
def shop(noon, serve) -> tuple[Server, dict[str, str]]:
    server = serve(noon, midday.NOW)
    return server, fill_every_lane(server)


class Look:
    """One screen, looked at in three sizes; gathers what is wrong instead of stopping at it."""

    def __init__(self, hands: Hands) -> None:
        self.hands, self.page, self.wrong = hands, hands.page, list[str]()
        hands.screen.expected = {403, 404, 409, 422}

    def at(self, path: str) -> None:
        self.hands.go(path)
        self.now(path)

    def now(self, name: str, sizes: tuple[dict, ...] = SIZES) -> None:
        for number, size in enumerate(sizes):
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            where = f"{name} {self.hands.language} {size['width']}"
            self.wrong += [f"{where}: {words}" for words in self.found(number == 0)]
            if too_wide := self.page.evaluate(SIDEWAYS):
                self.wrong.append(f"{where}: {', '.join(too_wide)}")

    def has(self, command: str, place: str) -> None:
        """A refusal instead of the form would be clean too."""
        sends, chooses = f"[data-command={command}]", f"a[href*='/do/{command}?']"
        if not self.page.locator(f"main :is({sends}, {chooses})").count():
            self.wrong.append(f"{place} {command}: not open")

    def found(self, everything: bool) -> list[str]:
        """What axe finds wherever one scrolls: a bar that stays covers whatever lies under it."""
        at_the_top = violations(self.page, everything)
        if not at_the_top:
            return []
        self.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        below = {words.split(" Target")[0] for words in violations(self.page, everything)}
        self.page.evaluate("scrollTo(0, 0)")
        return [words for words in at_the_top if words.split(" Target")[0] in below]

    def other_language(self) -> None:
        self.page.set_viewport_size(DESK)  # type: ignore[arg-type]
        self.hands.go("/me")
        self.page.get_by_role("button", name="English").click()
        self.hands.language = "en"


def violations(page: Page, everything: bool) -> list[str]:
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE)  # beside the page, so that its content policy may stay as it is
    return page.evaluate(RUN, [TAGS, None if everything else OF_LAYOUT])


@pytest.mark.parametrize("looker", LOOKERS, ids=lambda looker: looker.who)
def test_pages_of_somebody_signed_in(looker, shop, screens):
    server, cars = shop
    look = Look(screens(server, looker.who).sign_in(looker.who))
    for language in ("zh-CN", "en"):
        if language == "en":
            look.other_language()
        for path in looker.pages:
            look.at(path)
        for place in looker.cards:
            open_everything(look, f"/c/{cars[place]}", place)
        for place, command in looker.forms:
            open_everything(look, f"/c/{cars[place]}/do/{command}", f"{place} {command}")
            look.has(command, place)
    assert not look.wrong, "\n".join(look.wrong)


def open_everything(look: Look, path: str, name: str) -> None:
    look.hands.go(path)
    look.page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    look.now(name)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_pages_on_the_way_in_and_the_walls(language, shop, screens):
    server, cars = shop
    look = Look(screens(server, "nobody", PHONE, language))
    for path in ("/sign-in", "/sign-in/team/G3", "/sign-in/person/T10", "/sign-in/person/nobody"):
        look.at(path)
    look.hands.go("/sign-in/person/T11").page.fill("#f-pin", "0000")
    look.page.keyboard.press("Enter")
    look.page.locator(".notice-late").wait_for()
    look.now("wrong PIN")
    look.hands.go(f"/c/{cars['ready']}").sign_in("S02")
    look.at(f"/c/{cars['ready']}/label")
    look.hands.go("/wall")
    look.now("wall", (PHONE, WALL, {"width": 3840, "height": 2160}))
    look.at("/c/ZZZZZ")
    assert not look.wrong, "\n".join(look.wrong)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_pages_that_say_what_is_wrong_or_done(language, shop, screens):
    server, cars = shop
    look = Look(screens(server, "S03", DESK, language).sign_in("S03"))
    look.hands.go("/new")
    look.page.evaluate("document.querySelector('.new-card').noValidate = true")
    look.page.locator(".new-send").click()
    look.page.locator(".error").first.wait_for()
    look.now("new, with faults")
    look.hands.go("/import").page.set_input_files("#f-file", midday.DEMO / "day-2026-11-23.csv")
    look.page.locator("main .btn-glove").click()
    look.page.locator(".import-rows").wait_for()
    look.now("import, looked through")
    look.hands.go("/import").page.set_input_files("#f-file", {
        "name": "x.csv", "mimeType": "text/csv", "buffer": b"\x00\x01\x02garbage"})  # fmt: skip
    look.page.locator("main .btn-glove").click()
    look.page.locator(".notice-late").wait_for()
    look.now("import, unreadable")
    look.hands.go(f"/c/{cars['waiting']}").page.fill("#find-q", "粤")
    look.page.locator(".find-found a").first.wait_for()
    look.now("searching")
    assert not look.wrong, "\n".join(look.wrong)
