"""Photos and records on a card: by anyone, named before they arrive."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.card.lanes import LANES
from board.card.photos import named
from board.card.values import WalkRound
from board.commands.refusal import Refused
from tests.cast import BAI, CHEN, LI, LIANG, REN, SHI, WU, ZHENG, ZHONG, at
from tests.pure_shop import details
from tests.story import Story

FRONT, BACK = "photo-of-the-front", "photo-of-the-back-0123456789abcdef"


def test_anyone_puts_a_photo_to_a_car_wherever_it_stands():
    for lane in sorted({*LANES, "working"}):
        shop = Story()
        car = shop.in_lane(lane)
        version = shop[car].version
        shop.do(SHI, "attach_photo", car, photo=FRONT)
        (photo,) = shop[car].photos
        assert (photo.id, photo.by, photo.at, photo.add_on) == (FRONT, SHI.id, shop.now, None)
        assert (shop[car].lane, shop[car].version) == (lane, version + 1)


def test_a_photo_is_put_to_a_finding():
    shop = Story()
    car = shop.working()
    shop.do(ZHENG, "report_add_on", car, what="刹车片薄", urgency="soon", can_go_on=True)
    add_on = shop[car].add_ons[0]
    shop.do(ZHENG, "attach_photo", car, photo=FRONT, add_on=add_on.id)
    shop.do(ZHENG, "attach_photo", car, photo=BACK)
    assert shop[car].photos_of(shop[car].add_ons[0]) == [FRONT]
    assert shop[car].all_photos == [FRONT, BACK]


def test_a_photo_is_on_a_card_once():
    shop = Story()
    car = shop.do(CHEN, "open_card", **details())
    shop.checked_in(car, walk_round=WalkRound("右前门划痕", photos=[FRONT, FRONT, BACK]))
    assert shop[car].walk_round.photos == [FRONT, BACK]
    assert shop.says(SHI, "attach_photo", car, photo=BACK) == "photo_attached"


@pytest.mark.parametrize("name", ["short", "../../../etc/passwd", "a" * 81, "with space " * 3,
                                  "照" * 20])  # fmt: skip
def test_what_can_name_no_photo_is_refused(name):
    shop = Story()
    car = shop.working()
    assert shop.says(ZHENG, "attach_photo", car, photo=name) == "unknown_photo"
    assert (
        shop.says(ZHENG, "raise_record", car, kind="quality", note="x", photos=[name])
        == "unknown_photo"
    )
    arrived = shop.arrived()
    args = {"promise_at": at("17:00"), "price_fen": 0, "planned_minutes": 60}
    walk_round = WalkRound(photos=[name])
    assert shop.says(CHEN, "check_in", arrived, **args, walk_round=walk_round) == "unknown_photo"


def test_an_unknown_finding_takes_no_photo():
    shop = Story()
    car = shop.working()
    assert shop.says(ZHENG, "attach_photo", car, photo=FRONT, add_on="none") == "unknown_add_on"


def test_a_photo_can_be_taken_back():
    shop = Story()
    car = shop.working()
    shop.do(ZHENG, "attach_photo", car, photo=FRONT)
    shop.do(ZHENG, "undo", car)
    assert shop[car].photos == []
    assert shop.says(ZHENG, "attach_photo", car, photo=FRONT) == "done"


@given(st.lists(st.text(max_size=90)))
def test_named_gives_each_name_once_or_refuses(names):
    try:
        once = named(names)
    except Refused:
        return
    assert set(once) == set(names) and len(once) == len(set(once))
    assert all(16 <= len(name) <= 80 and name.isascii() and "/" not in name for name in once)


# --- records ------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["warranty", "quality", "hard_case"])
def test_a_record_says_who_found_what(kind):
    shop = Story()
    car = shop.working()
    shop.do(ZHENG, "raise_record", car, kind=kind, note="变速箱异响,换油后消失", photos=[FRONT])
    (record,) = shop[car].records
    assert (record.kind, record.by, record.at) == (kind, ZHENG.id, shop.now)
    assert (record.note, record.photos) == ("变速箱异响,换油后消失", [FRONT])
    assert shop[car].lane == "working"


def test_the_workshop_raises_records_and_others_do_not():
    for who, answer in ((ZHENG, "done"), (WU, "done"), (REN, "done"), (LI, "done"),
                        (LIANG, "done"), (CHEN, "forbidden"), (ZHONG, "forbidden"),
                        (BAI, "forbidden")):  # fmt: skip
        shop = Story()
        car = shop.working()
        assert shop.says(who, "raise_record", car, kind="quality", note="x") == answer


def test_there_is_nothing_to_record_before_the_car_has_come():
    shop = Story()
    for lane in ("booked", "due", "no_show", "cancelled"):
        car = shop.in_lane(lane)
        assert shop.says(REN, "raise_record", car, kind="quality", note="x") == "wrong_lane"
    assert shop.says(REN, "raise_record", shop.delivered(), kind="hard_case", note="x") == "done"


def test_a_record_can_be_taken_back():
    shop = Story()
    car = shop.working()
    shop.do(REN, "raise_record", car, kind="warranty", note="水泵漏水")
    shop.do(REN, "undo", car)
    assert shop[car].records == []
