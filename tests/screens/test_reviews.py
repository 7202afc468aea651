"""A whole review in front of the wall, led from a tablet: side by side in both languages, through a
server that is killed in the middle of it; read from the wall's distance; minutes on one page."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from board.events.event import stamp
from tests import midday
from tests.cast import at
from tests.screens.conftest import DESK, PHONE, TABLET, WALL
from tests.screens.hands import Hands
from tests.screens.served import Server, eventually
from tests.screens.test_axe import Look

NOON = "2026-11-23-noon"
FOUR_K = {"width": 3840, "height": 2160}
TURNED_MS = 10_000
PARTS = ("earlier", "load", "exceptions", "attendance", "effect", "close")


@pytest.fixture
def server(noon, serve) -> Server:
    """Before noon, with late cars; forecasts are there."""
    running = serve(noon, midday.NOW)
    assert eventually(lambda: any(t["tone"] == "late" for t in running.tiles()))
    return running


@pytest.fixture
def leading(server, screens) -> Callable[..., tuple[Hands, Hands]]:
    """leading(language): the foreman's tablet and the wall, each on its page, before the review."""

    def come(language: str = "zh-CN", size: dict = TABLET) -> tuple[Hands, Hands]:
        tablet = screens(server, "tablet", size, language).sign_in("F01").go("/reviews")
        wall = screens(server, "wall", WALL, language).sign_in("M01").go("/wall")
        expect(wall.page.locator("html[data-live=live]")).to_be_attached()
        return tablet, wall

    return come


def start(tablet: Hands) -> None:
    tablet.page.get_by_role("button", name=tablet.say("review-start"), exact=True).click()
    expect(tablet.page).to_have_url(re.compile(f"/reviews/{NOON}$"))


def turn(tablet: Hands, part: str) -> None:
    tablet.page.locator(".review-step", has_text=tablet.say(f"review-part-{part}")).click()
    expect(tablet.page.locator("[aria-current=step]")).to_contain_text(
        tablet.say(f"review-part-{part}")
    )


def shows(wall: Hands, part: str) -> None:
    """The wall has turned to a part by itself."""
    expect(wall.page.locator(f".rw-part[data-shows={part}]")).to_be_visible(timeout=TURNED_MS)
    words = wall.say(f"review-part-{part}") if part != "car" else wall.say("review-part-exceptions")
    expect(wall.page.locator(".rw-steps [aria-current]")).to_contain_text(words)


def talk_about(tablet: Hands, plate: str) -> None:
    row = tablet.page.locator(".review-row", has_text=plate)
    row.get_by_role("button", name=tablet.say("review-talk")).click()
    expect(tablet.page.locator("#h-car")).to_have_text(plate)


def decide(tablet: Hands, kind: str, **more: str) -> None:
    label = f"input[name=kind][value={kind}]"
    tablet.page.locator(f"label:has({label})").click()
    for name, value in more.items():
        tablet.page.locator(f"label:has(input[name={name}][value={value}])").click()
    tablet.page.get_by_role("button", name=tablet.say("review-decide"), exact=True).click()
    tablet.told(tablet.say("review-done-add_countermeasure"))


def undecided(server: Server) -> list[str]:
    return server.api().get(f"/reviews/{NOON}")["undecided"]


def answer_the_rest(server: Server, note: str = "盯紧") -> None:
    for card in undecided(server):
        args = {"review": NOON, "kind": "other", "owner": "F01", "note": note,
                "due_at": stamp(at("17:00")), "card": card}  # fmt: skip
        assert server.api("F01").give("add_countermeasure", **args).ok


