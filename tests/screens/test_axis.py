"""派工 on the time axis, in a real browser: by drag, by tap, by key; what is pushed waits while a
hand is busy, and then the page is the board again."""

import re
from collections.abc import Callable
from itertools import count

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import midday
from tests.screens.conftest import DESK, PHONE, TABLET, WALL
from tests.screens.hands import PUSHED_MS, Hands
from tests.screens.likeness import assert_like_fresh
from tests.screens.served import Server
from tests.screens.test_axe import AXE, RUN, SIDEWAYS, TAGS

PROMISE = "2026-11-23T17:30:00+08:00"
NUMBERS = count(10_000)
HAN, ZENG, XU = "T10", "T11", "T09"  # 快保组


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server], noon) -> Server:
    return serve(noon, midday.NOW)


@pytest.fixture
def foreman(server: Server, screens: Callable[..., Hands]) -> Hands:
    return at_dispatch(screens(server, "foreman", DESK).sign_in("F01"))


def at_dispatch(screen: Hands) -> Hands:
    screen.go("/dispatch")
    expect(screen.page.locator("html[data-live=live]")).to_be_attached()
    return screen


def waiting_car(server: Server) -> str:
    """One more car whose order is signed; its id."""
    plate = f"粤Z{next(NUMBERS)}"
    made = server.api("S01").give(
        "open_card", customer={"name": "孙丽", "title": "女士"}, requests=["更换蓄电池"],
        vehicle={"model": "凯美瑞", "plate": plate}, kind="repair", planned_minutes=30,
        price_fen=30_000,
    )  # fmt: skip
    assert made.ok, made
    checked = {"promise_at": PROMISE, "price_fen": 30_000, "planned_minutes": 30, "keys_tag": "77"}
    assert server.command("S01", "check_in", made.said["card"], **checked).ok
    return made.said["card"]


def queued_car(server: Server, *technicians: str) -> str:
    car = waiting_car(server)
    args = {"team": team_of(server), "technicians": list(technicians)}
    assert server.command("F01", "dispatch_card", car, **args).ok
    return car


def team_of(server: Server, name: str = "快保组") -> str:
    return next(t["team"]["id"] for t in server.tiles() if t["team"] and t["team"]["name"] == name)


def face(page: Page, car: str) -> Locator:
    return page.locator(f"[data-slot=undispatched] > [data-card='{car}'] > .axis-face")


def bar(page: Page, person: str, car: str) -> Locator:
    return page.locator(f".axis-row[data-person={person}] .axis-bar[data-of='{car}']")


def row(page: Page, person: str) -> Locator:
    return page.locator(f".axis-row[data-person={person}]")


def drag(page: Page, from_: Locator, x: float, y: float, drop: bool = True) -> None:
    from_.hover(position={"x": 20, "y": 10})  # tried again when a push redraws it just now
    page.mouse.down()
    page.mouse.move(x, y, steps=6)
    if drop:
        page.mouse.up()


def middle(of: Locator) -> tuple[float, float]:
    box = of.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def people_of(server: Server, car: str) -> list[str]:
    return [person["id"] for person in server.card(car)["technicians"]]


def test_a_drag_onto_a_row_dispatches(server, foreman):
    car, page = waiting_car(server), foreman.page
    expect(face(page, car)).to_be_visible(timeout=PUSHED_MS)
    face(page, car).click(trial=True)  # there, and in sight
    drag(page, face(page, car), *middle(row(page, XU).locator(".axis-who")))
    expect(bar(page, XU, car).first).to_be_attached(timeout=PUSHED_MS)
    expect(face(page, car)).to_have_count(0, timeout=PUSHED_MS)
    assert people_of(server, car) == [XU]
    assert server.card(car)["lane"] == "queued"


def test_a_drag_between_two_cars_hangs_it_there(server, foreman):
    first, second = queued_car(server, XU), waiting_car(server)
    page = foreman.page
    expect(bar(page, XU, first).first).to_be_attached(timeout=PUSHED_MS)
    expect(face(page, second)).to_be_visible(timeout=PUSHED_MS)
    face(page, second).click(trial=True)  # there, and in sight
    box = bar(page, XU, first).first.bounding_box()
    drag(page, face(page, second), box["x"] + 4, box["y"] + 8)
    expect(bar(page, XU, second).first).to_be_attached(timeout=PUSHED_MS)
    order = [t["id"] for t in server.tiles() if t["id"] in (first, second)]
    assert order == [second, first]


