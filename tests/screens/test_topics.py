"""What is no car is told by its topic, and a page asks only for what it shows: a photo makes no
axis and no wall ask for anything, people and the calendar do."""

import io
from itertools import count, cycle
from urllib.parse import urlsplit

import pytest
import requests
from PIL import Image
from playwright.sync_api import Page, Request, expect

from tests import midday
from tests.screens.conftest import WALL
from tests.screens.hands import PUSHED_MS, Hands
from tests.screens.likeness import caught_up
from tests.screens.served import Server

PHOTOS = count()
TODAY = "2026-11-23"
ABSENT, UNTIL = cycle((True, False)), cycle(("20:00", None))
# Frames are asked for at once and not within two seconds; nothing is asked for by the minute.
AT_ONCE = """Math.random = () => 0;
const every = window.setInterval;
window.setInterval = (act, time) => (time < 60000 ? every(act, time) : 0);"""


# What was planned for within a second by now has gone when this timer ends.
TIMERS_OVER = "() => new Promise((resolve) => setTimeout(resolve, 1000))"


@pytest.fixture(scope="module")
def server(noon, serve) -> Server:
    return serve(noon, midday.NOW)


class Asked:
    """What one page asks for by itself, from when it has settled."""

    def __init__(self, hands: Hands, path: str, *ours: str) -> None:
        self.page: Page = hands.page
        self.page.add_init_script(AT_ONCE)
        hands.go(path)
        expect(self.page.locator("html[data-live=live]")).to_be_attached()
        self.page.wait_for_load_state("networkidle")
        self.paths: list[str] = []
        self.ours = ours
        self.page.on("request", self._note)

    def _note(self, request: Request) -> None:
        if self._is_ours(request):
            self.paths.append(_part(request))

    def _is_ours(self, request: Request) -> bool:
        return _part(request) in self.ours

    def exactly(self, *paths: str) -> None:
        """These are asked for, and nothing else was since the last time. Twice is no fault: what
        was pushed may come again with an answer."""
        while set(paths) - set(self.paths):
            self.page.wait_for_event("request", self._is_ours, timeout=PUSHED_MS)
        assert set(self.paths) == set(paths)
        self.paths.clear()


def _part(request: Request) -> str:
    return urlsplit(request.url).path.removeprefix("/live/")


def a_photo_comes(server: Server) -> None:
    """From whoever; it is on nobody's car."""
    out, number = io.BytesIO(), next(PHOTOS)
    Image.new("RGB", (40, 30), (number % 250, 90, 30)).save(out, "JPEG")
    head = server.api("T13")._head | {"Idempotency-Key": f"a-photo-for-topics-{number}"}
    address = f"{server.address}/api/v1/photos"
    answer = requests.post(address, out.getvalue(), headers=head, timeout=10)
    assert answer.status_code == 200, answer.text


def is_away(server: Server, person: str, absent: bool) -> None:
    assert server.api("M01").give("mark_absent", person=person, day=TODAY, absent=absent).ok


def stays_longer(server: Server, until: str | None) -> None:
    team = server.api("M01").get("/teams")[0]["id"]
    assert server.api("M01").give("set_overtime", team=team, day=TODAY, until=until).ok


ASKED_FOR = ("axis-rows", "frame", "strip")
PAGES = [
    # path, what it asks for of people, of the calendar
    ("/dispatch", ("axis-rows",), ("axis-rows", "strip")),
    ("/wall/axis", ("axis-rows", "frame"), ("axis-rows", "frame", "strip")),
    ("/wall", ("frame",), ("frame", "strip")),
    ("/wall/appointments", ("frame",), ("frame", "strip")),
]


@pytest.mark.parametrize(("path", "of_people", "of_calendar"), PAGES)
def test_a_page_asks_for_what_it_shows(server, screens, path, of_people, of_calendar):
    """Each change meets a page of its own: a wall that found its frame changed loads itself anew,
    and what happens meanwhile it shows without asking."""
    asked = Asked(screens(server, "foreman", WALL).sign_in("F01"), path, *ASKED_FOR)
    a_photo_comes(server)
    caught_up(asked.page, server.seq())
    asked.page.evaluate(TIMERS_OVER)
    asked.exactly()
    is_away(server, "T10", next(ABSENT))
    asked.exactly(*of_people)
    asked = Asked(screens(server, "foreman's second", WALL).sign_in("F01"), path, *ASKED_FOR)
    stays_longer(server, next(UNTIL))
    asked.exactly(*of_calendar)


# A page that nothing is pushed to hears only what a test tells it.
HEARS = """([thing, ids]) => {
  const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
  tell("board:changed", { ids, seq: 1, whole: false });
  if (thing) tell("board:things", [{ thing }]);
}"""
OF_PEOPLE, OF_A_REVIEW = ["people", []], ["review", []]


@pytest.mark.parametrize(("who", "path", "part", "told", "left_alone"), [
    ("F01", "/dispatch", "dispatch-own", (OF_PEOPLE, OF_A_REVIEW, [None, ["a-car"]]),
     (["photo", []], ["access", []], ["walls", []])),
    ("S01", "/advisor", "home/advisor", (OF_PEOPLE, OF_A_REVIEW, [None, ["a-car"]]),
     (["photo", []], ["access", []])),
])  # fmt: skip
def test_parts_of_a_page_are_fetched_for_what_they_show(
    server, screens, who, path, part, told, left_alone
):
    hands = screens(server, who, WALL).sign_in(who)
    hands.screen.link_may_break = True
    hands.page.route("**/live.js", lambda route: route.abort())
    asked: list[str] = []
    hands.page.on("request", lambda r: asked.append(r.url) if f"/live/{part}" in r.url else None)
    hands.go(path)
    for what in left_alone:
        hands.page.evaluate(HEARS, what)
        hands.page.evaluate(TIMERS_OVER)
        assert asked == [], what
    for what in told:
        hands.page.evaluate(HEARS, what)
        hands.page.evaluate(TIMERS_OVER)
        assert len(asked) == 1, what
        asked.clear()
