"""A day file becomes cards: exactly once, whatever is handed in twice, at once, or cut off."""

import json
from functools import partial
from threading import Thread
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from app.commands.perform import Actor, Command, perform
from app.commands.validation import arguments
from app.importing import day as importing
from app.importing.day import import_day
from app.importing.rejected_file import REASON, rejected_xlsx
from app.importing.report import print_import, report
from app.importing.sentences import note
from app.importing.table_line import Unreadable
from app.storage import tables as t
from app.storage.read_session import Store
from app.storage.write_session import WriteSession
from app.words import say
from board.card.card import Card
from board.card.lanes import ON_BOARD
from board.commands.booking import CancelCard, EditCard
from board.commands.refusal import Forbidden
from tests.cast import CHEN, HUANG, MENG, ZHENG, at
from tests.day_shop import (
    ADVISOR,
    SAMPLE,
    as_sheet,
    as_tabs,
    cells_of_sample,
    one_row,
    opened,
    shuffled,
)

FIRST = {"cards": 44, "warnings": 1, "rejected": 4, "repeated": 1, "conflicts": 1, "unchanged": 0}
AGAIN = FIRST | {"cards": 0, "unchanged": 44}
SHANGHAI = ZoneInfo("Asia/Shanghai")
chinese = partial(say, "zh-CN")


@pytest.fixture
def store(tmp_path) -> Store:
    return opened(tmp_path)


def cards(store: Store) -> dict[str, Card]:
    with store.read() as reading:
        return {card.order_no: card for card in reading.in_lanes(*ON_BOARD, "cancelled")}


def seq(store: Store) -> int:
    with store.read() as reading:
        return reading.row.seq


def what_they_say(store: Store) -> dict[str, tuple]:
    return {
        number: (c.customer, c.vehicle, c.requests, c.kind, c.planned_minutes, c.price_fen,
                 c.appointment_at, c.promise_at, c.advisor, c.wash, c.flags, c.remark)
        for number, c in cards(store).items()
    }  # fmt: skip


def only(store: Store, **changes: str):  # noqa: ANN201
    """The one row of a day file, imported."""
    (row,) = import_day(store, ADVISOR, one_row(**changes)).rows
    return row


def booked_by_hand(store: Store, order_no: str) -> Card:
    args = arguments("book_card", {
        "customer": {"name": "手工"}, "vehicle": {"model": "凯美瑞"}, "requests": ["保养"],
        "kind": "maintenance", "planned_minutes": 60, "price_fen": 1,
        "appointment_at": at("9:00"), "order_no": order_no,
    })  # fmt: skip
    answer = perform(store, Command(ADVISOR, f"by hand {order_no}", args))
    with store.read() as reading:
        return reading.card(answer.card)


def change(store: Store, card: Card, args: object) -> None:
    order = Command(ADVISOR, f"{args.command} {card.id}", args, card.id, card.version)
    assert perform(store, order).ok


def test_the_sample_day_makes_44_cards(store):
    imported = import_day(store, ADVISOR, SAMPLE)
    assert imported.counts == FIRST
    made = cards(store)
    assert len(made) == 44
    assert {card.lane for card in made.values()} == {"booked"}
    assert made["YY20261123039"].advisor is None
    assert made["YY20261123044"].advisor is not None


def test_again_nothing_changes(store):
    import_day(store, ADVISOR, SAMPLE)
    before = seq(store)
    assert import_day(store, Actor(HUANG.id), SAMPLE).counts == AGAIN
    assert (seq(store), len(cards(store))) == (before, 44)


@pytest.mark.parametrize(
    "data",
    [
        as_tabs(cells_of_sample()),
        as_sheet(shuffled(cells_of_sample())),
        as_tabs(shuffled(cells_of_sample(), seed=8)),
    ],
    ids=["tab-separated UTF-8", "shuffled xlsx", "shuffled text"],
)
def test_other_exports_of_the_day_are_the_same_day(store, tmp_path, data):
    assert import_day(store, ADVISOR, data).counts == FIRST
    assert import_day(store, ADVISOR, SAMPLE).counts == AGAIN
    (tmp_path / "other").mkdir()
    other = opened(tmp_path / "other")
    import_day(other, ADVISOR, SAMPLE)
    assert what_they_say(store) == what_they_say(other)


