"""A shop that is watched: after every command nothing is that must never be."""

import pickle
from collections import Counter

from board.card import Card
from board.commands import CLOCKS_OWN
from board.people import Person
from board.refusal import Forbidden, Refused
from board.rules import RULES, possible
from tests.nevers import check_card, check_shop
from tests.story import Story


class WatchedShop(Story):
    """Checks every command it is given; counts what was done and where cars came."""

    def __init__(self) -> None:
        super().__init__()
        self.done: Counter[str] = Counter()
        self.lanes: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self._before: dict[int, bytes] = {}

    def do(self, who: Person, command: str, card: str | None = None, **args: object) -> str:
        snapshot, events = pickle.dumps(self.cards), len(self.events)
        foreseen = self._foreseen(who, command, card) if card and not args else None
        try:
            after = super().do(who, command, card, **args)
        except (Refused, Forbidden) as no:
            reason = getattr(no, "reason", "forbidden")
            self.refused[reason] += 1
            assert self.cards == pickle.loads(snapshot), "a refusal changed something"
            assert len(self.events) == events
            assert foreseen is None or reason in foreseen
            raise
        assert foreseen is None or "done" in foreseen, "done, though a refusal was foreseen"
        self._check(command, pickle.loads(snapshot), self.events[events:])
        self._before[self.events[events].command] = snapshot
        return after

    def _foreseen(self, who: Person, command: str, card: str) -> set[str] | None:
        """What the screen would say beforehand of a command that needs no more than a tap."""
        if not RULES[command].alone:
            return None
        can = possible(self[card], who, self)
        if command not in can:
            return {"forbidden", "wrong_lane"}
        no = can[command]
        return {no.reason if no else "done"}

    def _check(self, command: str, before: dict[str, Card], new: list) -> None:
        touched = {e.card for e in new}
        self.done[command] += 1
        for id, card in self.cards.items():
            old = before.get(id)
            if id not in touched:
                assert card == old, "a card changed without an event"
                continue
            self.lanes[card.lane] += 1
            raised = command not in CLOCKS_OWN
            assert card.version == (old.version if old else 0) + raised
            assert {e.version for e in new if e.card == id} == {card.version if raised else None}
            check_card(self, card)
            if command == "report_add_on":
                assert old is not None
                stays = (card.lane, card.rank) == (old.lane, old.rank)
                assert stays or (card.lane == "stopped" and card.needs_consent)
            if command == "undo":
                self._check_undone(card, new[0].fact.command)
        check_shop(self)

    def _check_undone(self, card: Card, command: int) -> None:
        before = pickle.loads(self._before[command])[card.id]
        before.version, before.latest = card.version, card.latest
        before.duties = card.duties  # the clock's, meanwhile
        assert card == before, "an undo left something behind"
