"""A shop of any earlier version goes on with this one: its database is brought to this version's
tables and fold at the first start, and nothing that it remembers is forgotten."""

import pytest

from app.config import Config
from app.importing import import_day
from app.perform import Actor, Order, perform
from app.setting_up import bring_to_this_fold, opened, with_tables
from app.timekeeper import Timekeeper
from app.validation import arguments
from app.verifying import verify
from board.lanes import LANES
from tests.day_shop import SAMPLE
from tests.fixtures.kept import NAMES, asked_of, unpacked

KNOWN_ROWS = {
    "cards": 0, "warnings": 1, "rejected": 4, "repeated": 1, "conflicts": 1, "unchanged": 44,
}  # fmt: skip


def config(path) -> Config:
    return Config(database_url=f"sqlite:///{path}", data_dir=path.parent, secret_key="a key")


@pytest.fixture(scope="module", params=NAMES)
def earlier(request, tmp_path_factory):
    """(name, store) of an earlier version's database, this version started on it once."""
    path = unpacked(request.param, tmp_path_factory.mktemp("earlier"))
    store = opened(config(path))
    yield request.param, store
    store.database.close()


def test_there_is_one_for_each_migration_that_could_run():
    assert [name[:4] for name in NAMES] == ["0003", "0004", "0006", "0007", "0008", "0009", "0009"]


@pytest.mark.parametrize("name", NAMES)
def test_it_is_whole_at_once_and_after_the_clock_went_on(name, tmp_path):
    path = unpacked(name, tmp_path)
    store = with_tables(config(path))
    assert verify(store) == ["shop: another version folded what is stored, start the board once"]
    bring_to_this_fold(config(path), store)
    assert verify(store) == []
    Timekeeper(store).tick()
    assert verify(store) == []
    store.database.close()


def test_what_was_done_is_still_answered_as_then(earlier):
    name, store = earlier
    with store.read() as view:
        before = view.row.events
    for asked in asked_of(name):
        args = arguments(asked["command"], asked["arguments"])
        actor = Actor(asked["who"], signed=True)
        order = Order(actor, asked["key"], args, asked["card"], asked["version"])
        answer = perform(store, order)
        assert (answer.status, answer.seq) == (asked["status"], asked["seq"]), asked
    with store.read() as view:
        assert view.row.events == before


def test_the_day_it_imported_is_known(earlier):
    _, store = earlier
    assert import_day(store, Actor("S01"), SAMPLE).counts == KNOWN_ROWS


def test_its_board_and_each_of_its_cards_are_drawn(earlier, one_app, signed_in):
    _, store = earlier
    one_app.extensions["store"] = store
    client = signed_in(one_app.test_client(), "F01")
    assert client.get("/dispatch").status_code == 200
    with store.read() as view:
        cards = {card.code: card for card in view.in_lanes(*LANES)}
    assert len(cards) == 46
    for code, card in cards.items():
        page = client.get(f"/c/{code}").get_data(as_text=True)
        assert card.vehicle.model in page, code
