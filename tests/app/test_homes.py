"""Each role's home: what waits for it, in order, and what a tap there does."""

import re
from xml.etree.ElementTree import tostring
from zoneinfo import ZoneInfo

import pytest

from app.background.forecasting import Forecaster
from app.background.timekeeper import keep_duties
from app.clock import real_now
from app.commands.perform import Actor, Command, perform
from app.storage.founding import set_clock
from board.card.values import Customer, Vehicle
from board.commands.shop import ChangePerson
from tests.app.page_read import Page, words
from tests.app.shop_door import Door
from tests.cast import (
    BAI,
    CHEN,
    DING,
    HUANG,
    JIANG,
    LI,
    LIANG,
    MENG,
    PEOPLE,
    REN,
    SHI,
    ZHENG,
    ZHONG,
    at,
)
from tests.pure_shop import details

OFFICE = {
    "advisor": CHEN, "check": REN, "wash": SHI, "bill": ZHONG, "parts": DING,
    "arrivals": BAI, "care": MENG, "manager": LIANG,
}  # fmt: skip


@pytest.fixture
def door(store):
    return Door(store)


@pytest.fixture
def home(client, signed_in):
    """home(CHEN): somebody's home after signing in; home(CHEN, "/arrivals"): another screen."""

    def open_home(who, path: str = "/") -> Page:
        signed_in(client, who.id)
        return Page(client.get(path, follow_redirects=True))

    return open_home


@pytest.fixture
def tap(client, door):
    def send(page: Page, card: str, command: str, words: str = "", **typed: str):
        form = page.fields(card, command, words) | typed
        return client.post(f"/c/{door.card(card).code}/do/{command}", data=form)

    return send


def offered(page: Page) -> list[str]:
    """The commands beside the rows of the lists, as the page's templates hold them."""
    return [one.attrib["data-action"] for one in page.all("template")]


def car(plate: str) -> dict[str, object]:
    return {"vehicle": Vehicle("凯美瑞", plate)}


@pytest.mark.parametrize(("name", "who"), OFFICE.items())
def test_everybody_of_the_office_comes_home_to_their_own_screen(name, who, client, signed_in):
    assert signed_in(client, who.id).get("/").location == f"/{name}"
    page = Page(client.get(f"/{name}"))
    assert page.all("h1") and page.all("nav/a[@href='/wall']")


@pytest.mark.parametrize(("who", "lane", "place"), [
    (CHEN, "arrived", "arrived"), (CHEN, "ready", "calls"), (REN, "at_final", "checking-final"),
    (REN, "at_peer", "checking-peer"), (SHI, "washing", "washing-waiting"),
    (ZHONG, "settling", "bills"), (DING, "stopped", "parts"), (BAI, "due", "due"),
    (BAI, "booked", "booked"), (MENG, "no_show", "no_shows"), (LIANG, "stopped", "still"),
    (LIANG, "waiting", "still"), (LIANG, "cancelled", "left"), (LIANG, "delivered", "left"),
])  # fmt: skip
def test_what_waits_for_a_role_is_on_its_home(who, lane, place, door, home):
    one = getattr(door, lane)()
    assert home(who).cards(place) == [one]


def test_a_home_where_nothing_waits_says_so(home):
    for who in OFFICE.values():
        assert 'class="empty' in home(who).text


@pytest.mark.parametrize("name", [*OFFICE, "advisor/cars"])
def test_the_parts_are_the_same_as_the_page_has_them(name, door, home, client):
    for lane in ("no_show", "arrived", "stopped", "settling", "ready", "delivered", "cancelled"):
        getattr(door, lane)()
    who = OFFICE[name.split("/")[0]]
    page, parts = home(who, f"/{name}"), Page(client.get(f"/live/home/{name}"))
    drawn = "*[@data-part]"
    assert [plain(e) for e in page.all(drawn)] == [plain(e) for e in parts.all(drawn)]


def plain(element) -> str:
    text = re.sub(r'name="key" value="[^"]*"', "", tostring(element, encoding="unicode"))
    return re.sub(r"\s+", "", text)


def test_the_parts_ask_to_sign_in(client):
    assert client.get("/live/home/advisor").status_code == 401
    assert client.get("/advisor").location.startswith("/sign-in")


def test_there_is_no_home_of_another_name(home, client):
    home(CHEN)
    assert client.get("/live/home/nobody").status_code == 404


# --- advisor ---------------------------------------------------------------------------


def test_whoever_must_hear_first_is_phoned_first(door, home):
    ready = door.ready(**car("粤A00001"))
    late = door.working(**car("粤A00002"))
    door.turn("17:20")
    page = home(CHEN)
    assert page.cards("calls") == [ready, late]
    assert "延时通知" in page.says(late) and "冯海涛先生" in page.says(late)
    assert "tel:19900001234" in page.text


