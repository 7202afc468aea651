"""Knows how a simulated day is played: whose act is due first acts, then all look again."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TextIO

from app.demo import (
    advising,
    arriving,
    checking,
    consenting,
    deadlines,
    dispatching,
    reviewing,
    taking_up,
    waiting,
    working,
)
from app.demo.board_seen import BoardSeen
from app.demo.client import Api, Gone
from app.demo.dice import Chance
from app.demo.intention import Intention
from app.demo.look import Look, name_of, text_of
from board.shop.hours import Hours

HABITS: tuple[Callable[[Look], Iterator[Intention]], ...] = (
    arriving.due_cars, arriving.walk_ins, arriving.bookings, arriving.no_shows,
    advising.check_ins, advising.wishes, deadlines.duties, advising.ready, advising.second_visits,
    consenting.findings, reviewing.reviews, reviewing.decisions,
    dispatching.absences, dispatching.new_work, dispatching.again, dispatching.order,
    dispatching.second_thoughts,
    working.at_work, taking_up.next_job, waiting.for_parts, waiting.corrections,
    checking.checks, checking.washes, checking.bills,
)  # fmt: skip
PAUSE_AFTER_NO = timedelta(minutes=4)


@dataclass
class Tally:
    """What came of it."""

    done: dict[str, int] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)

    def count(self, where: dict[str, int], what: str) -> None:
        where[what] = where.get(what, 0) + 1


class Play:
    """The people of one shop over one simulated day. What they mean to do follows from the board
    and the seed; what is kept here only spares asking twice."""

    def __init__(
        self, api: Api, hours: Hours, seed: int, end: datetime, pins: dict[str, str],
        log: TextIO | None = None, leaves_nothing: bool = True,
    ) -> None:  # fmt: skip
        self.api, self.hours, self.end, self.pins, self.log = api, hours, end, pins, log
        self.chance = Chance(seed)
        self.board = BoardSeen(api)
        self.habits = (*HABITS, arriving.later_days) if leaves_nothing else HABITS
        self.last = self.board.last_acts()
        self.made = {name_of(t) for t in (*self.board.tiles.values(), *self.board.left.values())}
        self.tally = Tally()
        self._no: dict[tuple[str, str, int | None], tuple[int, datetime]] = {}
        self._offered: dict[
            tuple[str, str, int | None], datetime
        ] = {}  # to somebody at a screen, since when

    def next(
        self, now: datetime, taken: frozenset[str] = frozenset(), grace: timedelta = timedelta(0)
    ) -> tuple[datetime, Intention] | None:
        """(when, what) somebody does next. Each has one thing in hand: what has waited longest.
        Who is `taken` by a person at a screen gets `grace` for each thing before it is done for
        them."""
        look = Look(self.board, self.chance, self.hours, now, self.end, self.pins, self.last,
                    self.made)  # fmt: skip
        in_hand: dict[str, Intention] = {}
        for one in (i for habit in self.habits for i in habit(look)):
            if one.order < self._in_hand_order(in_hand, one) and self._not_before(one) <= now:
                in_hand[one.person] = one
            if one.person in taken and one.due <= now:
                self._offered.setdefault(one.what, now)
        times = [(self._when(one, now, taken, grace), one) for one in in_hand.values()]
        return min(times, key=lambda found: (found[0], found[1].order), default=None)

    def _in_hand_order(
        self, in_hand: dict[str, Intention], one: Intention
    ) -> tuple[datetime | str, ...]:
        before = in_hand.get(one.person)
        return before.order if before else (datetime.max.replace(tzinfo=one.due.tzinfo),)

    def _not_before(self, one: Intention) -> datetime:
        _, until = self._no.get(one.what, (0, one.due.min.replace(tzinfo=one.due.tzinfo)))
        return until

    def _when(
        self, one: Intention, now: datetime, taken: frozenset[str], grace: timedelta
    ) -> datetime:
        last = self.last.get(one.person)
        at = max(one.due, last + one.effort) if last else one.due
        if one.person in taken and one.what in self._offered:
            at = max(at, self._offered[one.what] + grace)
        return max(at.replace(microsecond=0), now)

    def act(self, one: Intention, now: datetime) -> bool:
        """Gives the command; after a no the board is looked at again, and later tried anew."""
        n, _ = self._no.get(one.what, (0, now))
        key = f"sim:{self.chance.seed}:{one.name}:{one.command}:{one.version}:{n}"
        status, body = self.api.give(one.person, one.command, one.args, key, one.card, one.version)
        self._write(one, now, status)
        if status == 401:
            raise Gone("the tokens were withdrawn")
        self.last[one.person] = now
        if status == 200 or one.card is None:
            self.made.add(one.name)
        if status == 200:
            self.tally.count(self.tally.done, one.command)
        else:
            reason = (body or {}).get("reason", "")
            self.tally.count(self.tally.refused, f"{one.command}: {status} {reason}")
            if reason != "stale":
                self._no[one.what] = (n + 1, now + (n + 1) * PAUSE_AFTER_NO)
        self.board.look_again()
        return status == 200

    def _write(self, one: Intention, now: datetime, status: int) -> None:
        if self.log is not None:
            line = {"at": text_of(now), "person": one.person, "command": one.command,
                    "card": one.name, "body": one.args | one.said, "status": status}  # fmt: skip
            self.log.write(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n")