def plates_of(server: Server, kind: str, lane: str | None = None) -> list[str]:
    shown = server.api().get(f"/reviews/{NOON}")["exceptions"]
    return [one["tile"]["plate"] for one in shown
            if one["kind"] == kind and lane in (None, one["lane"])]  # fmt: skip


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_whole_review_side_by_side(server, leading, screens, language):
    tablet, wall = leading(language)
    start(tablet)
    expect(wall.page).to_have_url(re.compile("/wall/review$"), timeout=TURNED_MS)
    expect(wall.page.locator(".rw-head h1")).to_have_text(tablet.say("review-title-noon"))
    shows(wall, "earlier")
    for part in ("load", "exceptions"):
        turn(tablet, part)
        shows(wall, part)

    plate = plates_of(server, "late", "queued")[0]
    talk_about(tablet, plate)
    shows(wall, "car")
    expect(wall.page.locator(".rw-car .rw-plate")).to_have_text(plate)
    expect(wall.page.locator(".rw-none")).to_be_visible()
    decide(tablet, "reassign", technicians="T05")
    decided = wall.page.locator(".rw-decided li")
    expect(decided).to_contain_text(tablet.say("measure-how-carried_out"), timeout=TURNED_MS)
    expect(wall.page.locator(".rw-since")).to_contain_text("谢永康", timeout=TURNED_MS)

    stands = plates_of(server, "overdue") or plates_of(server, "late", "stopped")
    turn(tablet, "exceptions")
    talk_about(tablet, stands[0])
    decide(tablet, "new_promise")
    expect(wall.page.locator("[data-strip-list]")).to_contain_text(stands[0], timeout=TURNED_MS)

    turn(tablet, "close")
    tablet.page.get_by_role("button", name=tablet.say("review-close"), exact=True).click()
    n = len(undecided(server))
    assert n > 0
    expect(tablet.page.locator(".notice-late")).to_contain_text(str(n))
    answer_the_rest(server)
    expect(tablet.page.locator(".review-row")).to_have_count(0, timeout=TURNED_MS)

    turn(tablet, "attendance")
    tablet.page.locator("label.option", has_text="郑凯").click()
    tablet.page.get_by_role("button", name=tablet.say("review-attendance-keep")).click()
    shows(wall, "attendance")
    expect(wall.page.locator("[data-there=no]")).to_have_text("郑凯", timeout=TURNED_MS)
    turn(tablet, "effect")
    shows(wall, "effect")
    expect(wall.page.locator(".rw-effect")).to_contain_text(tablet.say("review-now"))

    turn(tablet, "close")
    tablet.page.get_by_role("button", name=tablet.say("review-close"), exact=True).click()
    tablet.told(tablet.say("review-done-close_review"))
    expect(wall.page).to_have_url(re.compile(r"/wall$"), timeout=TURNED_MS)
    expect(wall.page.locator(".strip-one").first).to_be_visible()

    advisor = next(m["owner"] for m in server.api().get(f"/reviews/{NOON}")["countermeasures"]
                   if m["kind"] == "new_promise")  # fmt: skip
    phone = screens(server, "phone", PHONE, language).sign_in(advisor).go("/advisor")
    own = phone.page.locator("[data-part=countermeasures]")
    expect(own).to_contain_text(tablet.say("measure-new_promise"))
    own.get_by_role("button", name=tablet.say("command-finish_countermeasure")).first.click()
    phone.told(tablet.say("review-done-finish_countermeasure"))


def test_killed_in_the_middle_it_goes_on_where_it_was(server, leading):
    tablet, wall = leading()
    start(tablet)
    turn(tablet, "exceptions")
    plate = plates_of(server, "late", "queued")[0]
    talk_about(tablet, plate)
    shows(wall, "car")
    decide(tablet, "chase_parts")
    for screen in (tablet, wall):
        screen.screen.link_may_break = True
    server.kill()
    expect(wall.page.locator("html[data-live=stale]")).to_be_attached(timeout=15_000)
    server.start()
    for screen in (tablet, wall):
        expect(screen.page.locator("html[data-live=live]")).to_be_attached(timeout=20_000)
    expect(wall.page.locator(".rw-car .rw-plate")).to_have_text(plate)
    expect(tablet.page.locator("#h-car")).to_have_text(plate)
    expect(tablet.page.locator(".review-one .review-decision")).to_have_count(1)
    turn(tablet, "load")
    shows(wall, "load")
    answer_the_rest(server)
    turn(tablet, "close")
    tablet.page.get_by_role("button", name=tablet.say("review-close"), exact=True).click()
    tablet.told(tablet.say("review-done-close_review"))
    assert "完整" in server.run("verify").stdout


