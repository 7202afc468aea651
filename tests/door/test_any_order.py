"""Any commands in any order, replayed and raced: the store stays the fold of its events, numbers
have no gap, whatever a screen held before, what it missed brings it to the board of now, and the
board that was served at a moment is found again."""

import shutil
from datetime import timedelta
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.background.timekeeper import Timekeeper
from app.commands.perform import Actor, Command, Result, perform
from app.commands.validation import arguments
from app.history import frames
from app.history.verifying import verify
from app.storage.serialization import same_card
from board.folding.fold import fold
from tests.cast import PEOPLE, watcher_of
from tests.door.moves import moves, new_car, time_of
from tests.door.shop import RealShop, opened, quick_folder
from tests.serving import dose

DICE = st.integers(0, 2**32).map(Random)


class AnyOrder(RuleBasedStateMachine):
    """Holds one real shop; `given` are orders with the answers they got."""

    template: Path
    tokens: dict[str, str]

    @initialize()
    def open_the_shop(self) -> None:
        self.place = quick_folder()
        self.folder = self.place.__enter__()
        for file in self.template.glob("board.db*"):
            shutil.copy(file, self.folder / file.name)
        self.shop = RealShop(opened(self.folder), self.tokens)
        self.clock = Timekeeper(self.shop.store)
        self.given: list[tuple[Command, Result]] = []
        self.cards: list[str] = []
        self.boards: list[dict] = []
        self.pages: list[tuple[dict, str, str]] = []
        self.seq = self.shop.standing()[0]

    def teardown(self) -> None:
        if hasattr(self, "shop"):
            try:
                self.everything_is_whole()
            finally:
                self.shop.store.database.close()
                self.place.__exit__(None, None, None)

    # --- what may happen -----------------------------------------------------------------

    @precondition(lambda self: len(self.cards) < 5)
    @rule(dice=DICE)
    def a_car_comes(self, dice) -> None:
        who, command, args = new_car(dice, self.shop.now, f"粤A{len(self.cards):05d}")
        answer = self.order(who, command, args)
        assert answer.ok, answer
        self.cards.append(answer.card)

    @precondition(lambda self: self.cards)
    @rule(dice=DICE)
    def the_day_goes_on(self, dice) -> None:
        id = dice.choice(self.cards)
        for _ in range(12):
            id = dice.choice([*[id] * 12, *self.cards])
            tile = self.shop.get("/cards/" + id)[1]
            others = [id for id in self.cards if id != tile["id"]]
            seen = tile | {"lane": self.lane_of(tile)}
            who, command, args = dice.choice(moves(seen, dice, self.shop.now, others))
            self.order(who, command, args, tile["id"])

    @precondition(lambda self: self.given)
    @rule(dice=DICE)
    def a_command_comes_again(self, dice) -> None:
        order, answer = dice.choice(self.given)
        stands = self.shop.standing()
        again = perform(self.shop.store, order)
        assert again == answer or answer.status in (403, 404, 422)
        if answer.status in (200, 409):
            assert self.shop.standing() == stands

    @precondition(lambda self: self.given and self.cards)
    @rule(dice=DICE)
    def a_key_is_used_for_something_else(self, dice) -> None:
        order, answer = dice.choice(self.given)
        if answer.status in (200, 409):
            other = Command(order.actor, order.key, arguments("add_note", {"text": "other"}),
                          self.cards[0], 1)  # fmt: skip
            stands = self.shop.standing()
            assert perform(self.shop.store, other).reason == "key_used"
            assert self.shop.standing() == stands

    @precondition(lambda self: self.cards)
    @rule(dice=DICE, off=st.sampled_from([-1, 1, 7]))
    def somebody_looks_at_another_version(self, dice, off) -> None:
        card = self.shop[dice.choice(self.cards)]
        answer = self.order("W01", "add_note", {"text": "x"}, card.id, card.version + off)
        assert (answer.status, answer.reason, answer.version) == (409, "stale", card.version)

    @rule(minutes=st.sampled_from([0.5, 3, 45]))
    def time_passes(self, minutes) -> None:
        self.shop.now += timedelta(minutes=minutes)
        self.clock.tick()

    @rule(dice=DICE)
    def the_shop_changes(self, dice) -> None:
        name = dice.choice(["郑凯", "郑凯凯", "冯志远"])
        command, args = dice.choice([
            ("change_person", {"person": dice.choice(["T02", "S01", "S02"]), "name": name}),
            ("mark_absent", {"person": "T03", "day": "2026-11-23", "absent": dice.random() < 0.5}),
            ("change_settings", {"undo_seconds": dice.choice([0, 60])}),
        ])  # fmt: skip
        assert self.order("M01", command, args).ok

    @precondition(lambda self: len(self.boards) < 6)
    @rule(view=st.sampled_from(["wall", "jobs", "card"]), language=st.sampled_from(["zh-CN", "en"]))
    def a_screen_opens(self, view, language) -> None:
        self.shop.now += timedelta(seconds=1)
        self.clock.tick()
        self.clock.tick()
        self.boards.append(self.shop.get("/board")[1])
        self.shop.now += timedelta(seconds=1)
        self.pages.append((self.live(view, language), view, language))

    # --- what must hold ------------------------------------------------------------------

    @invariant()
    def numbers_have_no_gap(self) -> None:
        if not hasattr(self, "shop"):
            return
        with self.shop.store.read() as view:
            seqs = [change.seq for change in view.changes(self.seq)]
            assert seqs == list(range(self.seq + 1, view.row.seq + 1))
            self.seq = view.row.seq

    def everything_is_whole(self) -> None:
        assert verify(self.shop.store) == []
        for id in self.cards:
            with self.shop.store.read() as view:
                stored, folded = view.card(id), fold(view.events(id))
            assert same_card(stored, folded) == []
            accepted = sum(1 for o, a in self.given if a.ok and self.touches(o, a, id))
            assert accepted <= stored.version  # the clock and switched cars add their own
        fresh = self.shop.get("/board")[1]
        for old in self.boards:
            assert caught_up(self.shop, old) == in_order(fresh)
            assert self.shop.get("/board", at=old["now"])[1] == old
        for old, view, language in self.pages:
            now = shown(self.live(view, language))
            then = mended(old, self.live(view, language, old))
            if view == "card":  # a car that left is shown by its own page, not in the whole board
                then = {id: t for id, t in then.items() if id in now or self.on_board(id)}
            assert then == now, (view, language)

    # --- -----------------------------------------------------------------------------------

    def touches(self, order: Command, answer: Result, id: str) -> bool:
        return (order.card or answer.card) == id

    def on_board(self, id: str) -> bool:
        return self.shop[id].on_board

    def lane_of(self, card: dict) -> str | None:
        return card["lane"] if card["lane"] not in ("delivered", "cancelled", "no_show") else None

    def order(
        self,
        who: str,
        command: str,
        args: dict,
        card: str | None = None,
        version: int | None = None,
    ) -> Result:
        """One order at the door, on the version that stands unless another is given."""
        before = self.shop[card] if card else None
        if before and version is None:
            version = before.version
        order = Command(Actor(who, signed=True), f"k{len(self.given)}", arguments(command, args),
                      card, version)  # fmt: skip
        answer = perform(self.shop.store, order)
        assert answer.status in (200, 403, 409), answer
        after = self.shop[card] if card else None
        if before and after and answer.ok:
            assert after.version == before.version + 1 == answer.version
        elif before and after:
            assert after == before
        self.given.append((order, answer))
        return answer

    def live(self, view: str, language: str, since: dict | None = None) -> dict:
        query = {"language": language}
        if since:
            query |= {"epoch": since["epoch"], "since": since["seq"], "mark": since["mark"]}
        headers = self.shop._headers(PEOPLE[watcher_of(view)])
        answer = self.shop.client.get(f"/live/{view}", query_string=query, headers=headers)
        assert answer.status_code == 200, answer.get_data(as_text=True)[:500]
        return answer.get_json()


