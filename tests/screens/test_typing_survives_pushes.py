"""A push never disturbs somebody who types: words, caret, selection, a half-composed word and the
place on the screen stay; what is sent is answered truthfully, and the second tap goes through."""

import pytest
from playwright.sync_api import Page, expect

from tests import midday
from tests.screens.conftest import TABLET
from tests.screens.hands import Hands
from tests.screens.likeness import caught_up
from tests.screens.served import Server

SMALL = {"width": 800, "height": 600}
PUSHES = 50
WHERE = """() => {
  const field = document.activeElement;
  return [field.name, field.value, field.selectionStart, field.selectionEnd,
    Math.round(field.getBoundingClientRect().top)];
}"""


@pytest.fixture(scope="module")
def server(noon, serve) -> Server:
    return serve(noon, midday.NOW)


def at_work(server: Server, team: str) -> dict:
    """A car somebody of the team works on now."""
    cars = [t for t in server.tiles() if t["lane"] == "working" and t["team"]["id"] == team]
    return cars[0]


def push_much(server: Server, card: str, page: Page, pushes: int = PUSHES) -> None:
    """Others are busy: half of it on this very card, half on the rest of the board."""
    others = [t["id"] for t in server.tiles() if t["id"] != card]
    for n in range(pushes):
        on = card if n % 2 else others[n % len(others)]
        answer = server.command("F01", "add_note", on, text=f"催一下 {n}")
        assert answer.ok, answer
    caught_up(page, server.seq())
    page.wait_for_timeout(600)  # regions are fetched a moment after a push


def test_a_half_typed_note_survives_and_is_answered_truthfully(server, screens):
    car = at_work(server, "G3")
    advisor: Hands = screens(server, "S01", SMALL).sign_in("S01").go(f"/c/{car['code']}")
    page = advisor.begin("add_note").page
    advisor.screen.expected = {409}
    page.locator("#f-text").press_sequentially("客户说四点来取,还要")
    page.evaluate("document.activeElement.setSelectionRange(3, 5, 'backward')")
    page.mouse.wheel(0, 160)
    page.wait_for_timeout(200)
    before = page.evaluate(WHERE)
    push_much(server, car["id"], page)
    assert page.evaluate(WHERE) == before
    expect(page.locator("[data-changed]")).to_be_visible()

    page.keyboard.type("五点")
    page.locator("main button[data-command=add_note]").click()
    advisor.told("李建强刚改过,看完再点。")
    expect(page.locator("#f-text")).to_have_value("客户说五点来取,还要")
    advisor.send("add_note")
    assert [n["text"] for n in server.card(car["id"])["notes"]].count("客户说五点来取,还要") == 1


def test_a_word_half_composed_is_not_torn(server, screens):
    """Pinyin is still under way in the field when the board moves on."""
    car = at_work(server, "G3")
    advisor = screens(server, "S02", TABLET).sign_in("S02").go(f"/c/{car['code']}")
    page = advisor.begin("add_note").page
    keys = page.context.new_cdp_session(page)
    page.locator("#f-text").focus()
    page.keyboard.insert_text("换")
    composing = {"text": "ji'lü", "selectionStart": 5, "selectionEnd": 5}
    keys.send("Input.imeSetComposition", composing)
    push_much(server, car["id"], page, 10)
    expect(page.locator("#f-text")).to_have_value("换ji'lü")
    keys.send("Input.insertText", {"text": "机滤"})
    expect(page.locator("#f-text")).to_have_value("换机滤")


def test_what_is_typed_beside_a_tap_stays_with_it(server, screens):
    """The record of the work is typed on the card's own page, whose regions pushes exchange."""
    car = at_work(server, "G3")
    who = car["technicians"][0]["id"]
    technician = screens(server, who, TABLET).sign_in(who).go(f"/c/{car['code']}")
    page = technician.page
    page.locator("[data-keep=finish] summary").click()
    page.locator("#f-work_done").press_sequentially("更换前刹车片")
    page.evaluate("document.activeElement.setSelectionRange(2, 2)")
    before = page.evaluate(WHERE)
    push_much(server, car["id"], page)
    assert page.evaluate(WHERE) == before
    expect(page.locator(".card-head")).to_have_attribute(
        "data-version", str(server.card(car["id"])["version"])
    )
    technician.screen.expected = {409}
    technician.action("finish_work").click()
    technician.told("刚改过,看完再点。")
    expect(page.locator("#f-work_done")).to_have_value("更换前刹车片")
    technician.tap("finish_work")
    assert server.card(car["id"])["work"][-1]["work_done"] == "更换前刹车片"


def test_a_half_filled_check_in_survives(server, screens):
    car = next(t for t in server.tiles() if t["lane"] == "due")
    advisor = screens(server, "S03", SMALL).sign_in("S03").go(f"/c/{car['code']}")
    page = advisor.begin("check_in").page
    advisor.fill(
        keys_tag="31", promise_at="2026-11-23T17:30", walk_round__note="右后轮眉擦伤,客户已"
    )
    page.locator("#f-walk_round\\.note").focus()
    page.wait_for_timeout(200)
    before = page.evaluate(WHERE)
    push_much(server, car["id"], page)
    assert page.evaluate(WHERE) == before
    expect(page.locator("#f-keys_tag")).to_have_value("31")
    expect(page.locator("#f-promise_at")).to_have_value("2026-11-23T17:30")


def test_a_half_typed_search_stays_while_the_list_moves(server, screens):
    leader = screens(server, "T05", TABLET).sign_in("T05").go("/")
    page = leader.page
    page.locator("#find-q").press_sequentially("6")
    before = page.evaluate(WHERE)
    push_much(server, at_work(server, "G1")["id"], page, 10)
    assert page.evaluate(WHERE) == before


def test_two_tablets_on_one_version_one_wins_and_the_other_reads_why(server, screens):
    car = at_work(server, "G1")
    people = ("F01", "T01")
    tablets = [screens(server, who, TABLET).sign_in(who) for who in people]
    before = server.card(car["id"])["version"]
    for n, tablet in enumerate(tablets):
        tablet.go(f"/c/{car['code']}").begin("report_delay").fill(minutes="30")
        tablet.fill(reason=f"螺栓锈死 {n}")
        tablet.screen.expected = {409}
    for tablet in tablets:
        tablet.page.locator("main .btn-glove[data-command=report_delay]").click()
    told = tablets[0].page.locator(".notice", has_text="已报延时")
    expect(told).to_be_visible()
    tablets[1].told("李建强刚改过,看完再点。")
    expect(tablets[1].page.locator("#f-reason")).to_have_value("螺栓锈死 1")
    assert server.card(car["id"])["version"] == before + 1
    assert [d["reason"] for d in server.card(car["id"])["delays"]] == ["螺栓锈死 0"]