def test_work_goes_on_meanwhile_and_is_marked(server, leading):
    tablet, _ = leading()
    start(tablet)
    turn(tablet, "exceptions")
    shown = server.api().get(f"/reviews/{NOON}")["exceptions"]
    one = next(e for e in shown if e["kind"] == "late" and e["lane"] == "working")
    row = tablet.page.locator(f".review-row[data-card='{one['card']}']")
    before = row.locator(".review-kind").inner_text()
    assert server.command(one["technicians"][0], "pause_work", one["card"], reason="bay").ok
    mark = row.locator("[data-since-then=lane]")
    expect(mark).to_contain_text(tablet.say("reason-bay"), timeout=TURNED_MS)
    assert row.locator(".review-kind").inner_text() == before


def test_the_wall_counts_down_and_turns_back_for_the_next(server, leading):
    _, wall = leading()
    strip = wall.page.locator(".strip-next")
    expect(strip).to_contain_text("下午进度确认")
    expect(strip).to_contain_text("15:00")
    expect(strip.locator("[data-countdown]")).to_contain_text("3h1")  # hours and minutes left
    expect(strip.locator(".strip-missed")).to_contain_text("中午进度确认")


def test_the_strip_follows_the_hours_of_the_day(server, leading):
    _, wall = leading()
    strip = wall.page.locator(".strip-next")
    expect(strip).to_contain_text("15:00")
    closes = {"day": "2026-11-23", "open": True, "opens": "08:00", "closes": "14:00"}
    assert server.api("M01").give("set_day", **closes).ok
    expect(strip).to_contain_text("08:00", timeout=TURNED_MS)
    expect(strip).not_to_contain_text("15:00")


def test_news_of_another_review_leaves_the_wall_where_it_is(server, leading):
    """Why the morning's was not held is told while the noon's is under way."""
    tablet, wall = leading()
    start(tablet)
    turn(tablet, "load")
    shows(wall, "load")
    loaded = []
    wall.page.on("framenavigated", lambda frame: loaded.append(frame.url))
    why = {"review": "2026-11-23-morning", "reason": "厂家来人"}
    assert server.api("F01").give("explain_missed_review", **why).ok
    turn(tablet, "attendance")
    shows(wall, "attendance")
    wall.page.wait_for_timeout(1000)
    assert loaded == []


@pytest.mark.parametrize("size", [DESK, TABLET, PHONE], ids=["desk", "tablet", "phone"])
def test_ones_own_stands_below_the_axis_and_moves_it_nowhere(server, screens, size):
    page = screens(server, "foreman", size).sign_in("F01").go("/dispatch").page
    own = page.locator("[data-part=countermeasures]")

    def below_the_strip() -> float:
        """Where the axis begins; the strip may take a line more or less itself."""
        return page.evaluate("""() => {
          const [strip, chart] = [".wall-strip", ".axis-chart"]
            .map((name) => document.querySelector(name).getBoundingClientRect());
          return chart.top - strip.bottom;
        }""")

    expect(own).to_contain_text("早晨进度确认")
    before = below_the_strip()
    box = page.locator(".axis-chart").bounding_box()
    assert own.bounding_box()["y"] >= box["y"] + box["height"]
    why = {"review": "2026-11-23-morning", "reason": "厂家来人"}
    assert server.api("F01").give("explain_missed_review", **why).ok
    expect(own).not_to_contain_text("早晨进度确认", timeout=TURNED_MS)
    assert below_the_strip() == before


# --- read from the distance ------------------------------------------------------------------


SIZES_OF = """() => [...document.querySelectorAll(".rw-part, .rw-head, .wall-strip")]
  .flatMap((part) => [...part.querySelectorAll("*")])
  .filter((e) => !e.closest("[hidden], .visually-hidden"))
  .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()))
  .map((e) => [e.className || e.tagName, parseFloat(getComputedStyle(e).fontSize)])"""
CUT = """() => [...document.querySelectorAll(".rw-plate, .rw-head h1, .review-kind, .rw-facts dd")]
  .filter((e) => e.offsetParent && e.scrollWidth > e.clientWidth + 1).map((e) => e.textContent)"""