def test_one_tap_says_the_customer_knows(door, home, tap):
    ready = door.ready()
    answer = tap(home(CHEN), ready, "tell_customer", "已告知")
    assert (answer.status_code, answer.location) == (303, "/advisor")
    assert door.card(ready).was_told
    assert home(CHEN).cards("calls") == []


def test_a_call_not_answered_stays_and_is_counted(door, home, tap):
    ready = door.ready()
    tap(home(CHEN), ready, "tell_customer", "未接通")
    assert "未接通 1 次" in home(CHEN).says(ready)


def test_a_finding_is_a_call_until_the_customer_has_answered(door, home, tap):
    one = door.working()
    what = {"what": "前刹车片只剩2毫米", "urgency": "safety", "can_go_on": True}
    door.do(ZHENG, "report_add_on", one, **what, price_fen=68_000, minutes=40)
    page = home(CHEN)
    assert "前刹车片只剩2毫米" in page.says(one) and "¥680" in page.says(one)
    assert "已告知" not in page.says(one)
    tap(page, one, "answer_add_on", "未接通")
    [add_on] = door.card(one).add_ons
    assert (len(add_on.tries), door.card(one).told) == (1, [])
    assert home(CHEN).cards("calls") == [one] and "未接通 1 次" in home(CHEN).says(one)
    door.do(CHEN, "answer_add_on", one, add_on=add_on.id, offer=add_on.offers[0].id,
            answer="refused", channel="phone", spoke_to="冯先生")  # fmt: skip
    assert home(CHEN).cards("calls") == []


def test_what_is_said_of_a_finding_is_the_latest_offer_its_delay_and_the_danger(door, home):
    one = door.working()
    door.do(ZHENG, "report_add_on", one, what="后减震漏油", urgency="safety", can_go_on=True,
            price_fen=30_000, minutes=20)  # fmt: skip
    [add_on] = door.card(one).add_ons
    door.do(CHEN, "price_add_on", one, add_on=add_on.id, price_fen=88_000, minutes=120)
    says = home(CHEN).says(one)
    assert "加 ¥880" in says and "¥300" not in says
    assert re.search(r"多用 120 分,预计 1\d:\d\d 交车", says)
    assert "讲清危险" in says


def test_a_finding_without_a_price_says_what_the_workshop_thinks(door, home):
    one = door.found(urgency="advice", minutes=25)
    says = home(CHEN).says(one)
    assert "还没报价" in says and "车间估 25 分" in says and "讲清危险" not in says


def test_customers_of_another_advisor_are_not_my_calls(door, home):
    one = door.ready()
    assert home(HUANG).cards("calls") == []
    assert "19900001234" not in home(HUANG).text
    assert home(CHEN).cards("calls") == [one]


def test_appointments_are_received_first(door, home):
    walk_in = door.arrived()
    expected = door.do(BAI, "arrive", door.due())
    assert home(CHEN).cards("arrived") == [expected, walk_in]


def test_a_bill_given_back_says_why(door, home):
    one = door.settling()
    door.do(ZHONG, "return_bill", one, reason="工时少写一项")
    page = home(CHEN)
    assert page.cards("returned") == [one] and "工时少写一项" in page.says(one)


def test_my_cars_stand_by_promise(door, home):
    later, sooner = door.waiting(), door.arrived(promise_at=at("12:00"))
    others = door.do(HUANG, "open_card", **details(**car("粤A00003")))
    page = home(CHEN, "/advisor/cars")
    assert page.cards("mine") == [sooner, later] and others not in page.text


def test_my_appointments_stand_apart_from_the_cars_that_are_here(door, home):
    here, booked = door.waiting(), door.booked(advisor=CHEN.id)
    page = home(CHEN, "/advisor/cars")
    assert page.cards("mine") == [here] and page.cards("mine-booked") == [booked]


def test_my_cars_and_what_is_found_say_the_promise_and_the_forecast(door, store, home):
    one, _ = door.working(), door.queued()
    Forecaster(store).step()
    likely = door.card(one).forecast.likely
    said = [home(CHEN, "/advisor/cars").says(one), home(CHEN, "/find?q=粤").text]
    then = likely.astimezone(ZoneInfo("Asia/Shanghai")).strftime("%H:%M")
    assert all(then in text and "17:00" in text for text in said)


# --- the others ------------------------------------------------------------------------


def test_reception_has_one_button_and_no_phone_numbers(door, home):
    door.due()
    page = home(BAI)
    assert offered(page) == ["arrive"] and "19900001234" not in page.text