def test_a_tap_on_the_car_and_a_tap_on_the_person(server, foreman):
    car, page = waiting_car(server), foreman.page
    face(page, car).click()
    expect(row(page, ZENG)).to_have_attribute("data-offered", "")
    expect(page.locator(".axis-row[data-fit]")).to_have_count(3)
    row(page, ZENG).locator(".axis-who").click()
    expect(face(page, car)).to_have_count(0, timeout=PUSHED_MS)
    assert people_of(server, car) == [ZENG]
    page.get_by_role("button", name=foreman.say("axis-undo")).click()
    expect(face(page, car)).to_be_visible(timeout=PUSHED_MS)
    assert server.card(car)["lane"] == "waiting"


def test_the_keyboard_alone_dispatches(server, foreman):
    first, car = queued_car(server, HAN), waiting_car(server)
    page = foreman.page
    expect(face(page, car)).to_be_visible(timeout=PUSHED_MS)
    face(page, car).focus()
    page.keyboard.press("Enter")
    target = page.locator("[data-picked-target]")
    plate = server.card(first)["vehicle"]["plate"]
    for _ in range(20):
        if "韩冬" in target.inner_text():
            break
        page.keyboard.press("ArrowDown")
    for _ in range(20):
        if plate in target.inner_text():
            break
        page.keyboard.press("ArrowLeft")
    expect(target).to_have_text(f"韩冬 · {foreman.say('axis-before', plate=plate)}")
    page.keyboard.press("Enter")
    expect(face(page, car)).to_have_count(0, timeout=PUSHED_MS)
    order = [t["id"] for t in server.tiles() if t["id"] in (first, car)]
    assert people_of(server, car) == [HAN] and order == [car, first]


def test_escape_puts_the_car_down(server, foreman):
    car, page = waiting_car(server), foreman.page
    face(page, car).focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-picked]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-picked]")).to_be_hidden()
    expect(face(page, car)).to_be_focused()
    assert server.card(car)["lane"] == "waiting"


def test_pushes_wait_during_a_drag_and_then_catch_up(server, foreman):
    car, other, page = waiting_car(server), waiting_car(server), foreman.page
    expect(face(page, other)).to_be_visible(timeout=PUSHED_MS)
    face(page, car).click(trial=True)  # there, and in sight
    drag(page, face(page, car), *middle(row(page, XU).locator(".axis-who")), drop=False)
    seq = page.evaluate("document.body.dataset.seq")
    args = {"team": team_of(server), "technicians": [ZENG]}
    assert server.command("F01", "dispatch_card", other, **args).ok
    news = page.locator("[data-waiting-news]")
    expect(news).not_to_have_text("", timeout=PUSHED_MS)  # the car, and forecasts that it moves
    expect(face(page, other)).to_be_visible()
    assert page.evaluate("document.body.dataset.seq") == seq
    expect(page.locator("html")).to_have_attribute("data-live", "live")
    page.keyboard.press("Escape")
    page.wait_for_timeout(200)  # a hand lets go later; that is no tap
    page.mouse.up()
    expect(face(page, other)).to_have_count(0, timeout=PUSHED_MS)
    expect(face(page, car)).to_have_attribute("aria-pressed", "false")
    expect(news).to_have_text("")
    assert server.card(car)["lane"] == "waiting"
    assert_like_fresh(page)


def test_pushes_wait_while_a_dialog_is_open(server, foreman):
    car, page = waiting_car(server), foreman.page
    expect(face(page, car)).to_be_visible(timeout=PUSHED_MS)
    page.evaluate("document.body.append(document.createElement('dialog'))")
    page.evaluate("document.querySelector('body > dialog').showModal()")
    args = {"team": team_of(server), "technicians": [ZENG]}
    assert server.command("F01", "dispatch_card", car, **args).ok
    expect(page.locator("[data-waiting-news]")).not_to_have_text("", timeout=PUSHED_MS)
    expect(face(page, car)).to_have_count(1)
    page.evaluate("document.querySelector('body > dialog').close()")
    expect(face(page, car)).to_have_count(0, timeout=PUSHED_MS)


