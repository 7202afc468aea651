"""The loop of an add-on in a real browser (rules.md §6): found on the tablet, seen and answered at
the advisor's desk, and the tablet may go on, with nobody loading a page again."""

import pytest
from playwright.sync_api import expect

from tests import midday
from tests.screens.conftest import DESK, TABLET
from tests.screens.every_lane import brought_to
from tests.screens.hands import PUSHED_MS, Hands
from tests.screens.likeness import assert_like_fresh
from tests.screens.test_axe import SIDEWAYS, violations
from tests.screens.test_photos import reports_with_a_photo, shows_the_photo

FINDING = "前刹车片只剩2毫米"


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_loop_of_an_add_on(language, noon, serve, screens):
    server = serve(noon, midday.NOW)
    due = [t["id"] for t in server.tiles() if t["lane"] == "due"]
    car = brought_to(server, due[0], "working")
    code = server.card(car)["code"]
    tablet = screens(server, "T13", TABLET, language).sign_in("T13").go("/")
    desk = screens(server, "S01", DESK, language).sign_in("S01").go(f"/c/{code}")
    is_accepted(tablet, desk)
    is_refused(tablet, desk)
    is_not_reached(tablet, desk)
    for screen in (tablet, desk.go(f"/c/{code}")):
        assert_like_fresh(screen.page)
    assert "Traceback" not in server.log()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_whole_loop_with_a_photo_from_home_to_home(language, noon, serve, screens):
    """The technician's jobs and the advisor's calls, each as it stands open; nobody loads a page
    again to see what the other has done."""
    server = serve(noon, midday.NOW)
    due = next(t for t in server.tiles() if t["lane"] == "due" and t["advisor"])
    car, advisor = brought_to(server, due["id"], "working"), due["advisor"]["id"]
    tablet = screens(server, "T13", TABLET, language).sign_in("T13").go("/")
    desk = screens(server, advisor, DESK, language).sign_in(advisor).go("/advisor")
    call = desk.page.locator(f"[data-call^='add_on/{car}/']")
    reports_with_a_photo(tablet)
    expect(call).to_contain_text(FINDING, timeout=PUSHED_MS)
    expect(call).to_contain_text(desk.say("add-on-to-price"))
    call.locator("[data-command=price_add_on]").click()
    desk.fill(price_yuan="880", minutes="120").send("price_add_on")
    expect(call).to_contain_text(desk.say("add-on-say-price", price="¥880"))
    expect(call).to_contain_text("120")
    expect(call).to_contain_text(desk.say("add-on-say-safety"))
    call.locator(".home-name").click()
    shows_the_photo(desk)
    expect(tablet.page.locator("[data-command=resume_work]").first).to_be_disabled()
    desk.go("/advisor")
    call.locator("a[data-command=answer_add_on]").click()
    desk.send("answer_add_on", "accepted")
    expect(call).to_have_count(0)
    goes_on(tablet)
    told = desk.page.locator(f"[data-part=to_inform] [data-card='{car}']")
    expect(told).to_contain_text(desk.say("answer-accepted"), timeout=PUSHED_MS)
    [add_on] = server.card(car)["add_ons"]
    assert (add_on["answer"], add_on["price_fen"], len(add_on["photos"])) == ("accepted", 88_000, 1)
    assert next(t for t in server.tiles() if t["id"] == car)["lane"] == "working"
    for screen in (tablet, desk):
        assert_like_fresh(screen.page)


def is_accepted(tablet: Hands, desk: Hands) -> None:
    finds(tablet, desk, FINDING)
    desk.begin("price_add_on").fill(price_yuan="580", minutes="40")
    clean(desk)
    desk.send("price_add_on")
    expect(desk.page.locator(".add-on-wechat")).to_contain_text("¥580")
    answers(desk, "accepted", look=True)
    goes_on(tablet)
    desk.begin("inform_workshop").fill(person="F01").send("inform_workshop")
    shown = desk.page.locator("[data-add-on]", has_text=FINDING)
    expect(shown).to_contain_text(desk.say("answer-accepted"))


def is_refused(tablet: Hands, desk: Hands) -> None:
    finds(tablet, desk, "雨刮老化")
    desk.begin("price_add_on").fill(price_yuan="90", minutes="5").send("price_add_on")
    answers(desk, "refused")
    goes_on(tablet)
    desk.begin("inform_workshop").fill(person="F01").send("inform_workshop")


def is_not_reached(tablet: Hands, desk: Hands) -> None:
    """Who is not reached is called again; till then the car stands."""
    finds(tablet, desk, "球头松旷")
    desk.begin("price_add_on").fill(price_yuan="400", minutes="60").send("price_add_on")
    answers(desk, "unreachable")
    tried = desk.say("add-on-tried", count=1, at="")
    shown = desk.page.locator("[data-add-on]", has_text="球头松旷")
    expect(shown).to_contain_text(tried.strip())
    expect(tablet.page.locator("[data-command=resume_work]").first).to_be_disabled()
    answers(desk, "accepted")
    goes_on(tablet)


def finds(tablet: Hands, desk: Hands, what: str) -> None:
    """Reported on the tablet; the desk shows it, and the tablet says why nobody goes on."""
    tablet.begin("report_add_on").fill(what=what, urgency="safety").send("report_add_on", "0")
    expect(desk.page.locator("[data-add-on]", has_text=what)).to_be_visible(timeout=PUSHED_MS)
    shut = tablet.page.locator("[data-command=resume_work]").first
    expect(shut).to_be_disabled(timeout=PUSHED_MS)
    refusal = tablet.say("refused-consent_missing")
    expect(tablet.page.locator("main")).to_contain_text(refusal)


def answers(desk: Hands, answer: str, look: bool = False) -> None:
    desk.begin("answer_add_on")
    if look:
        clean(desk)
    desk.send("answer_add_on", answer)
    if look:
        clean(desk)


def goes_on(tablet: Hands) -> None:
    """Without a new page the tablet offers the work again."""
    expect(tablet.action("start_work")).to_be_visible(timeout=PUSHED_MS)
    tablet.tap("start_work")


def clean(screen: Hands) -> None:
    """axe finds nothing and nothing must be scrolled sideways, on the desk and on a tablet."""
    for size in (TABLET, DESK):
        screen.page.set_viewport_size(size)
        assert violations(screen.page, True) == []
        assert screen.page.evaluate(SIDEWAYS) == []
