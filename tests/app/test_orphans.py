"""Photos that no card names are removed after a day; one that a card names stays, wherever on the
card it stands and whenever the card named it."""

import io

import pytest
from PIL import Image
from sqlalchemy import select

from app import photos
from app import tables as t
from app.orphans import CARDS_AT_ONCE, Orphans
from app.timekeeper import Timekeeper
from board.parts_of_a_card import WalkRound
from tests.app.shop_door import Door
from tests.cast import CHEN, ZHENG, at

NOBODYS = "nobody-named-this-one"


def picture(red: int = 0) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (red, 90, 30)).save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def door(store):
    return Door(store)


@pytest.fixture
def keep(store, tmp_path):
    """keep("name", red): a photo that came today."""
    return lambda name, red=0: photos.keep(store, tmp_path, name, picture(red), "T02")


@pytest.fixture
def kept(store, tmp_path):
    """kept(): names that are stored, and how many pictures lie there."""

    def look() -> tuple[set[str], int]:
        with store.read() as view:
            names = set(view.connection.scalars(select(t.photos.c.id)))
        return names, len(list(tmp_path.glob("photos/*/*.jpg")))

    return look


def search(orphans: Orphans) -> int:
    """One whole search: how many it removed."""
    removed = orphans.step()
    while orphans.searching:
        removed += orphans.step()
    return removed


def test_what_no_card_names_goes_after_a_day_and_not_before(store, tmp_path, door, keep, kept):
    keep(NOBODYS)
    orphans = Orphans(store, tmp_path)
    door.turn("7:00", day=24)
    assert search(orphans) == 0 and kept() == ({NOBODYS}, 1)
    door.turn("9:00", day=25)
    assert search(orphans) == 1 and kept() == (set(), 0)


def test_it_looks_once_a_day(store, tmp_path, door, keep, kept):
    orphans = Orphans(store, tmp_path)
    door.turn("9:00", day=24)
    assert search(orphans) == 0
    door.turn("8:00")
    keep(NOBODYS)
    door.turn("23:00", day=24)
    assert search(orphans) == 0 and kept()[0] == {NOBODYS}
    door.turn("9:00", day=25)
    assert search(orphans) == 1


def named_on(door: Door) -> dict[str, str]:
    """Photos by where on a card they stand, each on a car of its own."""
    names = {place: f"photo-of-the-{place}" for place in ("walk", "finding", "record", "car")}
    walked = {"walk_round": WalkRound(photos=[names["walk"]])}
    args = {"promise_at": at("17:00"), "price_fen": 80_000, "planned_minutes": 90}
    door.do(CHEN, "check_in", door.arrived(), **args | walked)
    door.do(ZHENG, "report_add_on", door.working(), what="x", urgency="safety", can_go_on=True,
            photos=[names["finding"]])  # fmt: skip
    door.do(ZHENG, "raise_record", door.waiting(), kind="quality", note="x",
            photos=[names["record"]])  # fmt: skip
    door.do(CHEN, "attach_photo", door.arrived(), photo=names["car"])
    return names


def test_what_a_card_names_stays_wherever_it_stands(store, tmp_path, door, keep, kept):
    names = set(named_on(door).values())
    for red, name in enumerate([*names, NOBODYS]):
        keep(name, red * 50)
    door.turn("9:00", day=30)
    assert search(Orphans(store, tmp_path)) == 1
    assert kept() == (names, len(names))


def test_a_picture_lies_there_as_long_as_one_of_its_names_does(
    store, tmp_path, door, keep, kept
):
    car = door.arrived()
    door.do(CHEN, "attach_photo", car, photo="the-front-of-the-car")
    keep("the-front-of-the-car")
    keep(NOBODYS)
    door.turn("9:00", day=25)
    assert search(Orphans(store, tmp_path)) == 1
    assert kept() == ({"the-front-of-the-car"}, 1)


def test_one_that_is_named_during_the_search_stays(store, tmp_path, door, keep, kept):
    cars = [door.arrived() for _ in range(3)]
    keep(NOBODYS)
    door.turn("9:00", day=25)
    orphans = Orphans(store, tmp_path)
    while not orphans.all_looked_through:
        orphans.step()
    door.do(CHEN, "attach_photo", cars[0], photo=NOBODYS)
    assert search(orphans) == 0
    assert kept() == ({NOBODYS}, 1)


def test_each_step_looks_at_a_few_cards_only(store, tmp_path, door, keep, monkeypatch):
    monkeypatch.setattr("app.orphans.CARDS_AT_ONCE", 2)
    assert CARDS_AT_ONCE <= 500
    for _ in range(5):
        door.arrived()
    keep(NOBODYS)
    door.turn("9:00", day=25)
    orphans, steps = Orphans(store, tmp_path), 1
    assert orphans.step() == 0
    while orphans.searching:
        orphans.step()
        steps += 1
    assert steps >= 5


def test_a_picture_that_comes_again_while_it_is_removed_is_there(
    store, tmp_path, door, keep, kept, monkeypatch
):
    """It lay there when the second came, and was gone when that was written down."""
    keep(NOBODYS)
    door.turn("9:00", day=25)
    real = photos.writing

    def late(store):
        monkeypatch.setattr("app.photos.writing", real)
        assert search(Orphans(store, tmp_path)) == 1
        return real(store)

    monkeypatch.setattr("app.photos.writing", late)
    keep("the-same-picture-again")
    assert kept() == ({"the-same-picture-again"}, 1)


def test_the_clock_does_it(store, tmp_path, door, keep, kept):
    keep(NOBODYS)
    door.turn("9:00", day=25)
    clock = Timekeeper(store, tmp_path)
    clock.tick()
    for _ in range(10):
        clock.tick()
    assert kept() == (set(), 0)
