"""Wrong input wherever something can be put in: a plain sentence, nothing changed, nothing run."""

import re

import pytest
from playwright.sync_api import expect

from tests import midday
from tests.screens.conftest import DESK, PHONE, WALL
from tests.screens.hands import PUSHED_MS, Hands
from tests.screens.served import Server

SCRIPT = "<script>alert(1)</script>"
IMAGE = "<img src=x onerror=alert(1)>"
FORMULA = "=cmd|' /C calc'!A0"
TURNED = "陈\u202e先生gnp.exe"
EMOJI = "👩🏽‍🔧🚗🇨🇳"
LONG = "很" * 5000
A_TRACE = re.compile(r"Traceback|Exception|werkzeug|sqlite|jinja|Internal Server|None|undefined")
HEADINGS = (
    "预约单号,预约日期,预约时间,客户姓名,车牌号,车型,业务类型,要求事项,预计工时(小时),预计费用(元)"
)


@pytest.fixture(scope="module")
def server(noon, serve) -> Server:
    return serve(noon, midday.NOW)


@pytest.fixture
def advisor(server, screens) -> Hands:
    return screens(server, "S01", DESK).sign_in("S01")


def plain(hands: Hands) -> str:
    """What the page says is wrong: words of the shop, no code of ours."""
    words = " ".join(hands.page.locator(".notice-late, .error").all_inner_texts())
    assert words and not A_TRACE.search(words), words
    assert not A_TRACE.search(hands.page.locator("body").inner_text())
    return words


# --- pages that are not there, or not for one ------------------------------------------


@pytest.mark.parametrize("path", [
    "/c/WRONG", "/c/" + "Z" * 300, "/c/%3Cscript%3E", "/c/粤粤粤粤粤", "/nowhere",
    "/import/nothing", "/c/../../etc/passwd", "/c/ABCDE/do/start_work",
])  # fmt: skip
def test_an_unknown_page_says_so(path, server, advisor):
    advisor.screen.expected = {404}
    before = server.versions()
    advisor.go(path)
    assert "没有" in plain(advisor) or "不在" in plain(advisor)
    expect(advisor.page.get_by_role("link").first).to_be_visible()
    assert server.versions() == before


def test_a_page_that_is_not_for_one_says_whom_to_see(server, screens):
    technician = screens(server, "T02", DESK).sign_in("T02")
    technician.screen.expected = {403}
    for path in ("/access", "/import", "/new"):
        technician.go(path)
        assert "找" in plain(technician)
    car = next(t for t in server.tiles() if t["lane"] == "ready")
    technician.go(f"/c/{car['code']}/do/hand_over")
    assert "不能交车" in plain(technician)


def test_a_lane_in_which_it_cannot_be_done_says_so(server, advisor):
    car = next(t for t in server.tiles() if t["lane"] == "due")
    advisor.screen.expected = {409}
    advisor.go(f"/c/{car['code']}/do/move_to_ready")
    assert "当日入厂预定" in plain(advisor)
    assert server.card(car["id"])["version"] == car["version"]


# --- forms -------------------------------------------------------------------------------


def test_a_new_card_with_nothing_right_names_each_field(server, advisor):
    advisor.screen.expected = {422}
    before = server.versions()
    page = advisor.go("/new").page
    page.evaluate("document.querySelector('.new-card').noValidate = true")
    advisor.fill(command="open_card", planned_hours="很久", price_yuan="1e999")
    page.locator(".new-send").click()
    page.locator(".error").first.wait_for()
    words = plain(advisor)
    for field in ("客户姓名", "车型", "要求事项", "标准工时", "报价"):
        assert field in words
    expect(page.locator("#f-planned_hours")).to_have_value("很久")
    assert server.versions() == before


def test_five_thousand_characters_are_too_many(server, advisor):
    """The page stops at its limit; a form that does not is answered with a sentence."""
    advisor.screen.expected = {422}
    car = server.tiles()[0]
    page = advisor.go(f"/c/{car['code']}").begin("add_note").page
    page.fill("#f-text", LONG)
    page.evaluate("document.querySelector('#f-text').removeAttribute('maxlength')")
    page.fill("#f-text", LONG)
    page.locator("main .btn-glove").click()
    page.locator(".error").wait_for()
    assert "太长" in plain(advisor)
    expect(page.locator("#f-text")).to_have_value(LONG)
    assert server.card(car["id"])["version"] == car["version"]


def test_a_mangled_form_changes_nothing(server, advisor):
    """Somebody's tool sends another key, version or value than the page has given."""
    car = next(t for t in server.tiles() if t["lane"] == "due")
    advisor.screen.expected = {403, 409, 422}
    for field, value in (("key", ""), ("version", "-1"), ("version", "9999"), ("csrf_token", "x")):
        page = advisor.go(f"/c/{car['code']}").begin("reschedule_card").page
        advisor.fill(appointment_at="2026-11-24T09:00", reason="客户出差")
        page.evaluate(
            "([name, value]) => {"
            " const form = document.querySelector('main form[method=post]');"
            " form.elements[name].value = value;"
            " if (name === 'csrf_token') document.body.removeAttribute('hx-headers:inherited'); }",
            [field, value],
        )
        page.locator("main .btn-glove").click()
        page.locator(".notice-late").first.wait_for()
        plain(advisor)
        assert server.card(car["id"])["version"] == car["version"], field


