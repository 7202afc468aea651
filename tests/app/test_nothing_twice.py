"""A page asks the database once for what it shows: as many statements with 21 cars as with 63, and
no card of the board read twice."""

from pathlib import Path

import pytest

from app.database import Database
from app.store import Store
from tests.app.shop_door import Door
from tests.cast import CHEN, DING, LI, at
from tests.counting import Asked, asked_again, loads_of_cards, statements
from tests.mixed_shop import KINDS, fill, held_review

HOMES = (
    ("T02", "/"), ("T03", "/"), ("T01", "/"), ("T02", "/live/my-jobs"),
    ("S01", "/advisor"), ("S01", "/live/home/advisor"), ("S01", "/advisor/cars"),
    ("F01", "/dispatch"), ("F01", "/dispatch/cars"), ("F01", "/duties"), ("Q01", "/check"),
    ("W01", "/wash"), ("C01", "/bill"), ("P01", "/parts"), ("R01", "/arrivals"), ("K01", "/care"),
    ("M01", "/manager"),
)  # fmt: skip
MOST = 10  # statements of a page, whatever stands on the board
WITH_A_JOB = 14  # and of one that shows what may be done with a car


def shop_of(folder: Path, template: Path, cars: int) -> Door:
    for file in template.parent.glob("board.db*"):
        (folder / file.name).write_bytes(file.read_bytes())
    door = Door(Store(Database(f"sqlite:///{folder}/board.db"), "1"))
    fill(door, cars)
    return door


@pytest.fixture(scope="module")
def shops(tmp_path_factory, shop_with_cast):
    """One with a car of every kind, and one with three of each."""
    made = [
        shop_of(tmp_path_factory.mktemp("shop"), shop_with_cast, n * len(KINDS)) for n in (1, 3)
    ]
    yield made
    for door in made:
        door.store.database.close()


@pytest.fixture
def asked(one_app, signed_in):
    """asked(door, "S01", "/advisor"): the statements of a page that was looked at before."""

    def look(door: Door, who: str, path: str) -> list[Asked]:
        one_app.extensions["store"] = door.store
        browser = signed_in(one_app.test_client(), who)
        assert browser.get(path).status_code == 200
        with statements(door.store.database) as found:
            assert browser.get(path).status_code == 200
        return found

    return look


@pytest.mark.parametrize(("who", "path"), HOMES)
def test_a_home_asks_as_much_with_few_cars_as_with_many(shops, asked, who, path):
    few, many = (asked(door, who, path) for door in shops)
    assert len(few) == len(many)
    assert len(many) <= (WITH_A_JOB if path in ("/", "/live/my-jobs") else MOST)


@pytest.mark.parametrize(("who", "path"), [one for one in HOMES if "/live/" not in one[1]])
def test_a_home_reads_the_board_once(shops, asked, who, path):
    assert loads_of_cards(asked(shops[1], who, path)) == 1


@pytest.mark.parametrize(("who", "path"), HOMES)
def test_a_home_asks_nothing_twice(shops, asked, who, path):
    assert asked_again(asked(shops[1], who, path)) == []


@pytest.fixture
def reviewed(tmp_path_factory, shop_with_cast):
    """reviewed(5): a shop with an open review of five cars, of each of which is decided."""
    made = []

    def make(late: int) -> Door:
        door = shop_of(tmp_path_factory.mktemp("review"), shop_with_cast, 0)
        review = held_review(door, late)
        decided = {"review": review, "kind": "chase_parts", "owner": DING.id, "due_at": at("13:00")}
        with door.store.read() as view:
            cars = [card.id for card in view.in_lanes()]
        for car in cars:
            door.do(LI, "add_countermeasure", car, **decided)
        for car in cars[::2]:  # some have left since, with the decision still open
            door.do(CHEN, "cancel_card", car, reason="客户不修了")
        made.append(door)
        return door

    yield make
    for door in made:
        door.store.database.close()


REVIEW = "/reviews/2026-11-23-noon"
OF_A_REVIEW = (f"{REVIEW}?part=exceptions", f"{REVIEW}?part=close", f"{REVIEW}/minutes",
               "/wall/review", "/live/strip", "/reviews", "/dispatch")  # fmt: skip


def test_a_review_asks_as_much_with_few_cars_as_with_many(reviewed, asked):
    few, many = reviewed(3), reviewed(24)
    counts = {path: [len(asked(door, LI.id, path)) for door in (few, many)] for path in OF_A_REVIEW}
    assert {path: n for path, n in counts.items() if n[0] != n[1] or n[1] > MOST} == {}
    assert {path: asked_again(asked(many, LI.id, path)) for path in OF_A_REVIEW} == dict.fromkeys(
        OF_A_REVIEW, []
    )
