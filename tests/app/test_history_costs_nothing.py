"""No statement of daily work looks through what has left the board: each finds its rows by an index
that goes beyond the shop, however many years lie behind (design.md §6). SQLite says how it would
find them; the tables are empty of statistics, as in a shop."""

import re

import pytest
from sqlalchemy import event

from app.background.forecasting import Forecaster
from app.background.timekeeper import Timekeeper
from tests.app.shop_door import Door
from tests.cast import BAI, ZHENG

GROW = {"cards", "events", "private", "changes", "estimates", "answers", "findings", "records",
        "photos", "worked", "sessions"}  # fmt: skip
THROUGH = re.compile(r"^(?:SCAN (\w+)|SEARCH (\w+) USING (?:PRIMARY KEY|.*INDEX \w+) \(shop=\?\))")
FEW = ("cards_by_finish",)  # indexes of only some rows of a shop
# By the hour or less: remembered answers are forgotten, ended sessions looked through.
SELDOM = ("DELETE FROM answers",)

HOMES = {
    "T10": "/", "T01": "/", "S01": "/advisor", "F01": "/dispatch", "Q01": "/check", "W01": "/wash",
    "C01": "/bill", "P01": "/parts", "R01": "/arrivals", "K01": "/care", "M01": "/manager",
}  # fmt: skip


@pytest.fixture
def plans(store):
    """Statement → the tables that it looks through, for whatever is asked while it is listening."""
    found: dict[str, list[str]] = {}
    busy = []

    def look(connection, cursor, statement, parameters, context, executemany) -> None:
        if busy or executemany or statement in found or statement.startswith(SELDOM):
            return
        if not statement.startswith(("SELECT", "UPDATE", "DELETE")):
            return
        busy.append(statement)
        try:
            rows = cursor.connection.cursor().execute("EXPLAIN QUERY PLAN " + statement, parameters)
            lines = [row[-1] for row in rows.fetchall()]
        finally:
            busy.clear()
        tables = [
            m[1] or m[2]
            for line in lines
            if (m := THROUGH.match(line)) and not any(i in line for i in FEW)
        ]
        found[statement] = [table for table in tables if table in GROW]

    engines = (store.database.reader, store.database.writer)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", look)
    yield found
    for engine in engines:
        event.remove(engine, "before_cursor_execute", look)


@pytest.fixture
def door(store):
    return Door(store)


def looked_through(plans: dict[str, list[str]]) -> dict[str, list[str]]:
    return {statement: tables for statement, tables in plans.items() if tables}


def test_the_clock_and_the_forecasts(door, store, plans):
    door.due(), door.booked(), door.working()
    keeper = Timekeeper(store)
    for clock in ("8:40", "11:00", "18:01"):
        door.turn(clock)
        keeper.tick()
    Forecaster(store).step()
    assert len(plans) > 12
    assert looked_through(plans) == {}


def test_a_cars_whole_way(door, plans):
    door.delivered()
    door.do(BAI, "arrive", door.due())
    door.do(ZHENG, "add_note", door.working(), text="机油滤芯已到")
    assert looked_through(plans) == {}


@pytest.mark.parametrize(("person", "home"), HOMES.items())
def test_homes(client, signed_in, door, plans, person, home):
    door.ready(), door.delivered(), door.due(), door.waiting(), door.working()
    signed_in(client, person)
    plans.clear()
    assert client.get(home).status_code == 200
    assert plans and looked_through(plans) == {}


def test_the_board_its_walls_and_the_api(client, signed_in, door, plans):
    door.ready(), door.due(), door.working()
    signed_in(client, "S01")
    plans.clear()
    for path in ("/wall", "/wall/axis", "/wall/appointments", "/api/v1/board", "/api/v1/duties",
                 "/api/v1/people"):  # fmt: skip
        assert client.get(path).status_code == 200, path
    assert looked_through(plans) == {}
    signed_in(client, "F01")
    plans.clear()
    assert client.get("/duties").status_code == 200
    assert looked_through(plans) == {}


def test_it_can_fail(store, plans):
    with store.read() as view:
        view.connection.exec_driver_sql("SELECT id FROM cards WHERE shop = '1' AND tone = 'late'")
    assert list(looked_through(plans).values()) == [["cards"]]


def test_the_way_to_the_cars_on_the_board_stays_in_memory(store):
    """With 200,000 finished cards behind, SQLite's own 2 MiB made the board cost a quarter more."""
    for engine in (store.database.reader, store.database.writer):
        with engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA cache_size").scalar() <= -16384
