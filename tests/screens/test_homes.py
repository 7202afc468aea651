"""Homes in a real browser: an old page that was pushed to is a fresh page, buttons and all; a push
never disturbs what is typed in a row; labels and the paper board come out on their paper."""

import re
from itertools import cycle

import pytest
from playwright.sync_api import Page, expect

from tests import midday
from tests.screens.conftest import DESK, PHONE, TABLET
from tests.screens.every_lane import brought_to
from tests.screens.hands import PUSHED_MS, Hands
from tests.screens.likeness import assert_like_fresh, caught_up
from tests.screens.served import Server
from tests.screens.test_axe import Look

MM = 25.4 / 72
# One car each; `working` would keep its technician from the next car.
PLACES = ("arrived", "waiting", "peer", "final", "washing", "running", "returned", "ready")
BEFORE_WASH = PLACES.index("washing")
# Each size in one language; in the other where words are longest for their room.
SIZES = {"zh-CN": (DESK, TABLET, PHONE), "en": (PHONE,)}
HOMES = (
    ("S01", "/advisor"), ("S01", "/advisor/cars"), ("S02", "/arrivals"), ("Q01", "/check"),
    ("W01", "/wash"), ("C01", "/bill"), ("P01", "/parts"), ("K01", "/care"), ("M01", "/manager"),
)  # fmt: skip
BUTTONS = """() => [...document.querySelectorAll("[data-actions] > [data-card]")].map((row) => [
  row.dataset.card,
  ...[...row.querySelectorAll(".row-acts form, .row-acts a")].map((e) =>
    (e.getAttribute("action") ?? e.getAttribute("href")) + (e.elements?.version?.value ?? "")),
])"""


@pytest.fixture(scope="module")
def server(noon, serve) -> Server:
    return serve(noon, midday.NOW)


def due(server: Server, count: int, wash: bool = True) -> list[str]:
    """Cars still to come; those that want a wash pass every lane."""
    return [t["id"] for t in server.tiles() if t["lane"] == "due" and t["wash"] == wash][:count]


def seen(screen: Hands, server: Server) -> None:
    """The page shows the board as it is now."""
    caught_up(screen.page, server.seq())
    screen.page.wait_for_timeout(600)  # regions are fetched a moment after a push


def test_old_homes_are_like_fresh_ones_buttons_and_all(server, screens):
    sizes = cycle((PHONE, TABLET, DESK))
    homes = [screens(server, who, next(sizes)).sign_in(who).go(path) for who, path in HOMES]
    for screen in homes:
        expect(screen.page.locator("html[data-live=live]")).to_be_attached()
    cars = due(server, BEFORE_WASH, wash=False)
    cars += due(server, len(PLACES) - BEFORE_WASH)
    assert len(cars) == len(PLACES)
    for car, place in zip(cars, PLACES, strict=True):
        brought_to(server, car, place)
    for screen in homes:
        seen(screen, server)
        old = screen.page.evaluate(BUTTONS)
        assert_like_fresh(screen.page)
        assert screen.page.evaluate(BUTTONS) == old
    assert sum(len(row) > 1 for home in homes for row in home.page.evaluate(BUTTONS)) > 10


def test_a_pushed_row_can_be_acted_on_at_once(server, screens):
    washer = screens(server, "W01", PHONE).sign_in("W01")
    [car] = due(server, 1)
    brought_to(server, car, "washing")
    row = washer.page.locator(f"[data-slot=washing-waiting] > [data-card='{car}']")
    row.locator("[data-command=start_wash]").click(timeout=PUSHED_MS)
    washer.told(washer.say("card-done-start_wash"))
    running = washer.page.locator(f"[data-slot=washing-running] > [data-card='{car}']")
    running.locator("[name=parking]").fill("B2-07")
    running.locator("[data-command=finish_wash]").click()
    washer.told(washer.say("card-done-finish_wash"))
    assert server.card(car)["parking"] == "B2-07"


def test_what_is_typed_in_a_row_stays_while_the_board_moves(server, screens):
    one, other = due(server, 2)
    brought_to(server, one, "running")
    washer = screens(server, "W02", TABLET).sign_in("W02")
    field = washer.page.locator(f"[data-card='{one}'] [name=parking]")
    field.press_sequentially("B2-")
    field.evaluate("(field) => field.setSelectionRange(1, 2)")
    for n in range(5):
        assert server.command("F01", "add_note", one, text=f"催一下 {n}").ok
    brought_to(server, other, "running")
    seen(washer, server)
    expect(field).to_be_focused()
    assert field.evaluate("(f) => [f.value, f.selectionStart, f.selectionEnd]") == ["B2-", 1, 2]
    expect(washer.page.locator(f"[data-card='{other}']")).to_be_visible()

    field.blur()  # the hand goes to the button: what is typed is still there
    washer.page.wait_for_timeout(200)
    expect(field).to_have_value("B2-")
    washer.page.locator(f"[data-card='{one}'] [data-command=finish_wash]").click()
    washer.told(washer.say("refused-stale", person="李建强"))
    expect(washer.page.locator("#f-parking")).to_have_value("B2-")
    washer.send("finish_wash")
    assert server.card(one)["parking"] == "B2-"


