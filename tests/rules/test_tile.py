"""What every screen sees of a card: short names, masked numbers, the tone, today's work."""

import json

import pytest

from board.card.masking import masked
from board.card.short_name import short_name
from board.card.tile import tile
from board.card.values import Customer, Forecast, Vehicle
from board.planning.tone import tone, turns_overdue_at
from tests.cast import CHEN, ENGINE, LI, ZHENG, ZHONG, at
from tests.story import Story

FIELDS = """
id code order_no version lane state rank kind plate model customer requests team
technicians bay keys_tag advisor flags wash planned_minutes work_left skills_asked intervals
appointment_at arrived_at
finish_due_at promise_at forecast_at work_from work_to tone since_at stop_reason open_add_ons
duties parking told
"""


def seen(shop: Story, car: str) -> dict:
    return tile(shop[car], shop.directory, shop.hours, shop.now)


@pytest.mark.parametrize(("name", "title", "short"), [
    ("冯海涛", "先生", "冯先生"),
    ("冯海涛", None, "冯**"),
    ("欧阳娜娜", "女士", "欧阳女士"),
    ("欧阳", None, "欧**"),
    ("司马相如", None, "司马**"),
    ("John Smith", "先生", "S先生"),
    (" 王芳 ", None, "王**"),
])  # fmt: skip
def test_a_customer_is_named_by_surname_and_title(name, title, short):
    assert short_name(name, title) == short


@pytest.mark.parametrize(("text", "shown"), [
    ("回电13800138000找李", "回电***********找李"),
    ("电话 138 0013 8000", "电话 *************"),
    ("0755-1234567转8", "************转8"),
    ("身份证１３８００１３", "身份证*******"),
    ("电139.1234.5678", "电*************"),
    ("电139/1234/5678；", "电*************；"),
    ("电１３９　１２３４　５６７８", "电*************"),
    ("139・1234・5678", "*************"),
    ("139，1234，5678", "*************"),
    ("13912.345678", "************"),
    ("139\u200b1234\u200b5678", "*************"),
    ("+86 139 1234 5678", "*****************"),
    ("+86.139.1234.5678", "*****************"),
    ("+86139-12345678", "***************"),
    ("0086 13912345678", "****************"),
    ("（021）6543 2100", "（*************"),
    ("021.6543.2100", "*************"),
    ("0755/8765/4321", "**************"),
    ("400·820·8820", "************"),
    ("幺三九一二三四五六七八", "***********"),
    ("2026/11/23 到", "2026/11/23 到"),
    ("2026.11.23 取", "2026.11.23 取"),
    ("13:30 15:00 16:20 来电", "13:30 15:00 16:20 来电"),
    ("刹车片3.5/3.6/4.1/4.0", "刹车片3.5/3.6/4.1/4.0"),
    ("225/45R17，1200/1500元", "225/45R17，1200/1500元"),
    ("工单123456", "工单123456"),
    ("5W-30机油4L,5万公里", "5W-30机油4L,5万公里"),
])  # fmt: skip
def test_long_numbers_in_free_text_are_hidden(text, shown):
    assert masked(text) == shown


def test_the_tile_has_exactly_the_agreed_fields():
    shop = Story()
    assert list(seen(shop, shop.queued())) == FIELDS.split()


def test_the_tile_shows_no_full_name_phone_or_vin():
    shop = Story()
    car = shop.queued(
        customer=Customer("冯海涛", "先生13800138000", "19900001234"),
        vehicle=Vehicle("凯美瑞(19900001234)", "粤A12345", "LVGBE40K28G123456"),
        requests=["打 19900001234 确认"],
        remark="冯海涛本人来取",
    )
    text = json.dumps(seen(shop, car), ensure_ascii=False)
    for secret in ("海涛", "19900001234", "13800138000", "LVGBE40K28G123456"):
        assert secret not in text
    assert "粤A12345" in text


def test_the_tile_names_team_people_and_advisor():
    shop = Story()
    shown = seen(shop, shop.queued(ZHENG))
    assert shown["team"] == {"id": ENGINE, "name": ENGINE}
    assert shown["technicians"] == [{"id": ZHENG.id, "name": "郑凯"}]
    assert shown["advisor"] == {"id": CHEN.id, "name": "陈雅琴"}


