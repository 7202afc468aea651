"""Walls in a real browser: hung by a link, each as it was chosen, following by themselves, dark
when the link is withdrawn; appointments under their half-hours; the admin pages on every screen."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import midday
from tests.screens.conftest import DESK, PHONE, WALL
from tests.screens.hands import Hands
from tests.screens.likeness import caught_up, number
from tests.screens.served import Server
from tests.screens.test_axe import Look

FOLLOWS_MS = 15_000  # a spread of two seconds, a reload, and a busy machine
ADMIN = ("/admin", "/admin/people", "/admin/people/T02", "/admin/people/new", "/admin/teams",
         "/admin/days", "/admin/settings", "/admin/walls", "/access", "/admin/rights",
         "/appointments")  # fmt: skip
# What pushes draw: the browser places rows and turns pages by itself.
ROWS = """() => [...document.querySelectorAll("[data-slot] > [data-card]")].map((row) => {
  const copy = row.cloneNode(true);
  for (const name of ["hidden", "style", "data-fresh"]) copy.removeAttribute(name);
  for (const e of copy.querySelectorAll("[data-since], [data-overdue-from], [data-other-day]"))
    e.replaceChildren();
  return [row.parentElement.dataset.slot, copy.outerHTML];
})"""

# Which cars are pushed from now on, and which light up, for how long a test likes to wait.
WATCH_LIGHTS = """() => {
  window.pushed = new Set();
  window.lit = new Set();
  const note = ({ dataset: { card, fresh } }) => { if (fresh !== undefined) window.lit.add(card); };
  document.addEventListener("board:changed", ({ detail }) => {
    for (const id of detail.ids) window.pushed.add(id);
    document.querySelectorAll("[data-slot] > [data-card]").forEach(note);
  });
  new MutationObserver((seen) => seen.forEach(({ target }) => note(target)))
    .observe(document.querySelector("main"), { subtree: true, attributeFilter: ["data-fresh"] });
}"""


@pytest.fixture(scope="module")
def server(noon, serve) -> Server:
    return serve(noon, midday.NOW)


@pytest.fixture
def manager(server, screens) -> Hands:
    return screens(server, "manager", DESK).sign_in("M01")


@pytest.fixture
def hang(server, screens, manager):
    """hang("name", teams=["快保组"], view="appointments"): a screen that opened its new link."""

    def put_up(name: str, size: dict = WALL, teams: tuple[str, ...] = (), **chosen: str) -> Hands:
        page = manager.go("/admin/walls").page
        form = page.locator("form[action='/admin/walls']")
        form.locator("[name=name]").fill(name)
        for field, value in chosen.items():
            form.locator(f"[name={field}]").select_option(value)
        for team in teams:
            form.get_by_label(team).check()
        form.get_by_role("button", name=manager.say("walls-add-and-link")).click()
        link = page.locator(".admin-link").inner_text()
        screen = screens(server, name, size)
        screen.page.goto(link)
        assert link.split("/")[-1] not in screen.page.url
        expect(live(screen.page)).to_be_attached()
        return screen

    return put_up


def live(page: Page):
    return page.locator("html[data-live=live]")


def assert_like_fresh(page: Page, server: Server) -> None:
    """Forecasts may move between the two looks: then it looks again."""
    for _ in range(5):
        caught_up(page, server.seq())
        at, old = number(page), page.evaluate(ROWS)
        page.reload()
        if at == number(page):
            break
    assert page.evaluate(ROWS) == old


def test_a_wall_of_a_team_follows_its_cars_and_only_those(server, hang):
    mine, whole = hang("快保", teams=("快保组",)), hang("全店")
    cars = [t["id"] for t in server.tiles() if t["lane"] == "waiting"]
    car = cars[0] if cars else _arrived(server)
    row = f"[data-slot=management] > [data-card='{car}']"
    for screen in (mine, whole):
        expect(screen.page.locator(row)).to_be_attached()
    server.command("F01", "dispatch_card", car, team=_team(server, "机电一组"), technicians=["T02"])
    expect(mine.page.locator(row)).to_have_count(0)
    expect(whole.page.locator(row + "[data-lane=queued]")).to_be_attached()
    assert_like_fresh(mine.page, server)
    assert_like_fresh(whole.page, server)


def _arrived(server: Server) -> str:
    """A car that was received, for nobody yet."""
    car = next(t["id"] for t in server.tiles() if t["lane"] == "due")
    server.command("S01", "check_in", car, promise_at="2026-11-23T09:30:00Z", price_fen=50_000,
                   planned_minutes=60)  # fmt: skip
    return car


def _team(server: Server, name: str) -> str:
    return next(team["id"] for team in server.api().get("/teams") if team["name"] == name)


def test_by_lane_the_rows_go_as_the_cars_go(hang):
    page = hang("按栏", stack="lane").page
    lanes = page.eval_on_selector_all(
        "[data-slot=management] > [data-card]", "rows => rows.map((row) => row.dataset.lane)"
    )
    order = ["arrived", "waiting", "queued", "working", "stopped", "checking", "washing",
             "settling"]  # fmt: skip
    assert lanes == sorted(lanes, key=order.index) and len(set(lanes)) > 3


def test_only_what_somebody_did_lights_up_however_much_the_forecast_moves(server, hang):
    page = hang("看变化").page
    page.evaluate(WATCH_LIGHTS)
    car = next(t for t in server.tiles() if t["lane"] == "working" and _queue_behind(server, t))
    server.command("F01", "report_delay", car["id"], minutes=150, reason="螺栓锈死")
    light = page.locator(f"[data-card='{car['id']}'][data-fresh]")
    expect(light).to_be_attached(timeout=FOLLOWS_MS)
    page.wait_for_function("() => window.pushed.size > 1")
    assert page.evaluate("[...window.lit]") == [car["id"]]


def _queue_behind(server: Server, tile: dict) -> list[dict]:
    """The cars that wait for those who work on this one."""
    busy = {person["id"] for person in tile["technicians"]}
    return [t for t in server.tiles()
            if t["lane"] == "queued" and busy & {p["id"] for p in t["technicians"]}]  # fmt: skip


def test_what_is_changed_about_a_wall_shows_on_it_by_itself(manager, hang):
    screen = hang("前台")
    page = manager.go("/admin/walls").page
    page.locator("li", has_text="前台").get_by_role(
        "link", name=manager.say("admin-change")
    ).click()
    page.locator("select[name=view]").select_option("appointments")
    page.locator("select[name=language]").select_option("en")
    page.get_by_role("button", name=manager.say("admin-keep")).click()
    expect(screen.page).to_have_url(re.compile("/wall/appointments$"), timeout=FOLLOWS_MS)
    expect(screen.page.locator("html[lang=en]")).to_be_attached()


def test_a_withdrawn_wall_goes_dark_and_says_one_sentence(manager, hang):
    screen = hang("后院")
    screen.screen.expected |= {401, 403}
    screen.screen.link_may_break = True
    page = manager.go("/admin/walls").page
    row = page.locator("li", has_text="后院")
    row.get_by_role("button", name=manager.say("walls-withdraw")).click()
    gone = screen.page.get_by_role("heading", name=manager.say("walls-link-gone"))
    expect(gone).to_be_visible(timeout=FOLLOWS_MS)
    expect(screen.page.locator("[data-card]")).to_have_count(0)


def test_other_views_are_a_touch_away(hang):
    page = hang("车间").page
    for name in ("预约", "时间轴", "进度"):
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("link", name=name, exact=True)).to_have_attribute(
            "aria-current", "page"
        )
        expect(live(page)).to_be_attached()


def test_a_car_stands_under_its_day_and_half_hour(server, hang):
    page = hang("预约屏", view="appointments").page
    body = {"customer": {"name": "欧阳静怡", "title": "女士"}, "kind": "repair",
            "vehicle": {"model": "凯美瑞", "plate": "粤A77777"}, "requests": ["更换机油"],
            "planned_minutes": 90, "price_fen": 50_000,
            "appointment_at": "2026-11-24T02:10:00Z"}  # fmt: skip
    server.api("S01").give("book_card", **body)
    car = page.locator("[data-slot=appointments] > li", has_text="粤A77777")
    expect(car).to_be_visible()
    day = page.locator(".appt-day[data-day='2026-11-24']")
    assert abs(car.bounding_box()["x"] - day.bounding_box()["x"]) < 3
    time = page.locator(".appt-time[data-time='10:00']").bounding_box()
    assert time["y"] < car.bounding_box()["y"] < time["y"] + 200
    assert_like_fresh(page, server)


def test_a_half_hour_with_more_work_than_hands_says_so(manager, hang):
    page = hang("小店", view="appointments").page
    settings = manager.go("/admin/settings").page
    settings.locator("[name=bays]").fill("1号")
    settings.locator("form[action$=bays]").get_by_role("button").click()
    expect(page.locator(".appt-cell[data-over]:visible b").first).to_have_text(
        manager.say("appt-over"), timeout=FOLLOWS_MS
    )
    settings = manager.go("/admin/settings").page
    settings.locator("[name=bays]").fill("")
    settings.locator("form[action$=bays]").get_by_role("button").click()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_pages_of_those_who_run_the_shop_are_sound(server, screens, language):
    screen = screens(server, "M01", DESK, language).sign_in("M01")
    look = Look(screen)
    for path in ADMIN:
        look.at(path)
    assert not look.wrong, "\n".join(look.wrong)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("path", ["/wall", "/wall/appointments"])
def test_the_head_of_a_wall_can_be_read_on_a_phone(server, screens, path, language):
    page = screens(server, "phone", PHONE, language).sign_in("F01").go(path).page
    sizes = page.locator(".wall-top *:visible").evaluate_all(
        "(all) => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 14
    clock, shop = page.locator(".wall-clock").bounding_box(), page.locator(".wall-shop")
    assert clock["y"] < shop.bounding_box()["y"] + shop.bounding_box()["height"]


@pytest.mark.parametrize("view", ["progress", "appointments"])
def test_walls_are_sound(hang, view):
    screen = hang(f"看 {view}", view=view)
    look = Look(screen)
    look.now(view, (WALL,))
    assert not look.wrong, "\n".join(look.wrong)
