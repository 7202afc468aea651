"""One changed byte anywhere in what is stored is found, and the place is named."""

import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.history.verifying import verify
from app.storage.serialization import load_card
from tests.cast import CHEN, LIANG, WU, ZHENG, at


@pytest.fixture
def told(shop):
    """A shop in which something of everything has happened."""
    shop.ready(wash=True, order_no="YY1")
    shop.delivered()
    car = shop.working()
    shop.do(WU, "start_work", car)
    shop.do(ZHENG, "add_note", car, text="漏油")
    shop.booked("9:00", 24)
    shop.post(LIANG, {"command": "add_team", "team": "G9", "name": "新能源组"})
    assert verify(shop.store) == []
    return shop


def tampered(shop, statement: str, *values: object) -> list[str]:
    """What verify says after somebody wrote into the database by hand."""
    path = shop.store.database.writer.url.database
    connection = sqlite3.connect(path, isolation_level=None)
    count = connection.execute(statement, values).rowcount
    connection.close()
    assert count >= 1
    return verify(shop.store)


def with_other_byte(text: str, place: int) -> str:
    other = "0" if text[place] != "0" else "1"
    return text[:place] + other + text[place + 1 :]


def all_of(shop, table: str, key: str, column: str) -> list[tuple]:
    return [(row[key], row[column]) for row in shop.rows(table) if row[column]]