def test_a_departed_card_has_no_lane():
    shop = Story()
    for lane in ("delivered", "cancelled", "no_show"):
        assert seen(shop, shop.in_lane(lane))["lane"] is None


def test_times_are_rfc_3339_in_utc():
    shop = Story()
    shown = seen(shop, shop.waiting())
    assert (shown["arrived_at"], shown["promise_at"]) == (
        "2026-11-23T00:00:00Z", "2026-11-23T09:00:00Z"
    )  # fmt: skip
    assert shown["finish_due_at"] == "2026-11-23T08:30:00Z"


def test_only_todays_work_is_shown():
    shop = Story()
    car = shop.stopped("overnight")
    shop.now = at("8:00", 24)
    shop.do(ZHENG, "resume_work", car)
    assert [i["from"] for i in seen(shop, car)["intervals"]] == ["2026-11-24T00:00:00Z"]
    assert seen(shop, car)["intervals"][0]["to"] is None


def test_a_tile_is_small():
    shop = Story()
    car = shop.queued(requests=["更换机油机滤并检查底盘"] * 8)
    assert len(json.dumps(seen(shop, car), ensure_ascii=False).encode()) < 4096


def test_a_card_is_overdue_once_its_promise_has_passed():
    shop = Story()
    car = shop.working()
    shop.now = at("17:00")
    assert tone(shop[car], shop.now) == "unknown"
    assert turns_overdue_at(shop[car]) == at("17:00")
    shop.wait(seconds=1)
    assert tone(shop[car], shop.now) == "overdue"


def test_a_car_without_a_promise_is_never_overdue():
    shop = Story()
    car = shop.arrived()
    shop.now = at("23:00")
    assert tone(shop[car], shop.now) == "unknown"
    assert turns_overdue_at(shop[car]) is None


def test_a_car_ready_in_time_stays_in_time_however_late_it_is_fetched():
    shop = Story()
    car = shop.ready()
    shop.now = at("20:00")
    assert tone(shop[car], shop.now) == "on_time"
    assert turns_overdue_at(shop[car]) is None


def test_before_the_promise_the_forecast_says_how_a_card_stands():
    shop = Story()
    car = shop.working()  # promised for 17:00
    for likely, safe, expected in (
        ("16:30", "17:00", "on_time"), ("17:00", "17:05", "tight"), ("17:05", "17:30", "late"),
    ):  # fmt: skip
        shop[car].forecast = Forecast(at(likely), at(safe))
        assert tone(shop[car], shop.now) == expected
    shop[car].forecast = Forecast()
    assert tone(shop[car], shop.now) == "unknown"
    shop[car].forecast = Forecast(at("16:00"), at("16:00"))
    shop.now = at("17:01")
    assert tone(shop[car], shop.now) == "overdue"


def test_a_car_ready_too_late_stays_overdue_until_it_leaves():
    shop = Story()
    car = shop.settling()
    shop.now = at("17:01")
    shop.made_ready(car)
    assert tone(shop[car], shop.now) == "overdue"
    shop.do(CHEN, "hand_over", car)
    assert tone(shop[car], shop.now) == "unknown"


def test_a_tile_says_since_when_its_state_stands():
    shop = Story()
    car = shop.working()
    since = seen(shop, car)["since_at"]
    shop.do(LI, "prioritise_card", car, flag="safety", on=True, reason="制动")
    assert seen(shop, car)["since_at"] == since
    shop.do(ZHENG, "finish_work", car)
    shop.wait(minutes=5)
    shop.sign(ZHENG, car, "self")
    assert seen(shop, car)["since_at"] == "2026-11-23T00:35:00Z"


def test_no_phone_stands_in_a_place_or_on_a_tag():
    shop = Story()
    car = shop.settling()
    shop.do(ZHONG, "check_bill", car, price_fen=80_000)
    shop.do(CHEN, "move_to_ready", car, parking="A3 找13912345678")
    assert "13912345678" not in json.dumps(seen(shop, car))
