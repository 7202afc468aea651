"""What is typed into a form becomes exactly the command that was meant, or names its fault."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from werkzeug.datastructures import MultiDict

from app.commands.form_defaults import DETAILS
from app.commands.forms import errors, filled, only_changed, understood
from app.commands.validation import Invalid
from board.card.values import Customer, Vehicle
from board.commands.card import COMMANDS
from tests.pure_shop import details

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_CARD = {
    "customer.name": "冯海涛", "customer.title": "先生", "customer.phone": "19900001234",
    "vehicle.plate": "粤A12345", "vehicle.model": "凯美瑞", "vehicle.odometer": "52,000",
    "requests": "更换机油\r\n\r\n刹车异响\r\n", "kind": "repair", "planned_hours": "1.5",
    "price_yuan": "1,280.50", "appointment_at": "2026-11-23T10:31",
}  # fmt: skip


def read(command: str, **fields: object):
    return understood(command, MultiDict(fields), SHANGHAI)


def faults(command: str, **fields: object) -> dict[str, str]:
    with pytest.raises(Invalid) as wrong:
        read(command, **fields)
    return {fault.field: fault.code for fault in wrong.value.faults}


def test_a_phone_form_becomes_a_card():
    card = read("book_card", **NEW_CARD)
    assert card.customer == Customer("冯海涛", "先生", "19900001234")
    assert card.vehicle == Vehicle("凯美瑞", "粤A12345", None, 52_000)
    assert card.requests == ["更换机油", "刹车异响"]
    assert (card.planned_minutes, card.price_fen) == (90, 128_050)
    assert card.appointment_at == datetime(2026, 11, 23, 2, 31, tzinfo=UTC)
    assert (card.wash, card.promise_at, card.order_no) == (False, None, None)


@pytest.mark.parametrize(
    ("field", "text", "argument", "code"),
    [
        ("price_yuan", "两百", "price_fen", "number"),
        ("price_yuan", "1.005", "price_fen", "whole_fen"),
        ("price_yuan", "NaN", "price_fen", "number"),
        ("price_yuan", "9e99", "price_fen", "number"),
        ("price_yuan", "-5", "price_fen", "greater_than_equal"),
        ("price_yuan", "", "price_fen", "missing"),
        ("planned_hours", "半", "planned_minutes", "number"),
        ("vehicle.odometer", "1.5", "vehicle.odometer", "int_parsing"),
        ("appointment_at", "明天", "appointment_at", "time"),
        ("appointment_at", "1999-01-01T00:00", "appointment_at", "time_range"),
        ("customer.name", "  ", "customer.name", "missing"),
        ("customer.name", "王" * 61, "customer.name", "string_too_long"),
        ("requests", "\n \n", "requests", "too_short"),
        ("kind", "spaceship", "kind", "literal_error"),
    ],
)
def test_wrong_input_names_its_field(field, text, argument, code):
    assert faults("book_card", **NEW_CARD | {field: text}) == {argument: code}


def test_all_wrong_fields_are_named_at_once():
    said = faults("open_card", price_yuan="x", requests="")
    assert {"customer.name", "vehicle.model", "kind", "price_fen", "planned_minutes"} <= set(said)


def test_what_is_wrong_stands_beside_the_field_that_was_typed_into():
    with pytest.raises(Invalid) as wrong:
        read("book_card", **NEW_CARD | {"price_yuan": "x", "requests": "好\n" + "长" * 501})
    said = errors("zh-CN", wrong.value.faults)
    assert said["price_yuan"] == "报价:要填数字"
    assert "requests" in said


def test_full_width_digits_and_signs_are_digits():
    assert read("check_bill", price_yuan="¥１，２８０").price_fen == 128_000


def test_ticks_many_choices_and_the_last_answer():
    form = MultiDict([("team", "快保组"), ("technicians", "T10"), ("technicians", "T11")])
    assert understood("dispatch_card", form, SHANGHAI).technicians == ["T10", "T11"]
    ticked = MultiDict([("wash", "0"), ("wash", "1"), ("old_parts", "0")])
    edited = understood("edit_card", ticked, SHANGHAI)
    assert (edited.wash, edited.old_parts, edited.waiting_on_site) == (True, False, None)


def test_what_may_be_taken_away_can_be_emptied_and_other_empty_fields_are_not_given():
    edited = read("edit_card", remark=" ", order_no="", advisor="", price_fen="")
    assert (edited.remark, edited.order_no, edited.advisor) == ("", "", "")
    assert edited.price_fen is None


def test_a_correction_without_a_start_leaves_it():
    one = read("correct_interval", **{"interval": "i1", "from": "", "to": "", "reason": "忘了点"})
    assert (one.start, one.to) == (None, None)


@pytest.mark.parametrize("command", COMMANDS)
def test_nonsense_is_never_a_crash(command):
    for text in ("", "\x00", "💥" * 3000, "1", "null", "2026-13-45T99:99", "9" * 400):
        form = MultiDict((name, text) for name in (*NEW_CARD, "reason", "minutes", "to", "level"))
        try:
            understood(command, form, SHANGHAI)
        except Invalid as wrong:
            errors("en", wrong.faults)


def test_a_card_written_into_a_form_and_read_again_is_the_same():
    given = details(promise_at=datetime(2026, 11, 23, 9, 0, tzinfo=UTC), planned_minutes=100)
    form = filled({k: v for k, v in given.items() if k in DETAILS}, SHANGHAI)
    edited = understood("edit_card", form, SHANGHAI)
    assert {k: getattr(edited, k) for k in given} == given
    assert form["price_yuan"] == "800"


def test_only_what_was_changed_is_sent_on_and_customers_stay_whole():
    before = filled(details(), SHANGHAI)
    typed = MultiDict(before)
    typed.setlist("requests", ["更换机油\r\n刹车异响"])
    typed["customer.phone"] = "19900009999"
    typed.setlist("wash", ["0"])
    edited = understood("edit_card", only_changed(typed, before), SHANGHAI)
    assert edited.customer == Customer("冯海涛", "先生", "19900009999")
    assert (edited.requests, edited.vehicle, edited.wash, edited.kind) == (None,) * 4
