"""A shop in memory: does commands by the rules and the fold exactly as the door does, no store."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

from board.card.card import Card
from board.card.values import Customer, Vehicle
from board.commands.card import COMMANDS
from board.commands.refusal import Forbidden, Refused
from board.events import Fact, wire
from board.events.dispatch import CommandUndone
from board.events.event import Event, Happening
from board.folding.fold import apply, fold
from board.people.people import Person
from board.rules import decide
from board.shop.default_settings import DEFAULTS, Settings
from board.shop.hours import Hours
from devices.codes import ALPHABET
from tests.cast import at, directory


class PureShop:
    """Answers `board.facts.Facts` and gives commands. It opens on Monday the 23rd at eight."""

    def __init__(self, now: datetime | None = None, settings: Settings = DEFAULTS) -> None:
        self.now = now or at("8:00")
        self.settings, self.hours = settings, Hours(settings)
        self.directory = directory()
        self.cards: dict[str, Card] = {}
        self.events: list[Event[Fact]] = []
        self._ids = 0

    # --- commands --------------------------------------------------------------------

    def do(self, who: Person, command: str, card: str | None = None, **args: object) -> str:
        """Gives a command; raises Forbidden or Refused. Returns the id of the card meant."""
        before = self.cards[card] if card else None
        happenings = decide(command, before, COMMANDS[command](**args), who, self)
        self._record(happenings, command, who)
        return card or str(happenings[-1].card)

    def says(self, who: Person, command: str, card: str | None = None, **args: object) -> str:
        """What the shop answers: "done", "forbidden", or the code of the refusal."""
        try:
            self.do(who, command, card, **args)
        except Forbidden:
            return "forbidden"
        except Refused as refused:
            return refused.reason
        return "done"

    def refusal(self, who: Person, command: str, card: str, **args: object) -> dict[str, object]:
        """The facts of a refusal that has to come."""
        try:
            self.do(who, command, card, **args)
        except Refused as refused:
            return refused.facts
        raise AssertionError(f"{command} was not refused")

    def wait(self, minutes: float = 0, seconds: float = 0) -> None:
        self.now += timedelta(minutes=minutes, seconds=seconds)

    def absent(self, *people: Person) -> None:
        """Marks people absent for the day."""
        today = self.hours.day(self.now)
        self.directory = directory(*((person.id, today) for person in people))

    def __getitem__(self, id: str) -> Card:
        return self.cards[id]

    def _record(self, happenings: list[Happening], by: str, who: Person) -> None:
        command = len(self.events) + 1
        ids = {h.card for h in happenings if not h.fact.quiet}
        versions = {id: self.cards[id].version + 1 if id in self.cards else 1 for id in ids}
        for happening in happenings:
            event = self._event(happening, command, versions.get(happening.card), by, who)
            self.events.append(event)
            id = str(happening.card)
            if isinstance(event.fact, CommandUndone):
                after = fold(self.story(id))
            else:
                after = apply(self.cards.get(id), event)
            assert after is not None
            self.cards[id] = after

    def _event(self, h: Happening, command: int, version: int, by: str, who: Person) -> Event[Fact]:
        return Event(as_recorded(h.fact), h.card, len(self.events) + 1, command, version, who.id,
                     None, self.now, self.now, by)  # fmt: skip

    # --- facts (board/commands/facts.py) ------------------------------------------------------

    def card(self, id: str) -> Card | None:
        return self.cards.get(id)

    def story(self, card: str) -> list[Event[Fact]]:
        return [e for e in self.events if e.card == card]

    def running(self, person: str) -> str | None:
        return next((c.id for c in self.cards.values() if c.running_of(person)), None)

    def lane(self, lane: str) -> list[tuple[str, str]]:
        return sorted((c.rank, c.id) for c in self.cards.values() if c.lane == lane)

    def in_lanes(self, *lanes: str) -> list[Card]:
        return sorted((c for c in self.cards.values() if c.lane in lanes), key=lambda c: c.rank)

    def holder_of_order(self, order_no: str) -> str | None:
        held = (c for c in self.cards.values() if c.lane != "cancelled")
        return next((c.code for c in held if c.order_no == order_no), None)

    def holder_of_bay(self, bay: str) -> str | None:
        working = (c for c in self.cards.values() if c.lane == "working")
        return next((c.id for c in working if c.bay == bay), None)

    def worked(self, person: str) -> list[Card]:
        return [c for c in self.cards.values() if any(i.technician == person for i in c.intervals)]

    def touched_by(self, command: int) -> list[str]:
        cards = (e.card for e in self.events if e.command == command and e.card)
        return list(dict.fromkeys(cards))

    def was_in_review(self, command: int) -> bool:
        return False

    def without_latest(self, card: str) -> Card:
        latest = self.cards[card].latest
        assert latest is not None
        before = fold(e for e in self.story(card) if e.command != latest.command)
        assert before is not None
        return before

    def new_id(self) -> str:
        self._ids += 1
        return f"id{self._ids}"

    def new_code(self) -> str:
        number, code = len(self.cards), ""
        for _ in range(5):
            number, digit = divmod(number, len(ALPHABET))
            code = ALPHABET[digit] + code
        return code


def as_recorded(fact: Fact) -> Fact:
    """As it comes back from where it was written."""
    data, private = (json.loads(json.dumps(part)) for part in wire.dumped(fact))
    return wire.read(fact.type, data, private)


def erased(event: Event[Fact]) -> Event[Fact]:
    """As it is read once the person was erased."""
    data, _ = wire.dumped(event.fact)
    return replace(event, fact=wire.read(event.type, data, None), erased=True)


def details(**more: object) -> dict[str, object]:
    """What an advisor writes on a new card, with whatever a test wants to be different."""
    return {
        "customer": Customer("冯海涛", "先生", "19900001234"),
        "vehicle": Vehicle("凯美瑞", "粤A12345", "LVGBE40K28G123456", 52_000),
        "requests": ["更换机油", "刹车异响"],
        "kind": "repair",
        "planned_minutes": 90,
        "price_fen": 80_000,
    } | more
