"""When the machine itself is in trouble the door says so plainly, and nothing is half done."""

import sqlite3
from threading import Timer

import pytest

from app.history.verifying import verify
from app.storage import database
from tests.cast import CHEN
from tests.door.shop import plain, unheard
from tests.pure_shop import details

NEW_CARD = {"command": "open_card"} | plain(details())  # type: ignore[operator]


@pytest.fixture
def elsewhere(shop):
    """A connection of another process to the same database."""
    path = shop.store.database.writer.url.database
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    yield connection
    connection.close()


def test_a_database_held_by_another_process_is_busy(shop, elsewhere, monkeypatch):
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.2)
    stands = shop.standing()
    elsewhere.execute("BEGIN IMMEDIATE")
    status, said = shop.post(CHEN, NEW_CARD, "k")
    assert (status, said["reason"]) == (503, "busy")
    assert shop.get("/board")[0] == 200, "reading goes on"
    elsewhere.execute("ROLLBACK")
    assert shop.standing() == stands
    assert shop.post(CHEN, NEW_CARD, "k")[0] == 200


def test_a_lock_that_is_let_go_in_time_is_waited_for(shop, elsewhere):
    elsewhere.execute("BEGIN IMMEDIATE")
    letting_go = Timer(0.3, lambda: elsewhere.execute("ROLLBACK"))
    letting_go.start()
    assert shop.post(CHEN, NEW_CARD)[0] == 200
    letting_go.join()


def test_a_full_disk_is_507_and_leaves_everything_as_it_was(shop):
    shop.arrived()
    stands = shop.standing()
    with shop.store.database.write() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    for _ in range(20):  # what room is left on the last pages
        stands = shop.standing()
        status, said = shop.post(CHEN, NEW_CARD | {"remark": "换" * 900})
        if status != 200:
            break
    assert (status, said["reason"]) == (507, "disk_full")
    assert shop.standing() == stands
    assert shop.get("/board")[0] == 200
    with shop.store.database.write() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert shop.post(CHEN, NEW_CARD)[0] == 200
    assert verify(shop.store) == []


def test_a_command_that_fails_half_way_leaves_nothing(shop, monkeypatch):
    """A bug in the door is a 500, never a refusal, and never half a command."""
    stands = shop.standing()
    shop.heard = unheard  # no description tells of bugs
    monkeypatch.setattr("app.storage.changes.tile", lambda *_: 1 / 0)
    status, said = shop.post(CHEN, NEW_CARD, "k")
    assert (status, said["reason"]) == (500, "wrong")
    monkeypatch.undo()
    assert shop.standing() == stands
    assert verify(shop.store) == []
    assert shop.post(CHEN, NEW_CARD, "k")[0] == 200