def test_a_refusal_says_why_and_leaves_the_car_where_it_is(server, foreman):
    car, page = waiting_car(server), foreman.page
    foreman.screen.expected.add(409)
    face(page, car).click()
    assert server.command("S02", "add_note", car, text="客户在催").ok
    row(page, ZENG).locator(".axis-who").click()
    expect(page.locator(".notice-late")).to_contain_text("黄志明刚改过")
    expect(face(page, car)).to_be_visible()
    assert server.card(car)["lane"] == "waiting"


def test_a_leader_moves_cars_inside_the_team_only(server, screens):
    car = waiting_car(server)
    leader = at_dispatch(screens(server, "leader", TABLET).sign_in("T09"))
    page = leader.page
    assert page.locator(".axis-row").count() == 3
    face(page, car).click()
    row(page, HAN).locator(".axis-who").click()
    expect(face(page, car)).to_have_count(0, timeout=PUSHED_MS)
    assert people_of(server, car) == [HAN]


def test_on_a_phone_a_tap_offers_everybody_who_fits(server, screens):
    car = waiting_car(server)
    page = at_dispatch(screens(server, "phone", PHONE, has_touch=True).sign_in("F01")).page
    face(page, car).tap()
    offered = page.locator(".axis-fit:visible")
    assert offered.count() == page.locator(".axis-row:not([data-absent])").count()
    page.locator(f".axis-fit[data-person={ZENG}]").tap()
    expect(face(page, car)).to_have_count(0, timeout=PUSHED_MS)
    assert people_of(server, car) == [ZENG]


def test_a_finger_drags_after_a_long_press_and_scrolls_without(server, screens):
    car = waiting_car(server)
    page = at_dispatch(screens(server, "touch", TABLET, has_touch=True).sign_in("F01")).page
    face(page, car).click(trial=True)  # there, and in sight
    hand = page.context.new_cdp_session(page)
    x, y = middle(face(page, car))

    def touch(kind: str, *point: float) -> None:
        points = [{"x": point[0], "y": point[1]}] if point else []
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    target = row(page, "T01").locator(".axis-who")
    touch("touchStart", x, y)
    page.wait_for_timeout(450)
    touch("touchMove", x, y - 30)
    expect(page.locator(".axis-ghost")).to_be_visible()
    touch("touchMove", *middle(target))
    touch("touchEnd")
    expect(face(page, car)).to_have_count(0, timeout=PUSHED_MS)
    assert people_of(server, car) == ["T01"]


def test_the_wall_follows_and_is_like_a_fresh_one(server, screens):
    wall = screens(server, "wall", WALL).sign_in("M01").go("/wall/axis")
    expect(wall.page.locator("html[data-live=live]")).to_be_attached()
    car = queued_car(server, XU)
    expect(bar(wall.page, XU, car).first).to_be_attached(timeout=PUSHED_MS)
    assert server.command(XU, "start_work", car).ok
    running = wall.page.locator(f".axis-bar[data-of='{car}'][data-kind=running]")
    expect(running).to_be_attached(timeout=PUSHED_MS)
    assert server.command(XU, "pause_work", car, reason="parts").ok
    expect(running).to_have_count(0, timeout=PUSHED_MS)
    assert_like_fresh(wall.page)


def test_no_waiting_car_is_cut_in_its_middle(server, screens):
    for _ in range(5):
        waiting_car(server)
    page = at_dispatch(screens(server, "dock", DESK).sign_in("F01")).page
    cut = page.locator("[data-slot=undispatched]").evaluate("""(list) => {
      const end = list.getBoundingClientRect().bottom;
      const seen = ({ top, bottom }) => (end - top) / (bottom - top);
      return [...list.children].filter((car) => {
        const [whole, plate] = [car, car.querySelector("b")]
          .map((one) => seen(one.getBoundingClientRect()));
        return whole > 0 && whole < 1 && (whole > 0.5 || plate < 1);
      }).map((car) => car.textContent);
    }""")
    assert cut == []


