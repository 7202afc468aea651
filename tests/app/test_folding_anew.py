"""When a version folds otherwise, all that is stored is folded anew: once, in batches, whatever
kills it and whoever starts beside it, and afterwards everything agrees with everything."""

import json
from threading import Thread

import pytest
from sqlalchemy import select, update

from app.config import Config
from app.history.verifying import verify
from app.setting_up import bring_to_this_fold, opened
from app.storage import findings, folding_anew
from app.storage import tables as t
from app.storage.folding_anew import fold_anew
from board.card.card import Card
from board.folding.fold import fold
from tests.fixtures.kept import unpacked

EARLIER = "0009-b63a3ed"


class Killed(BaseException):
    pass


@pytest.fixture
def store(tmp_path):
    path = unpacked(EARLIER, tmp_path)
    store = opened(config(path))
    yield store
    store.database.close()


def config(path) -> Config:
    return Config(database_url=f"sqlite:///{path}", data_dir=path.parent, secret_key="a key")


def otherwise(events) -> Card | None:
    """A fold that makes another card of the same events, in all that is kept of it."""
    card = fold(events)
    if not isinstance(card, Card):
        return card  # a review folds as ever
    card.own_rank = f"9{card.natural_rank}"
    card.order_no = f"{card.order_no}-B"
    for one in card.intervals:
        one.technician = {"T02": "T03", "T03": "T02"}.get(one.technician, one.technician)
    for add_on in card.add_ons:
        add_on.what = "换了说法"
    return card


@pytest.fixture
def next_fold(monkeypatch):
    """This version folds otherwise, and says so."""
    monkeypatch.setattr(folding_anew, "fold", otherwise)
    monkeypatch.setattr("app.history.verifying.fold", otherwise)
    monkeypatch.setattr(folding_anew, "FOLD", folding_anew.FOLD + 1)


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(folding_anew, "BATCH", 10)


def rows(store, table) -> list[dict]:
    with store.read() as view:
        return [dict(row._mapping) for row in view.connection.execute(select(table))]


def quietly(done: int, of: int) -> None:
    pass


def test_all_that_is_stored_agrees_again(store, next_fold, monkeypatch):
    with monkeypatch.context() as blind:
        blind.setattr("app.history.verifying.of_another_fold", lambda *_: False)
        assert len(verify(store)) > 46
    before = {table.name: rows(store, table) for table in folding_anew.MADE_OF_CARDS}
    assert before["running"] and before["findings"]
    assert fold_anew(store, quietly)
    assert verify(store) == []
    assert {row["what"] for row in rows(store, t.findings)} == {"换了说法"}
    swapped = {"T02": "T03", "T03": "T02"}
    for table in (t.running, t.worked):
        was = {(swapped.get(r["person"], r["person"]), r["card"]) for r in before[table.name]}
        assert {(row["person"], row["card"]) for row in rows(store, table)} == was
    assert not fold_anew(store, quietly)


def test_screens_are_shown_what_became_another_and_nothing_else(store, next_fold):
    seq = len(rows(store, t.changes))
    fold_anew(store, quietly)
    changed = [row["card"] for row in rows(store, t.changes) if row["seq"] > seq]
    with store.read() as view:
        on_board = {card.id for card in view.in_lanes()}
    assert sorted(changed) == sorted(on_board)
    gone = [row for row in rows(store, t.cards) if row["finished_at"]]
    assert gone and all(row["order_no"].endswith("-B") for row in gone)


def test_a_fold_that_makes_the_same_changes_nothing(store, monkeypatch):
    kept = [rows(store, table) for table in (t.cards, t.reviews, t.changes, t.running, t.records)]
    monkeypatch.setattr(folding_anew, "FOLD", folding_anew.FOLD + 1)
    assert fold_anew(store, quietly)
    tables = (t.cards, t.reviews, t.changes, t.running, t.records)
    assert [rows(store, table) for table in tables] == kept
    assert verify(store) == []


def test_it_says_how_far_it_is_and_goes_on_after_a_kill(store, next_fold, small_batches):
    said = []

    def until_killed(done: int, of: int) -> None:
        said.append((done, of))
        if done == 20:
            raise Killed

    with pytest.raises(Killed):
        fold_anew(store, until_killed)
    assert verify(store)[0].startswith("shop: another version")
    fold_anew(store, lambda done, of: said.append((done, of)))
    assert [done for done, _ in said if done] == [10, 20, 30, 40, 46]
    assert {of for _, of in said} == {46}
    assert verify(store) == []


def test_a_kill_in_a_batch_leaves_no_half_of_it(store, next_fold, small_batches, monkeypatch):
    keep, calls = findings.keep, iter(range(100))

    def until_killed(*args: object) -> None:
        if next(calls) == 25:
            raise Killed
        keep(*args)

    monkeypatch.setattr(findings, "keep", until_killed)
    with pytest.raises(Killed):
        fold_anew(store, quietly)
    monkeypatch.setattr(findings, "keep", keep)
    assert sum(str(row["order_no"]).endswith("-B") for row in rows(store, t.cards)) == 20
    fold_anew(store, quietly)
    assert verify(store) == []


def test_two_that_start_at_once_share_the_work(store, next_fold, small_batches, monkeypatch):
    kept, keep = [], folding_anew._Anew.keep

    def counted(door, card: Card) -> None:
        kept.append(card.id)
        keep(door, card)

    monkeypatch.setattr(folding_anew._Anew, "keep", counted)
    path = store.database.writer.url.database
    with_own = [folding_anew.Store(type(store.database)(f"sqlite:///{path}"), "1") for _ in "ab"]
    threads = [Thread(target=fold_anew, args=(one, quietly)) for one in with_own]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kept) == len(set(kept)) == 46
    assert verify(store) == []


def test_half_of_another_fold_is_begun_anew(store, next_fold, small_batches, monkeypatch):
    def killed(done: int, of: int) -> None:
        if done:
            raise Killed

    with pytest.raises(Killed):
        fold_anew(store, killed)
    monkeypatch.setattr(folding_anew, "FOLD", folding_anew.FOLD + 1)
    said = []
    fold_anew(store, lambda done, of: said.append(done))
    assert said == [0, 0, 10, 20, 30, 40, 46]
    assert verify(store) == []


def test_the_shop_is_folded_anew_in_its_own_time_zone(store):
    (shop,) = rows(store, t.shops)
    state = json.loads(shop["state"])
    assert state["people"]
    state["people"], state["settings"]["timezone"] = {}, "America/New_York"
    with store.database.write() as connection:
        connection.execute(update(t.shops).values(state=json.dumps(state), fold=None))
    fold_anew(store, quietly)
    with store.read() as view:
        assert view.settings.timezone == "America/New_York"
        assert view.directory.person("T03").name == "改名"


def test_a_new_shop_has_nothing_to_do(tmp_path, capsys):
    from app.setting_up import set_up

    path = tmp_path / "board.db"
    store = set_up(config(path))
    bring_to_this_fold(config(path), store)
    assert capsys.readouterr().out == ""
    assert verify(store) == []
    store.database.close()


def test_the_terminal_says_it(store, next_fold, capsys):
    bring_to_this_fold(Config(language="en"), store)
    assert capsys.readouterr().out == "A new version: folding anew 46 of 46 cards.\n"
