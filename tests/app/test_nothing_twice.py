"""A page asks the database once for what it shows: as many statements with 21 cars as with 63, and
no card of the board read twice."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.consent import after_a_yes, consents
from app.database import Database
from app.forecasting import forecast_all
from app.read_once import read_once
from app.store import Store
from app.writing import writing
from board.event import Happening
from board.rules import RULES
from tests.app.card_pages import fields
from tests.app.shop_door import Door
from tests.cast import CHEN, DING, LI, ZHENG, at
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


@pytest.fixture
def undo_asked(monkeypatch):
    """How often the rule of `undo`, which looks furthest, was asked."""
    times, rule = [], RULES["undo"]

    def decide(*given):
        times.append(given)
        return rule.decide(*given)

    monkeypatch.setitem(RULES, "undo", replace(rule, decide=decide))
    return times


def test_what_may_be_done_is_found_once_for_a_page(store, client, signed_in, undo_asked):
    door = Door(store)
    code = door.card(door.queued(ZHENG)).code
    signed_in(client, ZHENG.id)
    tap = fields(client.get("/").get_data(as_text=True), "start_work")
    assert client.post(f"/c/{code}/do/start_work", data=tap).status_code == 303
    for path, times in (("/", 1), (f"/c/{code}", 1), (f"/c/{code}/do/pause_work", 0)):
        undo_asked.clear()
        page = client.get(path).get_data(as_text=True)
        assert (path, len(undo_asked)) == (path, times)
        assert "do/undo" in page or not times


def test_what_a_yes_would_mean_is_what_a_board_with_it_says(shops):
    """One way along the line for all offers says what a forecast of each board says."""
    with shops[1].store.read() as view:
        board = view.in_lanes()
        asked = [(card, one) for card in board for one in card.to_ask]
        found = consents(asked, view)
        for card, one in asked:
            if not one.offers:
                assert found[one.id] is None
                continue
            trial = after_a_yes(card, one.id, one.offers[-1], view.now)
            others = [other for other in board if other.id != card.id]
            slowly = forecast_all(view, [*others, trial])[0][card.id]
            assert (found[one.id].ready_at, found[one.id].minutes) == (slowly.safe, 40)
    assert sum(bool(one.offers) for _, one in asked) >= 3


def test_a_view_that_remembers_answers_as_one_that_asks_each_time(shops):
    asked = (("queued",), (), ("settling", "queued"), ("no_show", "due"), ("delivered",), ())
    store = shops[0].store
    with read_once(store) as once, store.read() as each_time:
        for lanes in asked:
            assert once.in_lanes(*lanes) == each_time.in_lanes(*lanes)
        known = [card.id for card in each_time.in_lanes("delivered", "ready", "cancelled")]
        assert once.cards([*known, "none"]) == each_time.cards([*known, "none"])
        assert once.stories(known) == {id: each_time.events(id) for id in known}
        once.in_lanes().clear()
        assert once.in_lanes() == each_time.in_lanes()


def test_the_door_sees_what_it_has_written(store):
    """Its view is no such view: it reads anew after each of its own steps."""
    car = Door(store).arrived()
    with writing(store) as door:
        assert [card.id for card in door.in_lanes("arrived")] == [car]
        gone = Happening("card_cancelled", car, {"lane": "cancelled", "ended": []}, {"reason": "x"})
        door.record([gone], by="cancel_card", who=CHEN.id, device=None)
        assert door.in_lanes("arrived") == []
