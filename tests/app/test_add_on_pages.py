"""What the pages say of add-ons: what to say to the customer, what may be signed and billed."""

from datetime import datetime

import pytest

from app.commands.consent import consent
from tests.app.card_pages import as_typed, open_for, said, send, shown
from tests.app.shop_door import Door
from tests.cast import CHEN, REN, WU, ZHENG, ZHONG, at


@pytest.fixture
def door(store):
    return Door(store)


def test_the_advisor_reads_cost_delay_and_danger(door, client, signed_in):
    car = door.offered()
    signed_in(client, CHEN.id)
    page = shown(client, door, car)
    assert "加 ¥580" in page and "多用 40 分,预计 " in page and "不强求" in page
    assert "爱车(粤A12345)检查发现:前刹车片到极限,关系行车安全。加¥580,多用40分钟。\n做的话" in page
    signed_in(client, ZHENG.id)
    assert "不强求" not in shown(client, door, car)


def test_the_delay_is_that_of_the_car_after_a_yes(door, client, signed_in, store):
    """8:00, 90 minutes of work and 40 more, check and bill: before the break, with some room."""

    car = door.offered()
    with store.read() as view:
        card = view.card(car)
        found = consent(card, card.add_ons[0], view)
    assert at("10:40") <= found.ready_at <= at("14:00") and not found.puts_off(card)
    assert card.add_ons[0].answer is None


def test_what_was_agreed_after_the_technician_spoke_is_work_too(door, store):
    """The technician's word holds what was agreed to before it, not what is asked for now."""
    car = door.working()
    door.do(ZHENG, "report_add_on", car, what="后减震漏油", urgency="safety", can_go_on=True,
            price_fen=58_000, minutes=120)  # fmt: skip
    before = means(store, car)
    door.do(ZHENG, "answer_enquiry", car, on_time=False, minutes_left=90)
    assert means(store, car) == before >= at("10:40")


def means(store, car) -> datetime:
    """When the car would be ready after a yes to its first add-on."""
    with store.read() as view:
        card = view.card(car)
        return consent(card, card.add_ons[0], view).ready_at


def test_a_changed_offer_is_read_out_anew(door, client, signed_in):
    car = door.offered()
    signed_in(client, CHEN.id)
    page = shown(client, door, car, "/do/answer_add_on")
    add_on = door.card(car).add_ons[0].id
    door.do(CHEN, "price_add_on", car, add_on=add_on, price_fen=60_000, minutes=40)
    version = str(door.card(car).version)  # as if the page had not been drawn before
    typed = as_typed(page, {"answer": "accepted", "version": version}, door)
    answer = send(client, door, car, "answer_add_on", page, **typed)
    assert answer.status_code == 409 and "报价刚改过。照新的报价再问客户。" in said(answer)
    assert "¥600" in answer.text and f"{add_on}.2" in answer.text


def test_the_time_proposed_counts_for_a_yes_only(door, client, signed_in):
    car = door.offered()
    signed_in(client, CHEN.id)
    page = shown(client, door, car, "/do/answer_add_on")
    typed = {"answer": "refused", "promise_at": "2026-11-23T18:00"}
    send(client, door, car, "answer_add_on", page, **as_typed(page, typed, door))
    assert door.card(car).promise_at == at("17:00")


@pytest.mark.parametrize(("answer", "listed"), [("accepted", True), ("refused", False)])
def test_only_what_was_agreed_is_signed_and_billed(answer, listed, door, client, signed_in):
    car = door.answered(answer)
    door.do(ZHENG, "start_work", car)
    door.do(ZHENG, "finish_work", car, confirmed=True)
    signed_in(client, ZHENG.id)
    assert ("前刹车片到极限 · 已同意" in shown(client, door, car, "/do/sign_check")) == listed
    door.sign(ZHENG, car, "self")
    door.sign(WU, car, "peer")
    door.sign(REN, car, "final")
    signed_in(client, ZHONG.id)
    assert ("前刹车片到极限" in client.get("/bill").text) == listed
    page = shown(client, door, car, "/do/check_bill")
    assert f'value="{1380 if listed else 800}"' in page


def test_what_is_shut_says_whom_to_see(door, client, signed_in):
    car = door.found()
    signed_in(client, ZHENG.id)
    page = shown(client, door, car)
    assert not open_for(page, "resume_work")
    assert "客户未答复增项,不能开工。找陈雅琴。" in page


def test_beyond_the_range_says_how_far_it_goes(door, client, signed_in):
    car = door.working()
    signed_in(client, CHEN.id)
    page = shown(client, door, car, "/do/repromise")
    assert "最晚 17:15,最多 ¥880" in page
    typed = {"promise_at": "2026-11-23T18:00", "reason": "等备件", "within_range": "1"}
    answer = send(client, door, car, "repromise", page, **as_typed(page, typed, door))
    assert "超出预定范围(最晚 11-23 17:15,最多 ¥880)。先打电话问客户。" in said(answer)


def test_after_check_in_the_form_of_corrections_holds_nothing_agreed(door, client, signed_in):
    car = door.waiting()
    signed_in(client, CHEN.id)
    page = shown(client, door, car, "/do/edit_card")
    assert 'name="promise_at"' not in page and 'name="requests"' not in page
    typed = as_typed(page, {"remark": "备注"}, door)
    assert send(client, door, car, "edit_card", page, **typed).status_code == 303