def test_a_byte_of_an_event_is_found(told):
    for n, body in all_of(told, "events", "n", "body")[::4]:
        for place in (0, len(body) // 3, len(body) // 2, len(body) - 1):
            other = with_other_byte(body, place)
            faults = tampered(told, "UPDATE events SET body = ? WHERE n = ?", other, n)
            assert faults == [f"event {n}: its bytes do not fit the chain"]
        tampered(told, "UPDATE events SET body = ? WHERE n = ?", body, n)
    assert verify(told.store) == []


@settings(max_examples=60, deadline=None, derandomize=True,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(data=st.data())
def test_any_byte_of_any_event(told, data):
    n, body = data.draw(st.sampled_from(all_of(told, "events", "n", "body")))
    other = with_other_byte(body, data.draw(st.integers(0, len(body) - 1)))
    assert f"event {n}:" in tampered(told, "UPDATE events SET body = ? WHERE n = ?", other, n)[0]
    assert tampered(told, "UPDATE events SET body = ? WHERE n = ?", body, n) == []


def test_a_byte_of_the_chain_is_found(told):
    for n, hash in all_of(told, "events", "n", "hash")[::6]:
        faults = tampered(
            told, "UPDATE events SET hash = ? WHERE n = ?", with_other_byte(hash, 9), n
        )
        assert faults == [f"event {n}: its bytes do not fit the chain"]
        tampered(told, "UPDATE events SET hash = ? WHERE n = ?", hash, n)


@pytest.mark.parametrize("column", ["body", "salt"])
def test_a_byte_of_what_is_kept_beside_an_event_is_found(told, column):
    for key, text in all_of(told, "private", "key", column):
        statement = f"UPDATE private SET {column} = ? WHERE key = ?"
        faults = tampered(told, statement, with_other_byte(text, len(text) // 2), key)
        assert faults == [f"event {key}: its private part was changed"]
        tampered(told, statement, text, key)


def test_a_private_part_that_is_gone_is_found(told):
    key = told.rows("private")[3]["key"]
    faults = tampered(told, "DELETE FROM private WHERE key = ?", key)
    assert faults == [f"event {key}: its private part is missing"]


@pytest.mark.parametrize("column", ["card", "command"])
def test_columns_beside_an_event_are_held_to_its_bytes(told, column):
    faults = tampered(told, f"UPDATE events SET {column} = {column} || '1' WHERE n = 80")
    assert faults == ["event 80: its columns differ from its bytes"]


def test_an_event_that_is_gone_is_found(told):
    events = told.standing()[2]
    assert tampered(told, "DELETE FROM events WHERE n = 40") == ["event 40: missing"]
    assert tampered(told, f"DELETE FROM events WHERE n = {events}")[0].startswith("event 40")


def test_the_last_events_cut_off_are_missed(told):
    events = told.standing()[2]
    faults = tampered(told, f"DELETE FROM events WHERE n = {events}")
    assert faults == [f"event {events}: the chain ends before the shop's count of {events}"]


def test_two_swapped_events_are_found(told):
    rows = {row["n"]: row for row in told.rows("events")}
    for column in ("body", "hash", "card", "command"):
        for n, other in ((40, 41), (41, 40)):
            tampered(told, f"UPDATE events SET {column} = ? WHERE n = ?", rows[other][column], n)
    assert verify(told.store) == ["event 40: its bytes do not fit the chain"]


def test_a_byte_of_a_card_is_found(told):
    """Wherever it makes another card of it; a byte that reads the same does no harm."""
    for id, state in all_of(told, "cards", "id", "state"):
        for place in range(3, len(state), 97):
            other = with_other_byte(state, place)
            try:
                harmless = load_card(other) == load_card(state)
            except ValueError:
                harmless = False
            faults = tampered(told, "UPDATE cards SET state = ? WHERE id = ?", other, id)
            assert harmless or faults, other
        tampered(told, "UPDATE cards SET state = ? WHERE id = ?", state, id)
    assert verify(told.store) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [("code", "ZZZZZ"), ("order_no", "YY2"), ("version", 99), ("lane", "queued"), ("rank", "0"),
     ("bay", "9"), ("tone", "late"), ("turns_overdue_at", "2026-11-23T01:00:00Z"),
     ("appointment_at", "2026-11-23T01:00:00Z"), ("finished_at", "2026-11-23T01:00:00Z")],
)  # fmt: skip
def test_columns_that_find_a_card_are_held_to_it(told, column, value):
    id, code = next(
        (row["id"], row["code"]) for row in told.rows("cards") if row["lane"] == "ready"
    )
    faults = tampered(told, f"UPDATE cards SET {column} = ? WHERE id = ?", value, id)
    assert faults[0].startswith(f"card {code}: ")
    assert column in faults[0] or column == "tone"


def test_a_card_that_is_gone_or_comes_from_nowhere_is_found(told):
    row = told.rows("cards")[0]
    faults = tampered(told, "DELETE FROM cards WHERE id = ?", row["id"])
    assert f"card {row['id']}: its events have no row" in faults
    names = ", ".join(row)
    marks = ", ".join("?" * len(row))
    values = (row | {"id": "ghost"}).values()
    faults = tampered(told, f"INSERT INTO cards ({names}) VALUES ({marks})", *values)
    assert "card ghost: stored without an event" in faults


def test_running_time_is_held_to_the_cards(told):
    faults = tampered(told, "UPDATE running SET person = 'T04' WHERE person = ?", ZHENG.id)
    assert any("running time of T04" in fault for fault in faults)
    assert any(f"running time of {ZHENG.id}" in fault for fault in faults)


@pytest.mark.parametrize("column", ["tile", "mark", "card", "thing"])
def test_a_byte_of_a_change_is_found(told, column):
    for seq, text in all_of(told, "changes", "seq", column):
        statement = f"UPDATE changes SET {column} = ? WHERE seq = ?"
        faults = tampered(told, statement, with_other_byte(text, len(text) // 2), seq)
        assert faults == [f"change {seq}: its bytes do not fit"]
        tampered(told, statement, text, seq)


def test_a_change_that_is_gone_is_found(told):
    seq = told.standing()[0]
    faults = tampered(told, f"DELETE FROM changes WHERE seq = {seq}")
    assert f"change {seq}: the numbers end before {seq}" in faults
    assert "change 33: missing" in tampered(told, "DELETE FROM changes WHERE seq = 33")


def test_the_shops_own_state_is_held_to_its_events(told):
    state = told.rows("shops")[0]["state"].replace("郑凯", "郑钱")
    faults = tampered(told, "UPDATE shops SET state = ?, state_version = 999", state)
    assert faults == ["shop: people, teams or settings differ from their events"]


def test_an_erased_private_part_leaves_the_chain_whole(told):
    """Erasing a person empties the parts beside the events; the chain stays as it was."""
    key = next(r["key"] for r in told.rows("private") if r["card"])
    faults = tampered(told, "UPDATE private SET body = NULL, salt = NULL WHERE key = ?", key)
    assert not any(fault.startswith("event") for fault in faults)


def test_the_command_line_says_so(told, capsys, monkeypatch):
    from app.command_line import run

    url = str(told.store.database.writer.url)
    monkeypatch.setenv("BOARD_DATABASE_URL", url)
    assert run(["verify"]) == 0
    tampered(told, "UPDATE events SET hash = 'x' WHERE n = 7")
    assert run(["verify"]) == 1
    assert "event 7:" in capsys.readouterr().out


def test_reading_after_closing_time_is_no_fault(told):
    told.now = at("19:30")
    told.do(CHEN, "add_note", told.booked("9:00", 24), text="x")
    assert verify(told.store) == []