# --- what looks like a program ------------------------------------------------------------


def test_what_looks_like_a_program_is_text_everywhere(server, advisor, screens):
    """Names, requests and notes stand on every screen as they were typed, fresh and pushed."""
    wall = screens(server, "wall", WALL).sign_in("F01").go("/wall")
    other = screens(server, "S02", PHONE).sign_in("S02")
    plate = "粤A<b>1"
    advisor.go("/new").fill(command="open_card", kind="repair", planned_hours="1", price_yuan="1")
    advisor.fill(vehicle__plate=plate, vehicle__model=IMAGE, customer__name=SCRIPT)
    advisor.fill(requests=f"{SCRIPT}\n{FORMULA}\n{TURNED}\n{EMOJI}")
    advisor.page.locator(".new-send").click()
    advisor.told(advisor.say("card-done-open_card"))
    id = advisor.page.locator("main").get_attribute("data-parts-of")
    row = wall.page.locator(f"[data-card='{id}']")
    expect(row).to_contain_text(IMAGE, timeout=PUSHED_MS)
    expect(row).to_contain_text(SCRIPT)
    expect(row).to_contain_text(FORMULA)

    other.go(advisor.page.url.removeprefix(server.address))
    advisor.begin("add_note").fill(text=f"{SCRIPT}{IMAGE}{EMOJI}").send("add_note")
    expect(other.page.locator(".said", has_text=SCRIPT)).to_contain_text(EMOJI, timeout=PUSHED_MS)
    for screen in (advisor, wall, other):
        inside = screen.page.locator("main script, main img, main b > b, [onerror]")
        expect(inside).to_have_count(0)
    for words in (SCRIPT, IMAGE, FORMULA, TURNED, EMOJI):
        advisor.go("/").page.fill("#find-q", words)
        advisor.page.wait_for_timeout(250)
    wall.page.reload()
    expect(row).to_contain_text(IMAGE)


def test_a_sign_that_turns_text_round_turns_nothing(server, advisor, screens):
    """Unseen signs that reverse what stands beside them are taken out; Arabic letters stay."""
    wall = screens(server, "wall", WALL).sign_in("F01").go("/wall")
    advisor.go("/new").fill(command="open_card", kind="repair", planned_hours="1", price_yuan="1")
    advisor.fill(vehicle__plate="粤A0TURN", vehicle__model="雷\u202e凌", customer__name=TURNED)
    advisor.fill(requests="\u202eabc 检查\nفحص الفرامل")
    advisor.page.locator(".new-send").click()
    advisor.told(advisor.say("card-done-open_card"))
    row = wall.page.locator("[data-slot] > *", has_text="粤A0TURN")
    expect(row).to_contain_text("雷凌", timeout=PUSHED_MS)
    expect(row).to_contain_text("فحص الفرامل")
    for screen in (wall, advisor):
        assert "\u202e" not in screen.page.content()


# --- files --------------------------------------------------------------------------------


FILES = {
    "nothing": b"",
    "garbage": bytes(range(256)) * 40,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "half a workbook": b"PK\x03\x04" + bytes(range(256)) * 20,
    "no headings": "随便写点什么\n没有表头".encode(),
    "html": b"<html><script>alert(1)</script></html>",
    "10 MB of text": ("字" * 60 + "\n").encode() * (10_600_000 // 181),
    "13 MB": b"x" * 13_000_000,
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_day_says_so(name, server, advisor, tmp_path):
    advisor.screen.expected = {413, 422}
    before = server.versions()
    file = tmp_path / "day.csv"
    file.write_bytes(FILES[name])
    page = advisor.go("/import").page
    page.set_input_files("#f-file", file)
    page.locator("main .btn-glove").click()
    page.locator(".notice-late").wait_for(timeout=20_000)
    plain(advisor)
    assert server.versions() == before


def test_a_day_full_of_tricks_is_shown_as_text(server, advisor, screens, tmp_path):
    wall = screens(server, "wall", WALL).sign_in("F01").go("/wall")
    row = f"YYX1,2026-11-24,09:00,{SCRIPT},粤A0X001,{IMAGE},保养,{FORMULA},1,100"
    file = tmp_path / "day.csv"
    file.write_text(f"{HEADINGS}\n{row}\n", encoding="utf-8")
    page = advisor.go("/import").page
    page.set_input_files("#f-file", file)
    page.locator("main .btn-glove").click()
    table = page.locator(".import-rows")
    expect(table).to_contain_text(SCRIPT)
    expect(table).to_contain_text(FORMULA)
    page.locator(".glove-bar button").click()
    advisor.told(advisor.say("import-done"))
    pushed = wall.page.locator("[data-slot=booked] > *", has_text="粤A0X001")
    expect(pushed).to_contain_text(IMAGE, timeout=PUSHED_MS)
    expect(wall.page.locator("main img, main script")).to_have_count(0)
