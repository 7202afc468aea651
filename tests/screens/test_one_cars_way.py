"""The whole way of one car, with everybody's screen open at once: taps, forms and PINs, never the
API. Whoever looks sees it within two seconds, and nobody loads a page again."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.screens.conftest import DESK, PHONE, TABLET, WALL
from tests.screens.hands import PUSHED_MS, ROWS, Hands
from tests.screens.likeness import assert_like_fresh
from tests.screens.served import Server

DAY = Path(__file__).parents[2] / "app/demo/day-2026-11-23.csv"
PLATE, OTHER, LATER, NEVER = "粤BG94XU", "粤ELNAKG", "粤EMJ42W", "粤ES0XDN"
WALK_IN = "粤A6C0DE"
PARTS = "2026-11-23T10:30"


class Shop:
    """Everybody at work: one screen each, and the wall."""

    def __init__(self, server: Server, screens: Callable[..., Hands], language: str) -> None:
        def at(person: str, size: dict) -> Hands:
            return screens(server, person, size, language).sign_in(person)

        self.server, self.language = server, language
        self.advisor = at("S01", DESK)
        self.foreman = at("F01", DESK)
        self.technician = at("T10", TABLET)
        self.leader = at("T09", TABLET)
        self.inspector = at("Q01", TABLET)
        self.washer = at("W01", PHONE)
        self.cashier = at("C01", DESK)
        self.parts = at("P01", DESK)
        self.wall = hang_a_wall(server, screens, language)
        self.card = ""

    def on_wall(self, words: str, slot: str = "management", **facts: object) -> None:
        """The car stands on the wall under these words."""
        expect(self.row(self.wall, slot)).to_contain_text(
            self.wall.say(words, **facts), timeout=PUSHED_MS
        )

    def row(self, screen: Hands, slot: str) -> Locator:
        return screen.page.locator(f"[data-slot={slot}] > [data-card='{self.card}']")

    def waits_for(self, screen: Hands, there: bool = True) -> None:
        """Whether the car is among what waits for somebody, on the home page they have open."""
        home = expect(screen.page.locator("main"))
        seen = home.to_contain_text if there else home.not_to_contain_text
        seen(PLATE, timeout=PUSHED_MS)

    def everyone(self) -> list[Hands]:
        return [self.advisor, self.foreman, self.technician, self.leader, self.inspector,
                self.washer, self.cashier, self.parts, self.wall]  # fmt: skip


def hang_a_wall(server: Server, screens: Callable[..., Hands], language: str) -> Hands:
    """An admin registers the screen as a wall and goes; it shows the board by itself."""
    wall = screens(server, "wall", WALL, language).sign_in("M01").go("/access")
    wall.page.locator("label", has=wall.page.locator("[value=wall]")).click()
    wall.page.get_by_role("button", name=wall.say("access-keep-device")).click()
    wall.told(wall.say("access-device-kept"))
    wall.page.get_by_role("button", name=wall.say("page-switch-person")).click()
    return wall.go("/wall")


@pytest.mark.parametrize(
    ("mode", "language"), [("eventlet", "zh-CN"), ("gevent", "en"), ("threading", "en")]
)
def test_one_cars_way(mode, language, morning, serve, screens):
    server = serve(morning, mode=mode)
    shop = Shop(server, screens, language)
    hand_in_the_day(shop)
    comes_in(shop)
    is_dispatched(shop)
    is_worked_on(shop, stopped=mode == "eventlet")
    is_checked(shop, fails=mode == "eventlet")
    is_washed_and_billed(shop, returned=mode == "eventlet")
    is_handed_over(shop)
    if mode == "eventlet":
        goes_another_way(shop)
    for screen in shop.everyone():
        assert_like_fresh(screen.page)
    assert "Traceback" not in server.log()


# --- the way ---------------------------------------------------------------------------


def hand_in_the_day(shop: Shop) -> None:
    """The sample day comes in on its page; the wall fills while one looks."""
    expect(shop.wall.page.locator("[data-slot=due] > *")).to_have_count(0)
    page = shop.advisor.go("/import").page
    page.set_input_files("#f-file", DAY)
    page.get_by_role("button", name=shop.advisor.say("import-look")).click()
    expect(page.locator("[data-count-of=cards]")).to_be_visible()
    page.locator(".glove-bar button").click(timeout=30_000)  # 44 commands, each on disk
    shop.advisor.told(shop.advisor.say("import-done"))
    expect(shop.wall.page.locator("[data-slot=due] > [data-card]")).to_have_count(
        44, timeout=10_000
    )


def comes_in(shop: Shop) -> None:
    advisor = shop.advisor.open(PLATE)
    shop.card = advisor.page.locator("main").get_attribute("data-parts-of") or ""
    advisor.tap("arrive")
    shop.on_wall("wall-lane-arrived")
    advisor.begin("check_in")
    advisor.fill(promise_at="2026-11-23T11:33", price_yuan="1200", keys_tag="17", odometer="61234")
    advisor.fill(walk_round__note="左前门有旧划痕", walk_round__belongings="后备箱:折叠伞")
    advisor.send("check_in")
    shop.on_wall("wall-lane-waiting")
    expect(shop.row(shop.wall, "management")).to_contain_text("11:33")


def is_dispatched(shop: Shop) -> None:
    """The foreman dispatches from what waits; the technician's list shows it by itself."""
    shop.waits_for(shop.foreman)
    shop.waits_for(shop.technician, there=False)
    shop.foreman.open(PLATE).begin("dispatch_card")
    team = shop.foreman.page.locator("label.option", has_text=ROWS["T10"].team or "")
    team.locator("input").check()
    shop.foreman.fill(technicians="T10", bay="6").send("dispatch_card")
    shop.on_wall("wall-lane-queued")
    expect(shop.row(shop.technician, "jobs")).to_contain_text(PLATE, timeout=PUSHED_MS)
    expect(shop.technician.page.locator(".plate-large")).to_have_text(PLATE)