@pytest.mark.parametrize(("size", "language"), [(WALL, "zh-CN"), (FOUR_K, "en")])
def test_every_part_is_legible_at_the_walls_distance(server, leading, size, language):
    """57 px of 1920 at full size, the rest at least three fifths of it; nothing is cut."""
    tablet, wall = leading(language)
    wall.page.set_viewport_size(size)
    start(tablet)
    expect(wall.page).to_have_url(re.compile("/wall/review$"), timeout=TURNED_MS)
    full = 57 * size["width"] / 1920
    for part in PARTS:
        turn(tablet, part)
        shows(wall, part)
        _legible(wall.page, full, part)
    turn(tablet, "exceptions")
    talk_about(tablet, plates_of(server, "late")[0])
    shows(wall, "car")
    _legible(wall.page, full, "car")
    plate = wall.page.locator(".rw-car .rw-plate").evaluate("e => getComputedStyle(e).fontSize")
    assert float(plate.removesuffix("px")) >= 2 * full


def _legible(page: Page, full: float, part: str) -> None:
    small = [(name, px) for name, px in page.evaluate(SIZES_OF) if px < full * 0.6]
    assert not small, (part, small)
    assert page.evaluate(CUT) == [], part


# --- paper, and everybody --------------------------------------------------------------------


LONGEST = ("所有人先做在店等的车,其余按交车时间,做不完的报给主管,由主管和顾问商量;" * 14)[:498]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_minutes_are_one_page_of_a4_however_much_was_said(server, leading, screens, language):
    """Every car with a decision, and the longest notes there can be."""
    tablet, _ = leading(language)
    start(tablet)
    answer_the_rest(server, LONGEST)
    for one in server.api().get(f"/reviews/{NOON}")["exceptions"][:28]:
        args = {"review": NOON, "kind": "other", "owner": "F01", "due_at": stamp(at("17:00")),
                "note": LONGEST, "card": one["card"]}  # fmt: skip
        if not one["countermeasures"]:
            assert server.api("F01").give("add_countermeasure", **args).ok
    for n in range(6):
        note = f"{n}:{LONGEST}"
        args = {"review": NOON, "kind": "other", "owner": "F01", "due_at": stamp(at("17:00")),
                "note": note}  # fmt: skip
        assert server.api("F01").give("add_countermeasure", **args).ok
    desk = screens(server, "desk", DESK, language).sign_in("M01").go(f"/reviews/{NOON}/minutes")
    pages = desk.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pages)) == 1
    box = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pages)
    assert [round(float(side)) for side in box.groups()] == [595, 842]
    desk.page.emulate_media(media="print")
    clipped = desk.page.locator(".review-decision").evaluate_all(
        "all => all.map((e) => e.scrollHeight > e.clientHeight + 1)"
    )
    assert any(clipped)
    desk.page.emulate_media(media="screen")
    assert desk.page.locator(".minutes").inner_text().count(LONGEST) >= 6


@pytest.fixture
def look(server, screens) -> Iterator[Callable[[str], Look]]:
    yield lambda language: Look(screens(server, "look", DESK, language).sign_in("F01"))


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_axe_finds_nothing_on_any_page_of_a_review(server, leading, look, language):
    tablet, wall = leading(language)
    looker = look(language)
    looker.at("/reviews")
    start(tablet)
    for part in PARTS:
        turn(tablet, part)
        looker.at(f"/reviews/{NOON}")
        looker.hands.go("/wall/review")
        looker.now(f"wall {part}", (PHONE, WALL))
    turn(tablet, "exceptions")
    talk_about(tablet, plates_of(server, "late", "queued")[0])
    looker.hands.go(f"/reviews/{NOON}")
    for kind in ("reassign", "new_promise"):
        looker.page.locator(f"label:has(input[name=kind][value={kind}])").click()
        looker.now(f"decide {kind}")
    looker.hands.go("/wall/review")
    looker.now("wall car", (PHONE, WALL))
    answer_the_rest(server)
    assert server.api("F01").give("close_review", review=NOON).ok
    expect(looker.page).to_have_url(re.compile("/wall$"), timeout=TURNED_MS)  # by itself
    for path in (f"/reviews/{NOON}", f"/reviews/{NOON}/minutes", "/reviews", "/reviews/weeks"):
        looker.at(path)
    looker.hands.go("/wall")
    looker.now("wall with decisions", (PHONE, WALL))
    assert not looker.wrong, "\n".join(looker.wrong)
