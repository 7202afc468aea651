"""Knows what somebody weighs when looking at the board: the cars, the time, the people, chance."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from app.demo.answers import Whole
from app.demo.board_seen import BoardSeen
from app.demo.crew import Crew, busy
from app.demo.dice import Chance, T
from app.demo.intention import A_MOMENT, Intention
from board.card.tile import Tile
from board.events.event import instant, stamp
from board.shop.hours import Hours

MINUTE = timedelta(minutes=1)
TIDYING_UP = timedelta(minutes=20)
NEARLY_OVER = timedelta(minutes=90)
RANK_WITHOUT_CODE = 16


@dataclass
class Look:
    """One look at the board. `end` is the noon at which the simulated day is over, `pins` what
    people sign with, `last` when each of them last did something, `made` the cards opened."""

    board: BoardSeen
    chance: Chance
    hours: Hours
    now: datetime
    end: datetime
    pins: dict[str, str]
    last: dict[str, datetime] = field(default_factory=dict)
    made: set[str] = field(default_factory=set)

    @cached_property
    def crew(self) -> Crew:
        return Crew(self.board.people, self.chance, self.hours.settings.bays)

    @cached_property
    def lanes(self) -> dict[str | None, list[Tile]]:
        """Cars by lane, in order. Equal places go by order number: codes are the server's."""
        lanes: dict[str | None, list[Tile]] = {}
        for tile in self.board.tiles.values():
            lanes.setdefault(tile["lane"], []).append(tile)
        for tiles in lanes.values():
            tiles.sort(key=lambda t: (t["rank"][:RANK_WITHOUT_CODE], name_of(t)))
        return lanes

    def lane(self, *lanes: str) -> Iterator[Tile]:
        for lane in lanes:
            yield from self.lanes.get(lane, ())

    @cached_property
    def busy(self) -> dict[str, Tile]:
        return busy(self.board.tiles.values())

    def whole(self, tile: Tile) -> Whole:
        return self.board.whole(tile)

    # --- time ----------------------------------------------------------------------

    @cached_property
    def today(self) -> date:
        return self.hours.day(self.now)

    @cached_property
    def opening(self) -> datetime:
        return self.hours.opening(self.today)

    @cached_property
    def closing(self) -> datetime:
        return self.hours.closing(self.today)

    @cached_property
    def next_opening(self) -> datetime:
        return self.hours.opening(self.hours.next_open_day(self.today))

    def opening_after(self, at: datetime) -> datetime:
        """The first opening at or after a time."""
        opening = self.hours.opening(self.hours.day(at))
        return opening if at <= opening else self.hours.opening(
            self.hours.next_open_day(self.hours.day(at)))  # fmt: skip

    @property
    def hurry(self) -> bool:
        """Whether the simulated day is nearly over: what goes wrong now could not be mended."""
        return self.end - self.now < NEARLY_OVER

    @property
    def first_day(self) -> bool:
        """Whether this is the day that is played, and not the morning after, or one before."""
        follows = self.hours.next_open_day(self.today) == self.hours.day(self.end)
        return follows and self.hours.is_open_day(self.today)

    @property
    def last_morning(self) -> bool:
        return self.today == self.hours.day(self.end)

    def at_work(self, at: datetime, name: str, decision: str, lunch: bool = False) -> datetime:
        """The first moment from `at` on at which people do such things: not before opening, not
        long after closing, the workshop not over lunch. Nobody starts on the stroke."""
        day = self.hours.day(at)
        spread = self.chance.minutes(name, f"settle:{decision}", 1, 14)
        if at > self.hours.closing(day) + TIDYING_UP or not self.hours.is_open_day(day):
            return self.hours.opening(self.hours.next_open_day(day)) + spread
        if at < (opening := self.hours.opening(day)):
            at = max(at, opening + spread)
        settings = self.hours.settings
        lunch_from = self.hours.at(day, settings.break_from)
        lunch_to = self.hours.at(day, settings.break_to)
        if lunch and lunch_from <= at < lunch_to and day != self.hours.day(self.end):
            return lunch_to + spread / 4
        return at

    # --- chance --------------------------------------------------------------------

    def happens(self, tile: Tile, decision: str, probability: float) -> bool:
        return self.chance.happens(name_of(tile), decision, probability)

    def minutes(self, tile: Tile, decision: str, low: float, high: float) -> timedelta:
        return self.chance.minutes(name_of(tile), decision, low, high)

    def pick(self, tile: Tile, decision: str, choices: Sequence[T]) -> T:
        return self.chance.pick(name_of(tile), decision, choices)

    def place(self, tile: Tile) -> str:
        """Where the washed car is parked."""
        return f"P{self.chance.whole(name_of(tile), 'parking', 1, 40):02d}"

    # --- people --------------------------------------------------------------------

    def advisor(self, tile: Tile) -> str | None:
        """The card's advisor; one who is present where it has none, or hers is away."""
        own = tile["advisor"] and tile["advisor"]["id"]
        if own and self.crew.is_here(own):
            return own
        return self.crew.one(name_of(tile), "advisor")

    def means(
        self, person: str | None, command: str, tile: Tile, due: datetime,
        effort: timedelta = A_MOMENT, /, said: dict[str, Any] | None = None, **args: Any,
    ) -> Iterator[Intention]:  # fmt: skip
        """One intention about a car, or none where nobody is there to have it."""
        if person is None:
            return
        lunch = bool({"technician", "leader", "inspector", "washer"}
                     & set(self.crew.people[person]["roles"]))  # fmt: skip
        due = self.at_work(due, name_of(tile), command, lunch)
        yield Intention(
            due, person, command, name_of(tile), tile["id"], tile["version"],
            {k: v for k, v in args.items() if v is not None}, said or {}, effort,
        )  # fmt: skip


def name_of(tile: Tile) -> str:
    """What a card is called in a simulated day: never by an id that a server made."""
    return tile["order_no"] or tile["code"]


def time_of(text: str | None) -> datetime:
    at = instant(text)
    assert at is not None
    return at


def since(tile: Tile) -> datetime:
    return time_of(tile["since_at"])


def rounded(at: datetime, minutes: int) -> datetime:
    """Up to the next full five minutes, or quarter of an hour."""
    step = minutes * 60
    return datetime.fromtimestamp(-(-int(at.timestamp()) // step) * step, at.tzinfo)


def text_of(at: datetime) -> str:
    text = stamp(at)
    assert text is not None
    return text