def is_worked_on(shop: Shop, stopped: bool) -> None:
    technician = shop.technician
    technician.tap("start_work")
    shop.on_wall("wall-lane-working")
    expect(shop.row(shop.wall, "management")).to_contain_text(ROWS["T10"].name)
    if stopped:
        stops_for_parts(shop)
    technician.begin("report_add_on")
    technician.fill(what="前刹车片只剩2毫米", urgency="safety").send("report_add_on", "1")
    shop.on_wall("wall-add-ons", count=1)
    expect(shop.advisor.page.locator("main")).to_contain_text(
        "前刹车片只剩2毫米", timeout=PUSHED_MS
    )
    technician.finish()
    shop.on_wall("wall-check-self")


def stops_for_parts(shop: Shop) -> None:
    technician = shop.technician
    technician.begin("pause_work").fill(parts_expected_at=PARTS).send("pause_work", "parts")
    shop.on_wall("wall-lane-stopped")
    shop.on_wall("reason-parts")
    shop.waits_for(shop.parts)
    shop.parts.open(PLATE).tap("parts_arrived")
    shop.on_wall("flag-parts_arrived")
    technician.tap("start_work")
    shop.on_wall("wall-lane-working")


def is_checked(shop: Shop, fails: bool) -> None:
    """Three people sign; what one of them finds wrong goes back to work and is signed anew."""
    passes_two(shop)
    if fails:
        shop.inspector.open(PLATE).sign("final", "Q01", "0", faults="右前轮螺栓未紧")
        shop.on_wall("flag-redo")
        shop.on_wall("wall-lane-queued")
        shop.technician.go("/").tap("start_work")
        shop.technician.finish()
        passes_two(shop)
    shop.inspector.open(PLATE).sign("final", "Q01", items=["agreed", "fasteners"], road_test_km="3")
    shop.on_wall("wall-lane-washing")


def passes_two(shop: Shop) -> None:
    shop.technician.go("/").sign("self", "T10", items=["agreed", "fasteners", "order"])
    shop.on_wall("wall-check-peer")
    shop.waits_for(shop.leader.go("/"))
    shop.leader.open(PLATE).sign("peer", "T09", items=["agreed"])
    shop.on_wall("wall-check-final")