def test_what_a_customer_wrote_is_kept_as_text(store):
    import_day(store, ADVISOR, SAMPLE)
    made = cards(store)
    assert any("=1+1" in request for request in made["YY20261123019"].requests)
    assert "<script>" in made["YY20261123019"].remark
    assert any("\n" in request and '"' in request for request in made["YY20261123027"].requests)
    assert made["YY20261123007"].vehicle.plate.isupper()
    assert made["YY20261123034"].customer.phone.isascii()


@pytest.mark.parametrize("after", [0, 1, 17, 43])
def test_a_killed_import_goes_on_where_it_was(store, tmp_path, monkeypatch, after):
    class Killed(BaseException):
        pass

    calls = iter(range(1000))

    def until_killed(*args):  # noqa: ANN002, ANN202
        if next(calls) == after:
            raise Killed
        return perform(*args)

    monkeypatch.setattr(importing, "perform", until_killed)
    with pytest.raises(Killed):
        import_day(store, ADVISOR, SAMPLE)
    monkeypatch.undo()
    assert len(cards(store)) == after
    assert import_day(store, ADVISOR, SAMPLE).counts == FIRST | {
        "cards": 44 - after, "unchanged": after,
    }  # fmt: skip
    (tmp_path / "other").mkdir()
    other = opened(tmp_path / "other")
    import_day(other, ADVISOR, SAMPLE)
    assert what_they_say(store) == what_they_say(other)