def test_an_advisor_may_receive_at_once_among_the_arrivals(home):
    assert offered(home(CHEN, "/arrivals"))[:3] == ["check_in", "arrive", "tell_customer"]


def test_the_bill_is_passed_at_its_estimate_with_one_tap(door, home, tap):
    one = door.settling()
    page = home(ZHONG)
    assert "¥800" in page.says(one)
    assert tap(page, one, "check_bill", "核账通过").location == "/bill"
    assert door.card(one).bill_price_fen == 80_000


def test_a_car_for_nothing_is_passed_at_nothing(door, home, tap):
    one = door.do(CHEN, "check_in", door.arrived(), promise_at=at("17:00"), price_fen=0,
                  planned_minutes=30)  # fmt: skip
    to_bill(door, one)
    page = home(ZHONG)
    assert "核账通过 ¥0" in page.says(one)
    tap(page, one, "check_bill", "核账通过")
    assert (door.card(one).bill, door.card(one).bill_price_fen) == ("checked", 0)


def to_bill(door: Door, one: str) -> None:
    door.do(LI, "dispatch_card", one, team=door.team, technicians=["T02"])
    door.do(ZHENG, "start_work", one)
    door.do(ZHENG, "finish_work", one, confirmed=True)
    door.sign(ZHENG, one, "self")
    door.sign(PEOPLE["T01"], one, "peer")
    door.sign(REN, one, "final")


def test_cars_of_which_nobody_knows_when_their_parts_come_stand_first(door, home):
    known, unknown = door.stopped(**car("粤A00001")), door.stopped(**car("粤A00002"))
    door.do(DING, "expect_parts", known, expected_at=at("14:00"), note="前刹车片一套")
    goes_on = door.do(DING, "expect_parts", door.waiting(), expected_at=at("11:00"))
    page = home(DING)
    assert page.cards("parts") == [unknown, known, goes_on]
    assert "备件 14:00 到" in page.says(known) and "前刹车片一套" in page.says(known)


def test_one_tap_brings_the_car_back_to_the_queue(door, home, tap):
    one = door.stopped()
    tap(home(DING), one, "parts_arrived")
    assert door.card(one).lane == "queued"


def test_care_calls_those_of_the_next_open_day(door, home, tap):
    door.booked(appointment_at=at("9:00", 25))
    late = door.booked(appointment_at=at("15:00", 24))
    early = door.booked(
        appointment_at=at("9:00", 24), customer=Customer("欧阳小雨", "女士", "13800000001")
    )
    page = home(MENG)
    assert page.cards("tomorrow") == [early, late]
    assert "欧阳小雨女士" in page.says(early) and "tel:13800000001" in page.text
    tap(page, early, "tell_customer", "已告知")
    page = home(MENG)
    assert page.cards("tomorrow") == [late, early] and "已通知 1 位" in page.text


def test_on_saturday_care_calls_for_monday(door, home):
    monday = door.booked(appointment_at=at("9:00", 30))
    door.turn("9:00", 28)
    assert home(MENG).cards("tomorrow") == [monday]
    sunday = door.booked(appointment_at=at("9:00", 29))
    page = home(MENG)
    assert page.cards("tomorrow") == [sunday, monday], "a duty of a closed day is called for too"
    assert "11-29" in page.says(sunday)


def test_a_reminder_for_another_day_does_not_count(door, home, tap):
    one = door.booked(appointment_at=at("9:00", 24))
    tap(home(MENG), one, "tell_customer", "已告知")
    door.turn("8:30")
    door.do(MENG, "reschedule_card", one, appointment_at=at("14:00", 24), reason="客户下午来")
    assert "14:00" in home(MENG).says(one) and "已通知" not in home(MENG).text


def test_who_did_not_come_stays_until_it_is_settled(door, home, tap):
    one = door.no_show()
    tap(home(MENG), one, "tell_customer", "已告知")
    page = home(MENG)
    assert "已联系上" in page.says(one)
    tap(page, one, "arrive")
    assert door.card(one).lane == "arrived" and home(MENG).cards("no_shows") == []


def test_who_did_not_come_weeks_ago_is_let_go(door, home):
    door.no_show()
    door.turn("9:00", 30)
    assert home(MENG).cards("no_shows")
    set_clock(door.store, at("9:00").replace(year=2027), 1e-6, real_now())
    assert home(MENG).cards("no_shows") == []


