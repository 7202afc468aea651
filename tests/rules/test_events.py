"""The facts of the shop: each is defined once, written and read again as it was, and folded."""

import json
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from board.events import FACTS, Fact, wire
from board.events.booking import CardOpened, CardRescheduled
from board.events.upcast import raised
from board.events.work import NoteAdded, WorkHandedOver, WorkPaused
from board.folding import EFFECTS
from board.parts_of_a_card import Customer, Vehicle
from board.reviews import folding as reviews  # noqa: F401

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=12),
    int: st.integers(0, 10**9),
    bool: st.booleans(),
    date: st.dates(date(2020, 1, 1), date(2060, 1, 1)),
    time: st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    datetime: st.integers(0, 10**12).map(lambda ms: BEGIN + timedelta(milliseconds=ms)),
}


@cache
def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value a field of this type may hold."""
    if hint in SIMPLE:
        return SIMPLE[hint]
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) is list:
        return st.lists(values(get_args(hint)[0]), max_size=3)
    if get_origin(hint) in (Union, UnionType):
        return st.one_of(*(values(one) for one in get_args(hint)))
    if hint is NoneType:
        return st.none()
    assert is_dataclass(hint), hint
    return instances(hint)


def instances(definition: Any) -> st.SearchStrategy[Any]:
    hints = get_type_hints(definition)
    return st.builds(definition, **{f.name: values(hints[f.name]) for f in fields(definition)})


@given(st.sampled_from(sorted(FACTS)).flatmap(lambda name: instances(FACTS[name])))
@settings(max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_fact_is_read_as_it_was_written(fact):
    data, private = (json.loads(json.dumps(part)) for part in wire.dumped(fact))
    assert wire.read(fact.type, data, private) == fact


@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS)
def test_every_fact_has_an_effect(fact):
    assert fact in EFFECTS
    assert fact.stream in ("card", "shop", "review")


def test_a_fact_has_the_name_of_what_happened():
    assert FACTS["work_paused"] is WorkPaused


def opened(**more: Any) -> CardOpened:
    return CardOpened(
        code="AB2C3", customer=Customer("冯海涛", "先生"), vehicle=Vehicle("凯美瑞", "粤A12345"),
        requests=["更换机油"], kind="repair", planned_minutes=90, price_fen=0, wash=False,
        waiting_on_site=False, old_parts=False, **more,
    )  # fmt: skip


def test_what_names_a_person_is_kept_apart():
    data, private = wire.dumped(opened(remark="老客户"))
    assert set(private) == {"customer", "vehicle", "requests", "remark"}
    assert not any(text in str(data) for text in ("冯海涛", "粤A12345", "机油", "老客户"))


def test_what_was_not_said_is_left_out_and_what_is_required_is_written():
    paused = WorkPaused(ended=["i1"], reason="parts", stops=False)
    assert wire.dumped(paused) == ({"ended": ["i1"], "reason": "parts", "stops": False}, {})
    handed = WorkHandedOver(ended="i1", giver="T01", to="T02", interval="i2")
    assert wire.dumped(handed)[0]["from"] == "T01"


def test_an_erased_person_leaves_a_dash_where_something_must_stand():
    fact = opened(remark="老客户", advisor="S01")
    data, _ = wire.dumped(fact)
    erased = replace(fact, customer=Customer("—"), vehicle=Vehicle("—"), requests=["—"],
                     remark=None)  # fmt: skip
    assert wire.read("card_opened", data, None) == erased
    assert wire.read("note_added", {}, None) == NoteAdded(text="—")


# --- older schemas ------------------------------------------------------------------------------


def old(type: str, data: dict[str, Any]) -> Fact:
    raw = raised({"schema": 1, "type": type, "n": 1, "data": data})
    assert raw["schema"] == 2
    return wire.read(type, raw["data"], {"reason": "改期"})


@pytest.mark.parametrize(("promise", "taken_back"), [({"promise_at": None}, True), ({}, False)])
def test_a_promise_that_was_null_was_taken_back(promise, taken_back):
    fact = old("card_rescheduled", {"appointment_at": "2026-11-24T01:00:00Z"} | promise)
    at = datetime(2026, 11, 24, 1, tzinfo=UTC)
    expected = CardRescheduled(appointment_at=at, promise_taken_back=taken_back, reason="改期")
    assert fact == expected


@pytest.mark.parametrize("schema", [0, 3, None, "1"])
def test_a_schema_of_another_version_is_not_guessed_at(schema):
    with pytest.raises(ValueError, match="event 7: unknown schema"):
        raised({"schema": schema, "type": "note_added", "n": 7, "data": {}})


def test_raising_leaves_what_was_handed_in_alone():
    raw = {"schema": 1, "type": "card_rescheduled", "n": 1, "data": {"promise_at": None}}
    raised(raw)
    assert raw == {"schema": 1, "type": "card_rescheduled", "n": 1, "data": {"promise_at": None}}