def test_a_kill_between_the_row_and_its_card_leaves_neither(store, monkeypatch):
    def killed(*_args: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(WriteSession, "record", killed)
    with pytest.raises(KeyboardInterrupt):
        only(store)
    monkeypatch.undo()
    with store.read() as reading:
        assert reading.connection.execute(select(t.imported)).all() == []
    assert only(store).outcome == "new"


def test_two_imports_at_the_same_time_make_each_card_once(store):
    done = []

    def run(actor: Actor) -> None:
        done.append(import_day(store, actor, SAMPLE).counts)

    threads = [Thread(target=run, args=(Actor(p.id),)) for p in (CHEN, MENG)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(cards(store)) == 44
    assert sum(counts["cards"] for counts in done) == 44
    assert [counts["cards"] + counts["unchanged"] for counts in done] == [44, 44]
    assert [counts["conflicts"] for counts in done] == [1, 1]


def test_a_number_on_a_card_made_by_hand_is_a_conflict_that_names_it(store):
    card = booked_by_hand(store, "YY20261123044")
    row = only(store)
    assert (row.outcome, row.holder) == ("conflict", card.code)
    assert note(row, chinese, SHANGHAI) == f"工单号 YY20261123044 已在管理卡 {card.code} 上。"


def test_a_number_is_free_again_when_that_card_is_cancelled(store):
    card = booked_by_hand(store, "YY20261123044")
    assert only(store).outcome == "conflict"
    change(store, card, CancelCard(reason="客户不来了"))
    assert only(store).outcome == "new"
    assert only(store).outcome == "unchanged"


def test_a_number_taken_since_the_plan_is_seen_as_it_stands_now(store, monkeypatch):
    plan = importing.plan_day

    def planned_then_taken(reading, rows, *choices):  # noqa: ANN001, ANN202
        before = plan(reading, rows, *choices)
        monkeypatch.setattr(importing, "plan_day", plan)
        booked_by_hand(store, "YY20261123044")
        return before

    monkeypatch.setattr(importing, "plan_day", planned_then_taken)
    imported = import_day(store, ADVISOR, one_row())
    assert imported.counts == dict.fromkeys(FIRST, 0) | {"conflicts": 1}
    assert imported.rows[0].holder


def test_an_imported_card_that_was_cancelled_or_changed_is_not_made_again(store):
    only(store)
    change(store, cards(store)["YY20261123044"], EditCard(order_no="WO-1", requests=["别的"]))
    assert only(store).outcome == "unchanged"
    change(store, cards(store)["WO-1"], CancelCard(reason="客户不来了"))
    assert only(store).outcome == "unchanged"
    assert only(store, 承诺交车时间="17:30").outcome == "conflict"
    assert len(cards(store)) == 1


def test_two_advisors_of_one_name_cannot_be_told_apart(store):
    args = arguments("add_person", {"person": "S99", "name": "陈雅琴", "roles": ["advisor"]})
    assert perform(store, Command(Actor("setup", "setup"), "S99", args)).ok
    row = only(store, 服务顾问="陈雅琴")
    assert [warning.code for warning in row.warnings] == ["several_advisors"]
    assert cards(store)["YY20261123044"].advisor is None


def test_who_may_not_book_cards_imports_nothing(store):
    with pytest.raises(Forbidden):
        import_day(store, Actor(ZHENG.id), SAMPLE)
    assert cards(store) == {}


def test_the_command_line_may_import(store):
    assert import_day(store, Actor("setup", "setup"), SAMPLE).counts == FIRST


def test_one_row_the_door_cannot_take_does_not_stop_the_rest(store):
    headings, *lines = cells_of_sample()
    lines[0][headings.index("预约日期")] = "2150-01-02"
    imported = import_day(store, ADVISOR, as_tabs([headings, *lines]))
    assert imported.counts == FIRST | {"cards": 43, "rejected": 5}
    assert "预约时间填得不对。" in note(imported.rows[0], chinese, SHANGHAI)


def test_rejected_rows_come_back_and_are_rejected_again(store):
    imported = import_day(store, ADVISOR, SAMPLE)
    sheet = rejected_xlsx([planned.row for planned in imported.rows], chinese)
    again = import_day(store, ADVISOR, sheet)
    assert again.counts == dict.fromkeys(FIRST, 0) | {"rejected": 4}
    assert REASON in again.rows[0].row.headings


def test_the_terminal_names_line_number_and_reason_and_ends_with_the_counts(store, capsys):
    assert print_import(store, Actor("setup", "setup"), SAMPLE, "zh-CN") == 0
    *sentences, counts = capsys.readouterr().out.splitlines()
    assert json.loads(counts) == FIRST
    assert len(sentences) == 6
    for number in ("012", "015", "009", "010", "039", "033"):
        (sentence,) = [s for s in sentences if f"YY20261123{number}" in s]
        assert sentence.startswith("第 ") and sentence.endswith("。")
    assert any("没有客户姓名。" in sentence for sentence in sentences)
    assert any("承诺交车时间：先 " in sentence for sentence in sentences)


def test_the_terminal_says_plainly_what_is_no_day(store, capsys):
    assert print_import(store, Actor("setup", "setup"), b"", "en") == 1
    assert capsys.readouterr().err == "The file is empty.\n"


def test_the_report_names_nobody(store):
    headings, *lines = cells_of_sample()
    slipped = [list(line) for line in lines]
    for line in slipped:  # a column too far: the phone stands where the hours belong
        line[headings.index("预计工时(小时)")] = line[headings.index("手机")]
        line[headings.index("服务顾问")] = line[headings.index("客户姓名")]
    changed = one_row(客户姓名="欧阳静", 手机="19900001234", 承诺交车时间="17:30")
    files = [as_tabs([headings, *table]) for table in (lines, slipped)] + [changed]
    text = "\n".join(
        sentence
        for data in files
        for sentence in report(import_day(store, ADVISOR, data), chinese, SHANGHAI)
    )
    for line in [*lines, ["", "", "", "欧阳静", "19900001234"]]:
        name, phone = line[3], line[4]
        assert not name or name not in text
        assert not phone or phone not in text
    assert "客户姓名：先 …,后 …。" in text


@pytest.mark.parametrize("data", [b"", b"\x00\x01garbage\xff" * 50, b"a,b\n1,2\n"])
def test_a_file_that_is_no_day_changes_nothing(store, data):
    with pytest.raises(Unreadable):
        import_day(store, ADVISOR, data)
    assert cards(store) == {}