def test_the_keyboard_stays_on_its_button_when_the_row_changes(server, screens):
    [car] = due(server, 1)
    brought_to(server, car, "washing")
    washer = screens(server, "W03", DESK).sign_in("W03")
    button = washer.page.locator(f"[data-card='{car}'] [data-command=start_wash]")
    button.focus()
    assert server.command("F01", "add_note", car, text="客户在等").ok
    seen(washer, server)
    expect(button).to_be_focused()
    washer.takes_taps().page.keyboard.press("Enter")
    washer.told(washer.say("card-done-start_wash"))


def test_a_call_is_answered_in_one_tap(server, screens):
    [car] = due(server, 1)
    brought_to(server, car, "ready")
    who = server.card(car)["advisor"]["id"]
    advisor = screens(server, who, PHONE).sign_in(who)
    call = advisor.page.locator(f"[data-part=calls] [data-card='{car}']")
    expect(call.locator("a[href^='tel:']")).to_be_visible()
    call.get_by_role("button", name=advisor.say("outcome-told")).click()
    advisor.told(advisor.say("card-done-tell_customer"))
    expect(call).to_have_count(0)


def test_what_changed_since_i_looked_is_marked(server, screens):
    advisor = screens(server, "S01", DESK).sign_in("S01").go("/advisor/cars")
    row = advisor.page.locator("[data-slot=mine] > [data-card]").first
    car = row.get_attribute("data-card")
    advisor.page.wait_for_timeout(2500)  # looked at
    advisor.go("/advisor")
    assert server.command("F01", "add_note", car, text="客户在等").ok
    advisor.go("/advisor/cars")
    fresh = advisor.page.locator(f"[data-card='{car}'][data-fresh]")
    expect(fresh).to_be_visible()
    expect(advisor.page.locator("[data-looked]")).to_contain_text("1")


# --- on paper --------------------------------------------------------------------------


def printed(page: Page) -> tuple[int, set[tuple[int, int]]]:
    """(sheets, their sizes in whole mm) as the browser's print gives them."""
    data = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[([\d. ]+)\]", data)
    sizes = {tuple(round(float(x) * MM) for x in box.split()[2:]) for box in boxes}
    return len(boxes), sizes


@pytest.mark.parametrize(("size", "paper", "sheets"), [
    ("a4", (210, 297), 2), ("hanger", (297, 210), 5), ("roll-100", (100, 70), 9),
    ("roll-80", (80, 50), 9), ("clip", (60, 40), 9), ("a4-clip", (210, 297), 1),
])  # fmt: skip
def test_labels_come_out_on_their_paper(size, paper, sheets, server, screens):
    codes = [t["code"] for t in server.tiles()][:9]
    screen = screens(server, "S01", DESK).sign_in("S01")
    screen.go(f"/labels?size={size}&cards={','.join(codes)}")
    assert printed(screen.page) == (sheets, {paper})
    screen.page.emulate_media(media="print")
    for label in screen.page.locator(".label").all():
        qr, box = label.locator("svg").bounding_box(), label.bounding_box()
        assert qr and box
        modules = int((label.locator("svg").get_attribute("viewBox") or "").split()[2])
        assert qr["width"] / 96 * 25.4 / modules >= 0.79
        assert box["x"] <= qr["x"] and qr["x"] + qr["width"] <= box["x"] + box["width"]
        assert box["y"] <= qr["y"] and qr["y"] + qr["height"] <= box["y"] + box["height"]
        words = label.locator(".label-words")
        assert words.evaluate("(e) => e.scrollHeight <= e.clientHeight + 1"), label.inner_text()


def test_the_paper_board_is_a3_and_holds_every_car(server, screens):
    screen = screens(server, "F01", DESK).sign_in("F01").go("/board/paper")
    cars = {t["id"] for t in server.tiles()}
    rows = screen.page.locator("[data-card]")
    assert {row.get_attribute("data-card") for row in rows.all()} == cars
    sheets, sizes = printed(screen.page)
    assert sizes == {(420, 297)} and sheets <= 3


# --- looked at -------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_homes_labels_and_paper_are_fit_to_be_seen(language, server, screens):
    code = server.tiles()[0]["code"]
    more = {"S01": ("/labels", f"/labels?size=hanger&cards={code}", "/board/paper")}
    wrong = []
    for who in dict(HOMES):
        look = Look(screens(server, who, DESK, language).sign_in(who))
        for path in [p for w, p in HOMES if w == who] + list(more.get(who, ())):
            look.hands.go(path)
            look.now(path, SIZES[language])
        wrong += look.wrong
    assert not wrong, "\n".join(wrong)
