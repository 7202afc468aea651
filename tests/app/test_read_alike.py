"""What is typed is read like what is imported: plates, phones, VINs and order numbers, at one place
for form, API, file and search."""

import pytest

from app.commands.perform import Command, perform
from app.commands.read_alike import read_alike
from app.commands.validation import arguments
from app.importing.day import import_day
from app.storage.search import search
from board.commands.refusal import Refused
from tests.app.odd_sheets import good, text
from tests.app.test_odd_files import cards
from tests.day_shop import ADVISOR


def typed(plate: str, phone: str, vin: str, order_no: str) -> dict[str, object]:
    return {
        "customer": {"name": "甲", "phone": phone or None},
        "vehicle": {"model": "凯美瑞", "plate": plate or None, "vin": vin or None},
        "requests": ["换机油"], "kind": "maintenance", "planned_minutes": 60, "price_fen": 0,
        "order_no": order_no,
    }  # fmt: skip


def opened(plate: str = "", phone: str = "", vin: str = "", order_no: str = "N1") -> object:
    return read_alike(arguments("open_card", typed(plate, phone, vin, order_no)))


@pytest.mark.parametrize(
    "plate", ["沪A·12345", "沪A 12345", "沪a-12345", "沪Ａ１２３４５", "沪A.12345"]
)
def test_a_plate_is_one_however_it_is_typed(plate):
    assert opened(plate=plate).vehicle.plate == "沪A12345"


@pytest.mark.parametrize("plate", ["无牌", "新车", "未上牌"])
def test_no_plate_is_none(plate):
    assert opened(plate=plate).vehicle.plate is None


@pytest.mark.parametrize("phone", ["+86 139-9000-0001", "0086 13990000001", "139 9000 0001"])
def test_a_phone_is_its_digits(phone):
    assert opened(phone=phone).customer.phone == "13990000001"


def test_a_vin_is_upper_case_and_order_numbers_are_too():
    args = opened(vin="lvgbh42k5hg 100000", order_no=" yy－1001 ")
    assert (args.vehicle.vin, args.order_no) == ("LVGBH42K5HG100000", "YY-1001")


@pytest.mark.parametrize("letter", "IOQ")
def test_letters_that_no_vin_has_are_refused(letter):
    with pytest.raises(Refused) as no:
        opened(vin=f"lvgbh42k5hg10000{letter.lower()}")
    assert no.value.reason == "vin_look_alike"


@pytest.mark.parametrize(
    "query", ["粤A·12345", "粤a 12345", "+86 199-0000-1234", "0086 19900001234"]
)
def test_it_is_found_however_it_is_typed(store, query):
    import_day(store, ADVISOR, text(good(1)))
    with store.read() as reading:
        assert [card.id for card in search(reading, query)] == [cards(store)[0].id]


def test_an_empty_order_number_takes_the_number_away():
    assert read_alike(arguments("edit_card", {"order_no": ""})).order_no == ""


def test_the_door_keeps_what_it_read_and_knows_the_request_again(store):
    raw = typed("沪A·12345", "+86 139-9000-0001", "", "N1")
    order = Command(ADVISOR, "typed", arguments("open_card", raw))
    first, again = perform(store, order), perform(store, order)
    assert first.ok and again.card == first.card
    (card,) = cards(store)
    assert (card.vehicle.plate, card.customer.phone) == ("沪A12345", "13990000001")