def in_order(board: dict) -> dict[str, list[dict]]:
    return {lane["lane"]: lane["cards"] for lane in board["lanes"]}


def caught_up(shop: RealShop, old: dict) -> dict[str, list[dict]]:
    """An old board with what /changes says laid over it, as any client would."""
    status, missed = shop.get("/changes", epoch=old["epoch"], since=old["seq"])
    assert status == 200
    tiles = {t["id"]: t for lane in old["lanes"] for t in lane["cards"]}
    tiles |= {t["id"]: t for t in missed["tiles"]}
    board: dict[str, list[dict]] = {lane["lane"]: [] for lane in old["lanes"]}
    for tile in sorted(tiles.values(), key=lambda t: (t["rank"], t["id"])):
        if tile["lane"] is not None:
            board[tile["lane"]].append(tile)
    return board


def shown(page: dict) -> dict[str, dict]:
    return {t["id"]: t for t in page["tiles"] if t["slot"] is not None}


def mended(old: dict, missed: dict) -> dict[str, dict]:
    tiles = shown(old) | {t["id"]: t for t in missed["tiles"]}
    return {id: t for id, t in tiles.items() if t["slot"] is not None}


def test_any_commands_in_any_order(template, monkeypatch):
    monkeypatch.setattr(frames, "EVERY", 20)
    AnyOrder.template, AnyOrder.tokens = template
    run_state_machine_as_test(
        AnyOrder,
        settings=settings(
            max_examples=dose(12, 300), stateful_step_count=30, deadline=None, derandomize=True,
            phases=[Phase.generate], report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


def test_a_board_says_its_time(shop):
    assert time_of(shop.get("/board")[1]) == shop.now