def test_what_stands_still_is_named_once_under_the_worst(door, home):
    stopped = door.stopped(**car("粤A00001"))
    waits = door.waiting(**car("粤A00002"))
    page = home(LIANG)
    assert page.cards("still") == [stopped, waits]
    door.turn("17:30")
    page = home(LIANG)
    assert sorted(page.cards("still")) == sorted([stopped, waits])
    assert words(page.all("*[@data-part='still']//h2")[0]).startswith("已超时")


def test_yesterdays_hand_overs_are_no_longer_offered_to_be_opened_again(door, home):
    one = door.delivered()
    assert home(LIANG).cards("left") == [one]
    door.turn("8:00", 24)
    assert home(LIANG).cards("left") == []


# --- together --------------------------------------------------------------------------


def test_who_has_several_roles_sees_a_tab_for_each(home):
    tabs = home(JIANG, "/check").all("nav[@class='tabs']/a")
    assert [tab.attrib["href"] for tab in tabs] == ["/check", "/"]


def test_a_refusal_is_told_at_home(door, home, tap, client):
    one = door.settling()
    page = home(ZHONG)
    door.do(ZHONG, "return_bill", one, reason="工时少写一项")
    answer = tap(page, one, "check_bill", "核账通过")
    assert (answer.status_code, answer.location) == (303, "/bill")
    assert "钟慧刚改过" in client.get("/bill").text


def test_what_was_typed_beside_a_stale_tap_waits_in_the_form(door, client, signed_in, csrf):
    one = door.do(SHI, "start_wash", door.washing())
    signed_in(client, SHI.id)
    code, version = door.card(one).code, door.card(one).version
    door.do(LI, "add_note", one, text="客户在等")
    form = {"key": "k", "version": str(version), "page": "home", "next": "/wash",
            "typed": "parking", "parking": "P07", "csrf_token": csrf(client)}  # fmt: skip
    answer = client.post(f"/c/{code}/do/finish_wash", data=form)
    assert answer.status_code == 303 and "parking=P07" in answer.location
    page = Page(client.get(answer.location))
    assert 'value="P07"' in page.text and "李建强刚改过" in page.text


def test_a_tapped_name_opens_the_form_where_the_pin_is_needed(door, tablet, csrf, store):
    args = ChangePerson(person=SHI.id, team=door.team)
    assert perform(store, Command(Actor("M01"), "team", args)).ok
    door.washing()
    browser = tablet(door.team)
    form = {"person": SHI.id, "csrf_token": csrf(browser)}
    assert browser.post("/sign-in/name", data=form).location == "/"
    page = Page(browser.get("/", follow_redirects=True))
    assert offered(page) == ["finish_wash", "start_wash"]
    assert page.all("template/a") and not page.all("template/form")


# --- duties ----------------------------------------------------------------------------


def overdue(door, clock: str) -> None:
    """What stood undone until then has gone on to the next."""
    keep_duties(door.store)
    door.turn(clock)
    keep_duties(door.store)


def test_a_finding_nobody_asked_about_stays_with_the_foreman_until_it_is_answered(door, home):
    one = door.offered()
    overdue(door, "8:20")
    page = home(LI, "/duties")
    says = page.says(one)
    assert page.cards("duties") == [one] and "前刹车片到极限" in says
    assert "办结" not in says and "19900001234" not in page.text


def test_who_did_not_come_is_phoned_by_care_once_it_has_gone_on_to_them(door, home, tap):
    one = door.due()
    door.turn("8:16")
    overdue(door, "8:50")
    page = home(MENG)
    assert page.cards("duties") == [one]
    assert "冯海涛先生" in page.says(one) and "19900001234" in page.says(one)
    tap(page, one, "tell_customer", "已告知")
    assert home(MENG).cards("duties") == []
    assert door.card(one).duties[0].outcome == "told"


def test_a_manager_sees_the_deadline_and_no_phone(door, home):
    one = door.working()
    door.turn("17:10")
    overdue(door, "17:50")
    page = home(LIANG)
    assert one in page.cards("duties") and "19900001234" not in page.text


def test_the_follow_up_is_a_duty_with_its_outcome_and_three_tries(door, home, tap):
    car = door.delivered()
    assert home(MENG).cards("follow_up") == []
    door.turn("9:00", 26)
    keep_duties(door.store)
    page = home(MENG)
    assert page.cards("follow_up") == [car]
    tap(page, car, "finish_duty", "未接通")
    page = home(MENG)
    assert page.cards("follow_up") == [car] and "未接通 1 次" in page.says(car)
    tap(page, car, "finish_duty", "已回访")
    assert home(MENG).cards("follow_up") == []
    [duty] = [d for d in door.card(car).duties if d.kind == "follow_up"]
    assert (duty.outcome, len(duty.attempts)) == ("done", 1)