def is_washed_and_billed(shop: Shop, returned: bool) -> None:
    shop.washer.open(PLATE).tap("start_wash")
    shop.on_wall("wall-wash-running")
    shop.washer.tap("finish_wash")
    shop.on_wall("wall-lane-settling")
    shop.cashier.open(PLATE)
    if returned:
        shop.cashier.begin("return_bill").fill(reason="工时少写一项").send("return_bill")
        shop.on_wall("wall-bill-returned")
        expect(shop.advisor.page.locator("main")).to_contain_text("工时少写一项", timeout=PUSHED_MS)
    shop.cashier.begin("check_bill").fill(price_yuan="1180.50", difference="抹零")
    shop.cashier.send("check_bill")
    shop.on_wall("wall-bill-checked")


def is_handed_over(shop: Shop) -> None:
    shop.advisor.open(PLATE).begin("move_to_ready").fill(left_open="来取车时再问")
    shop.advisor.send("move_to_ready")
    shop.on_wall("wall-not-told", "ready")
    shop.advisor.begin("tell_customer").fill(about="ready", channel="phone")
    shop.advisor.send("tell_customer", "told")
    shop.on_wall("wall-told", "ready")
    shop.advisor.begin("hand_over").fill(left_open="刘先生:下次再换").send("hand_over")
    expect(shop.wall.page.locator(f"[data-card='{shop.card}']")).to_have_count(0, timeout=PUSHED_MS)
    expect(shop.advisor.page.locator("main")).to_contain_text(shop.advisor.say("lane-delivered"))


# --- other ways -----------------------------------------------------------------------


def goes_another_way(shop: Shop) -> None:
    put_back_and_undone(shop)
    walks_in(shop)
    rescheduled_and_cancelled(shop)


def put_back_and_undone(shop: Shop) -> None:
    """A car comes to the queue, is put back, and that is taken back again."""
    advisor, foreman = shop.advisor.open(OTHER), shop.foreman
    shop.card = advisor.page.locator("main").get_attribute("data-parts-of") or ""
    advisor.begin("check_in").fill(promise_at="2026-11-23T18:30", price_yuan="380")
    meant_all_the_same(advisor, "check_in")
    foreman.open(OTHER).begin("dispatch_card")
    foreman.page.locator("label.option", has_text=ROWS["T10"].team or "").locator("input").check()
    foreman.fill(technicians="T11").send("dispatch_card")
    shop.on_wall("wall-lane-queued")
    foreman.begin("put_back").fill(lane="waiting", reason="技师请假").send("put_back")
    shop.on_wall("wall-lane-waiting")
    foreman.tap("undo")
    shop.on_wall("wall-lane-queued")


def meant_all_the_same(screen: Hands, command: str) -> None:
    """What speaks against it is said; a second, deliberate tap does it."""
    screen.screen.expected = {409}
    screen.page.locator(f"main button[data-command={command}]").first.click()
    expect(screen.page.locator("[data-doubts]")).to_contain_text(screen.say("doubt-again"))
    expect(screen.page.locator("html[data-takes-taps=yes]")).to_be_attached()
    screen.send(command)


def walks_in(shop: Shop) -> None:
    advisor = shop.advisor.go("/new").fill(command="open_card", kind="repair")
    advisor.fill(vehicle__plate=WALK_IN, vehicle__model="雷凌 1.2T", customer__name="欧阳小雨")
    advisor.fill(requests="空调不凉\n异味", planned_hours="1.5", price_yuan="600", wash="1")
    advisor.page.locator(".new-send").click()
    advisor.told(advisor.say("card-done-open_card"))
    row = shop.wall.page.locator("[data-slot=management] > *", has_text=WALK_IN)
    expect(row).to_contain_text("欧阳**", timeout=PUSHED_MS)


def rescheduled_and_cancelled(shop: Shop) -> None:
    advisor = shop.advisor.open(LATER).begin("reschedule_card")
    advisor.fill(appointment_at="2026-11-25T09:30", reason="客户出差").send("reschedule_card")
    booked = shop.wall.page.locator("[data-slot=booked] > *", has_text=LATER)
    expect(booked).to_contain_text("09:30", timeout=PUSHED_MS)
    advisor.open(NEVER).begin("cancel_card").fill(reason="客户不来了").send("cancel_card")
    gone = shop.wall.page.locator("[data-card]", has_text=NEVER)
    expect(gone).to_have_count(0, timeout=PUSHED_MS)
    assert re.search("已取消", advisor.page.locator("main").inner_text())
