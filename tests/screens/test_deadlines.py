"""Deadlines on real screens: the advisor is told of a new call, the technician answers with a tap,
the wall counts what has passed undone."""

import pytest
from playwright.sync_api import expect

from tests import midday
from tests.screens.conftest import DESK, TABLET, WALL
from tests.screens.served import Server, eventually

PUSHED_MS = 10_000


@pytest.fixture(scope="module")
def server(noon, serve) -> Server:
    running = serve(noon, midday.NOW)
    assert eventually(lambda: duties(running, kind="enquiry"))
    return running


def duties(server: Server, **wanted: object) -> list[dict]:
    """Open duties that count, the most urgent first."""
    found = [d for d in server.api().get("/duties") if d["state"] != "done" and d["counts"]]
    return [d for d in found if all(d[name] == value for name, value in wanted.items())]


def at_work(server: Server) -> dict:
    """A car somebody works on, of an advisor's own."""
    return next(t for t in server.tiles() if t["lane"] == "working" and t["advisor"])


def reports(server: Server, car: dict, what: str) -> None:
    """The technician finds something on it."""
    answer = server.command(
        car["technicians"][0]["id"], "report_add_on", car["id"], what=what, urgency="soon",
        can_go_on=True, price_fen=30_000, minutes=20,
    )  # fmt: skip
    assert answer.ok, answer


def test_a_new_call_is_shown_and_rings_if_chosen_but_not_while_with_a_customer(server, screens):
    car = at_work(server)
    advisor = screens(server, "advisor", DESK).sign_in(car["advisor"]["id"])
    page = advisor.go("/advisor").page
    expect(page.locator("html[data-live=live]")).to_be_attached()
    box = page.locator("[data-alarm]")
    page.locator("[data-alarm] summary").click()
    page.get_by_label("响铃和振动").check()
    page.get_by_label("正在接待客户").check()
    reports(server, car, "雨刮片老化")
    call = page.locator("[data-call^=add_on]", has_text="雨刮片老化")
    expect(call).to_be_visible(timeout=PUSHED_MS)
    expect(call).to_contain_text("前打")
    expect(box).to_have_attribute("data-told", "1")
    assert box.get_attribute("data-rang") is None
    page.get_by_label("正在接待客户").uncheck()
    reports(server, car, "空调滤芯发霉")
    expect(page.locator("[data-call]", has_text="空调滤芯发霉")).to_be_visible(timeout=PUSHED_MS)
    expect(box).to_have_attribute("data-rang", "1")
    page.reload()
    expect(page.get_by_label("响铃和振动")).to_be_checked()
    assert box.get_attribute("data-told") is None


def test_who_comes_back_from_a_card_hears_what_came_meanwhile(server, screens):
    car = at_work(server)
    advisor = screens(server, "advisor", DESK).sign_in(car["advisor"]["id"])
    page = advisor.go("/advisor").page
    box, customer = page.locator("[data-alarm]"), page.get_by_label("正在接待客户")
    page.locator("[data-alarm] summary").click()
    page.get_by_label("响铃和振动").check()
    customer.check()
    advisor.go(f"/c/{car['code']}")
    reports(server, car, "皮带开裂")
    expect(page.locator("[data-add-on]", has_text="皮带开裂")).to_be_visible(timeout=PUSHED_MS)
    advisor.go("/advisor")
    expect(box).to_have_attribute("data-told", "1")
    expect(customer).to_be_checked()
    assert box.get_attribute("data-rang") is None
    advisor.go(f"/c/{car['code']}").go("/advisor")
    assert box.get_attribute("data-told") is None, "nothing new came"


def test_the_alarm_outlives_a_tap(server, screens):
    car = at_work(server)
    advisor = screens(server, "advisor", DESK).sign_in(car["advisor"]["id"])
    page = advisor.go("/advisor").page
    page.locator("[data-alarm] summary").click()
    page.get_by_label("响铃和振动").check()
    page.get_by_label("正在接待客户").check()
    page.get_by_role("button", name="已告知").first.click()
    advisor.told("已记下")
    expect(page.get_by_label("正在接待客户")).to_be_checked()
    page.get_by_label("正在接待客户").uncheck()
    reports(server, car, "水泵异响")
    expect(page.locator("[data-call]", has_text="水泵异响")).to_be_visible(timeout=PUSHED_MS)
    expect(page.locator("[data-alarm]")).to_have_attribute("data-rang", "1")


def test_the_technician_is_asked_and_answers_with_one_tap(server, screens):
    asked = duties(server, kind="enquiry")[0]
    who = server.card(asked["card"])["technicians"][0]["id"]
    technician = screens(server, who, TABLET).sign_in(who)
    page = technician.go("/").page
    question = page.locator(".enquiry")
    expect(question).to_contain_text("能按时完工吗?")
    before = server.card(asked["card"])["forecast_at"]
    question.get_by_role("button", name="还要 60 分").click()
    technician.told("已回复")
    expect(question).to_have_count(0)
    card = server.card(asked["card"])
    assert card["enquiries"][-1]["minutes_left"] == 60
    assert eventually(lambda: server.card(asked["card"])["forecast_at"] != before)
    assert not duties(server, kind="enquiry", card=asked["card"])


def test_an_outcome_is_recorded_in_two_taps(server, screens):
    duty = next(d for d in duties(server) if d["escalated_at"] and d["escalates_to"] == "manager")
    manager = screens(server, "M01", DESK).sign_in("M01").go("/manager")
    row = manager.page.locator(f"[data-duty='{duty['kind']}'][data-card='{duty['card']}']")
    row.locator("summary").click()
    row.get_by_role("button", name="不用了").click()
    manager.told("已办结")
    expect(row).to_have_count(0)
    [done] = [d for d in server.api().get("/duties") if d["id"] == duty["id"]]
    assert (done["outcome"], done["done_by"]) == ("not_needed", "M01")


@pytest.mark.parametrize(("path", "language", "words"), [
    ("/wall", "zh-CN", "待办超时"), ("/wall", "en", "Overdue duties"),
    ("/wall/axis", "zh-CN", "待办超时"), ("/wall/axis", "en", "Overdue duties"),
])  # fmt: skip
def test_a_wall_counts_what_has_passed_undone(path, language, words, server, screens):
    page = screens(server, "wall", WALL, language).sign_in("F01").go(path).page
    expect(page.locator("header").first).to_contain_text(words)
    count = page.locator("[data-overdue-duties]")

    def as_listed() -> bool:
        return count.text_content() == str(len(duties(server, state="overdue")))

    assert eventually(as_listed) and count.text_content() != "0"
