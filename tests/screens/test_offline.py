"""When the link is cut every screen says so in words, nothing typed or tapped is lost or done
twice, and when it is back every screen is live and right."""

import re

import pytest
from playwright.sync_api import expect

from tests import midday
from tests.screens.conftest import DESK, TABLET, WALL
from tests.screens.every_lane import brought_to
from tests.screens.hands import Hands
from tests.screens.likeness import assert_like_fresh
from tests.screens.served import Server
from tests.screens.test_axe import SIDEWAYS

NOT_SENT = "没有发出去,信号恢复后再点一次。"
STALE = re.compile(r"数据停在 \d\d:\d\d:\d\d")
SAID_WITHIN_MS = 12_000
BACK_WITHIN_MS = 15_000
GIVEN_UP_WITHIN_MS = 12_000


LONG_NAME = "广州天河汽车销售服务有限公司东圃分公司维修车间"
CLOCK_IS_WHOLE = """() => {
  const box = document.querySelector("[data-clock]").getBoundingClientRect();
  return box.left >= 0 && box.right <= innerWidth && box.width > 0;
}"""


@pytest.fixture
def server(noon, serve) -> Server:
    return serve(noon, midday.NOW)


def on_a_bad_link(hands: Hands) -> Hands:
    hands.screen.link_may_break = True
    hands.page.set_default_timeout(20_000)
    return hands


def is_live(hands: Hands) -> None:
    expect(hands.page.locator("html[data-live=live]")).to_be_attached(timeout=BACK_WITHIN_MS)


def says_it_is_stale(hands: Hands) -> None:
    page = hands.page
    expect(page.locator("html[data-live=stale]")).to_be_attached(timeout=SAID_WITHIN_MS)
    expect(page.locator("[data-stale-words]")).to_have_text(STALE)
    expect(page.locator("[data-stale-words]")).to_be_visible()


def a_car_to_begin(server: Server) -> dict:
    """Dispatched to somebody who works on nothing now."""
    due = next(t for t in server.tiles() if t["lane"] == "due")
    return server.card(brought_to(server, due["id"], "queued"))


def test_a_silent_server_greys_the_wall_and_a_tap_is_done_once(server, screens):
    """The server hangs: it takes the tap and says nothing. When it goes on it does what it had
    taken; the second tap with the same key only hears what became of it."""
    wall = on_a_bad_link(screens(server, "wall", WALL)).sign_in("F01").go("/wall")
    car = a_car_to_begin(server)
    who = "T13"
    technician = on_a_bad_link(screens(server, who, TABLET)).sign_in(who).go(f"/c/{car['code']}")
    is_live(wall)
    is_live(technician)
    server.freeze()
    technician.action("start_work").click()
    says_it_is_stale(wall)
    colour = "getComputedStyle(document.querySelector('main')).filter"
    assert "grayscale" in wall.page.evaluate(colour) or "opacity" in wall.page.evaluate(colour)
    words = technician.page.locator("[data-complaint]")
    expect(words).to_have_text(NOT_SENT, timeout=GIVEN_UP_WITHIN_MS)
    server.thaw()
    is_live(wall)
    is_live(technician)
    if (again := technician.action("start_work")).count():
        again.click()
    expect(technician.page.locator(".card-head .chip")).to_contain_text("作业中")
    now = server.card(car["id"])
    assert (now["version"], len(now["intervals"])) == (car["version"] + 1, 1)
    assert_like_fresh(wall.page)


def test_a_tap_while_the_server_is_gone_waits_for_it(server, screens):
    wall = on_a_bad_link(screens(server, "wall", WALL)).sign_in("F01").go("/wall")
    car = a_car_to_begin(server)
    who = "T13"
    technician = on_a_bad_link(screens(server, who, TABLET)).sign_in(who).go(f"/c/{car['code']}")
    advisor = on_a_bad_link(screens(server, "S01", DESK)).sign_in("S01").go(f"/c/{car['code']}")
    advisor.begin("add_note").fill(text="客户在休息区等")
    for screen in (wall, technician, advisor):
        is_live(screen)
    server.kill()
    technician.action("start_work").click()
    technician.told(NOT_SENT)
    advisor.page.locator("main .btn-glove").click()
    advisor.told(NOT_SENT)
    expect(advisor.page.locator("#f-text")).to_have_value("客户在休息区等")
    says_it_is_stale(wall)
    server.start()
    for screen in (wall, technician, advisor):
        is_live(screen)
    technician.tap("start_work")
    advisor.screen.expected = {409}  # the technician was first
    advisor.page.locator("main .btn-glove").click()
    advisor.told("刚改过,看完再点。")
    advisor.send("add_note")
    assert server.card(car["id"])["version"] == car["version"] + 2
    expect(wall.page.locator(f"[data-card='{car['id']}']")).to_contain_text("作业中")
    assert_like_fresh(wall.page)
    assert_like_fresh(technician.page)


def test_a_page_whose_link_broke_while_it_loaded_comes_alive(server, screens):
    wall = on_a_bad_link(screens(server, "wall", WALL)).sign_in("F01")
    wall.page.route("**/live.js", lambda route: route.abort())
    wall.go("/wall").page.wait_for_timeout(500)
    expect(wall.page.locator("html[data-live]")).to_have_count(0)
    wall.page.unroute("**/live.js")
    is_live(wall)


def test_a_tablet_out_of_reach_keeps_its_form(server, screens):
    """Only this tablet has no signal; the others go on."""
    car = a_car_to_begin(server)
    who = "T13"
    technician = on_a_bad_link(screens(server, who, TABLET)).sign_in(who).go(f"/c/{car['code']}")
    technician.begin("report_delay").fill(minutes="45", reason="螺栓锈死")
    is_live(technician)
    technician.screen.context.set_offline(True)
    technician.page.locator("main .btn-glove").click()
    technician.told(NOT_SENT)
    expect(technician.page.locator("#f-reason")).to_have_value("螺栓锈死")
    technician.screen.context.set_offline(False)
    technician.send("report_delay")
    assert [d["minutes"] for d in server.card(car["id"])["delays"]] == [45]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_wall_that_stopped_keeps_its_clock_in_sight(server, screens, language):
    """What says since when nothing came is longer than what says that all is well."""
    walls = [
        on_a_bad_link(screens(server, view, size, language)).sign_in("F01").go(view)
        for view in ("/wall", "/wall/axis", "/wall/appointments")
        for size in (DESK, WALL)
    ]
    for wall in walls:
        is_live(wall)
        wall.page.locator("header a").first.evaluate("(e, name) => e.textContent = name", LONG_NAME)
    server.freeze()
    for wall in walls:
        expect(wall.page.locator("html[data-live=stale]")).to_be_attached(timeout=SAID_WITHIN_MS)
        assert wall.page.evaluate(CLOCK_IS_WHOLE), wall.page.url
        assert wall.page.evaluate(SIDEWAYS) == [], wall.page.url
    server.thaw()