@pytest.mark.parametrize("size", [PHONE, TABLET, {"width": 1024, "height": 768}, DESK],
                         ids=lambda size: str(size["width"]))  # fmt: skip
def test_overtime_and_absences_stand_below_the_axis(server, screens, size):
    page = at_dispatch(screens(server, "below", size).sign_in("F01")).page
    chart = page.locator(".axis-chart").bounding_box()
    for below in (".axis-absences summary", "[data-command=set_overtime]"):
        assert page.locator(below).bounding_box()["y"] > chart["y"] + chart["height"]


def test_an_absence_reaches_every_axis(server, foreman, screens):
    wall = screens(server, "wall", WALL).sign_in("M01").go("/wall/axis")
    expect(wall.page.locator("html[data-live=live]")).to_be_attached()
    page = foreman.page
    page.locator(".axis-absences summary").click()
    page.locator(".axis-away-one", has_text="董大勇").locator("button").click()
    expect(row(page, "T12")).to_have_attribute("data-absent", "", timeout=PUSHED_MS)
    expect(row(wall.page, "T12")).to_have_attribute("data-absent", "", timeout=PUSHED_MS)


def test_an_absence_that_comes_in_one_push_with_a_car_reaches_the_axis_too(server, screens):
    """What follows the first change within 50 ms goes together."""
    cars = [waiting_car(server) for _ in range(3)]
    wall = screens(server, "wall", WALL).sign_in("M01").go("/wall/axis")
    expect(wall.page.locator("html[data-live=live]")).to_be_attached()
    server.command("S01", "add_note", cars[0], text="一")
    absent = {"person": "T13", "day": "2026-11-23"}
    assert server.api("F01").give("mark_absent", **absent).ok
    for car in cars[1:]:
        server.command("S01", "add_note", car, text="二")
    expect(row(wall.page, "T13")).to_have_attribute("data-absent", "", timeout=PUSHED_MS)


def test_an_absence_told_during_a_drag_is_drawn_when_the_hand_lets_go(server, foreman):
    car, page = waiting_car(server), foreman.page
    expect(face(page, car)).to_be_visible(timeout=PUSHED_MS)
    drag(page, face(page, car), *middle(row(page, XU).locator(".axis-who")), drop=False)
    assert server.api("F01").give("mark_absent", person="T14", day="2026-11-23").ok
    page.wait_for_timeout(500)
    assert row(page, "T14").get_attribute("data-absent") is None
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(row(page, "T14")).to_have_attribute("data-absent", "", timeout=PUSHED_MS)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("size", [PHONE, TABLET, DESK, WALL], ids=lambda size: str(size["width"]))
def test_axe_finds_nothing_and_nothing_is_scrolled_sideways(server, screens, size, language):
    screen = at_dispatch(screens(server, "axe", size, language).sign_in("F01"))
    page, car = screen.page, waiting_car(server)
    look(page)
    face(page, car).click()
    expect(page.locator("[data-picked]")).to_be_visible()
    look(page)
    page.keyboard.press("Escape")
    screen.go("/wall/axis")
    expect(page.locator(".axis-bar").first).to_be_attached()
    look(page)


@pytest.mark.parametrize("size", [PHONE, WALL], ids=lambda size: str(size["width"]))
def test_on_a_wall_what_has_no_room_today_is_a_count_and_no_button(server, screens, size):
    for _ in range(12):
        queued_car(server, HAN)
    page = screens(server, "wall", size).sign_in("F01").go("/wall/axis").page
    beyond = row(page, HAN).locator(".axis-beyond")
    expect(beyond).to_have_text(re.compile(r"\+\d+"))
    assert beyond.locator("button").count() == 0
    look(page)


def look(page: Page) -> None:
    page.evaluate(AXE)
    assert page.evaluate(RUN, [TAGS, None]) == []
    assert page.evaluate(SIDEWAYS) == []
