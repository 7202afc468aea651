"""Knows what a review 进度确认 holds: what stood at its opening, who was there, what was decided.

A review is named by its day and session, so that there is one of each; a countermeasure by its
review and its number in it. Plates, names and requests are no part of it: they are found on the
board as it was frozen (`board_seq`), where they can be erased."""

from dataclasses import dataclass, field
from datetime import date, datetime

DUE, MISSED, OPEN, HELD = "due", "missed", "open", "held"


@dataclass
class Raised:
    """One car of the agenda with its facts, kept by value. `kind` is the first exception that
    applied; `since` since when it does; `why` the reason it stands, or the duty overdue; `promise`
    which version of the promise stood; `ready_at` since when it stands in 等待交车."""

    card: str
    kind: str
    lane: str
    state: str | None
    tone: str
    since: datetime | None
    promise: str
    promise_at: datetime | None
    forecast_at: datetime | None
    team: str | None
    technicians: list[str]
    advisor: str | None
    why: str | None = None
    parts_expected_at: datetime | None = None
    ready_at: datetime | None = None

    def overdue_until(self, now: datetime) -> datetime:
        """Until when an overdue car's delay grew: it ends when the car is ready."""
        return self.ready_at or now


@dataclass
class TeamLoad:
    """A team's labour at hand against what its people present still have of the day, in minutes;
    `today`: of the labour, what is promised today. `team` None: given to nobody yet."""

    team: str | None
    people: int
    work: int
    today: int
    left: int

    @property
    def over(self) -> int:
        """Minutes promised today that do not fit into it any more."""
        return max(0, self.today - self.left)


@dataclass
class Countermeasure:
    """有效对策. `how` it ended: `carried_out` at once through the door, `done` by its owner, `deed`
    where what it asked for happened, `left` where the car has left the board."""

    id: str
    kind: str
    owner: str
    due_at: datetime
    by: str
    at: datetime
    card: str | None = None
    note: str | None = None
    technicians: list[str] = field(default_factory=list)
    team: str | None = None
    until: str | None = None
    escalated_at: datetime | None = None
    finished_at: datetime | None = None
    finished_by: str | None = None
    how: str | None = None
    finish_note: str | None = None

    @property
    def open(self) -> bool:
        return self.finished_at is None

    @property
    def in_time(self) -> bool:
        return self.finished_at is not None and self.finished_at <= self.due_at


@dataclass
class Review:
    """The fold of a review's events. Times aware UTC. `left_open`: nobody closed it, the next one
    ended it, and these late cars were left without an answer; None: it was closed, or is open."""

    id: str
    session: str
    day: date
    at: datetime
    due_at: datetime
    missed_at: datetime | None = None
    missed_reason: str | None = None
    explained_by: str | None = None
    opened_at: datetime | None = None
    opened_by: str | None = None
    board_seq: int | None = None
    on_shift: list[str] = field(default_factory=list)
    raised: list[Raised] = field(default_factory=list)
    loads: list[TeamLoad] = field(default_factory=list)
    attendance: list[str] | None = None
    part: str = "earlier"
    car: str | None = None
    countermeasures: list[Countermeasure] = field(default_factory=list)
    closed_at: datetime | None = None
    closed_by: str | None = None
    loads_after: list[TeamLoad] = field(default_factory=list)
    stood: list[Raised] = field(default_factory=list)
    left_open: list[str] | None = None

    @property
    def state(self) -> str:
        if self.closed_at:
            return HELD
        if self.opened_at:
            return OPEN
        return MISSED if self.missed_at else DUE

    @property
    def held_on_time(self) -> bool:
        in_time = self.opened_at is not None and self.opened_at <= self.due_at
        return in_time and self.missed_at is None

    @property
    def open_countermeasures(self) -> list[Countermeasure]:
        return [one for one in self.countermeasures if one.open]

    @property
    def waits(self) -> bool:
        """Whether it still asks something of somebody: to be held, closed, explained, or a
        countermeasure of it to be done."""
        unexplained = self.state == MISSED and self.missed_reason is None
        return self.state in (DUE, OPEN) or unexplained or bool(self.open_countermeasures)

    def countermeasure(self, id: str) -> Countermeasure | None:
        return next((one for one in self.countermeasures if one.id == id), None)

    def about(self, card: str) -> list[Countermeasure]:
        return [one for one in self.countermeasures if one.card == card]

    def exception(self, card: str | None) -> Raised | None:
        return next((one for one in self.raised if one.card == card), None)


def review_of(countermeasure: str) -> str:
    """The id of the review that a countermeasure's id names."""
    return countermeasure.rpartition(".")[0]
