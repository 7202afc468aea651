"""The work list 作业清单: nothing that was sold or found wrong is out of sight."""

from dataclasses import replace
from datetime import UTC, datetime

from board.card.card import Card
from board.card.values import AddOn, Check, Customer, Note, Vehicle
from board.card.work_list import work_list

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)


def made(**facts: object) -> Card:
    base = Card("K1", "K1AB", Customer("冯先生", "13900000001"), Vehicle("凯美瑞"), [], "other", 60)
    return replace(base, **facts)


def check(passed: bool, *faults: str, level: str = "final") -> Check:
    return Check(level, "I01", passed, NOW, faults=list(faults), void=not passed)


def add_on(what: str, answer: str | None) -> AddOn:
    return AddOn(what, what, "soon", "T02", NOW, True, answer=answer)


def lines(card: Card) -> list[tuple[str, str]]:
    return [(line.kind, line.words) for line in work_list(card)]


def test_faults_first_then_what_was_sold_then_what_was_added():
    card = made(
        requests=["一级保养"], add_ons=[add_on("前刹车片", "accepted")], remark="座套别脏",
        notes=[Note("先做这台", "F01", NOW)], checks=[check(False, "左前轮螺栓未拧紧")],
    )  # fmt: skip
    assert lines(card) == [
        ("fault", "左前轮螺栓未拧紧"), ("request", "一级保养"), ("add_on", "前刹车片"),
        ("remark", "座套别脏"), ("note", "先做这台"),
    ]  # fmt: skip


def test_only_an_add_on_that_was_agreed_to_is_work():
    asked = [add_on("雨刮", None), add_on("电瓶", "refused"), add_on("灯泡", "accepted")]
    assert lines(made(add_ons=asked)) == [("add_on", "灯泡")]


def test_a_fault_found_twice_is_one_line_and_an_older_one_stays():
    found = [check(False, "漏油", "异响"), check(False, "漏油")]
    assert lines(made(checks=found)) == [("fault", "漏油"), ("fault", "异响")]
