"""Knows what is shown of a review on tablet, wall and paper: each car as it was frozen at the
opening beside how it stands now, the teams before and after, what became of earlier decisions."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from app.history.looking_back import board_after
from app.storage import reviews
from app.storage.read_session import ReadSession
from board.card.card import Card
from board.planning.tone import LATE, OVERDUE
from board.reviews.agenda import DELAYED, raised
from board.reviews.closing import undecided
from board.reviews.loads import team_loads
from board.reviews.review import Countermeasure, Raised, Review, TeamLoad

DAYS_BACK = timedelta(days=14)  # whose decisions a review may still ask after
BEHIND = {LATE: 1, OVERDUE: 2}  # all other tones: 0


@dataclass(frozen=True)
class Row:
    """One car of the agenda: `then` its tile at the opening, `one` its facts by value, `now` its
    tile now (None: it has left), `since` what is different now; `after` how it stood when the
    review was closed, or stands now (None: it had left), `minutes` by which it was late then;
    `decided` what was decided of it, `running` what an earlier review decided and is in time;
    `open` while it keeps the review from being closed."""

    one: Raised
    then: dict[str, Any]
    now: dict[str, Any] | None
    since: list[str]
    after: Raised | None
    minutes: int | None
    decided: list[Countermeasure]
    running: list[Countermeasure]
    open: bool

    @property
    def code(self) -> str:
        return str(self.then["code"])

    @property
    def plate(self) -> str:
        return str(self.then["plate"] or self.then["code"])

    @property
    def behind(self) -> int | None:
        """Minutes by which a late car was forecast after its promise."""
        return behind(self.one.promise_at, self.one.forecast_at)

    @property
    def moved(self) -> bool:
        """Whether anything became of it until `after`."""
        return bool(_since(self.one, self.after))


@dataclass(frozen=True)
class Earlier:
    """A decision of an earlier review and what became of it: done, late, open or overdue; `now` the
    tile of its car, None where it has left or the decision is about no car."""

    one: Countermeasure
    became: str
    car: Card | None
    now: dict[str, Any] | None

    @property
    def plate(self) -> str:
        return (self.car.vehicle.plate or self.car.code) if self.car else ""


def behind(promise: datetime | None, forecast: datetime | None) -> int | None:
    """Whole minutes by which one moment is after another; None: it is not."""
    if promise is None or forecast is None or forecast <= promise:
        return None
    return round((forecast - promise) / timedelta(minutes=1))


def rows(review: Review, reading: ReadSession, running: Iterable[Countermeasure] = ()) -> list[Row]:
    """The agenda in its order; `running`: what earlier reviews decided and is to be done yet."""
    assert review.opened_at and review.board_seq is not None
    past = board_after(reading, review.board_seq, review.opened_at)
    then = {one["id"]: one for one in past.tiles}
    here = {card.id: card for card in reading.in_lanes()}
    at = review.closed_at or reading.now
    left = _undecided(review, here, reading)
    found = []
    for one in review.raised:
        card = here.get(one.card)
        stands = raised(card, one.kind, one.since, None, reading.now) if card else None
        after = _at_the_close(review, one) if review.closed_at else stands
        found.append(Row(
            one, then.get(one.card) or _bare(one), reading.tile_of(card) if card else None,
            _since(one, stands), after, _minutes(after, at), review.about(one.card),
            [measure for measure in running if measure.card == one.card], one.card in left,
        ))  # fmt: skip
    return found


def _undecided(review: Review, here: dict[str, Card], reading: ReadSession) -> set[str]:
    """What keeps a review from being closed; it keeps one that is closed from nothing."""
    if review.closed_at:
        return set()
    return set(undecided(review, here.values(), reading.waiting_reviews(), reading.now))


def _at_the_close(review: Review, one: Raised) -> Raised | None:
    return next((stood for stood in review.stood if stood.card == one.card), None)


def _minutes(stands: Raised | None, at: datetime) -> int | None:
    """By how much a car is overdue, or is forecast after its promise."""
    if stands is None:
        return None
    until = stands.overdue_until(at) if stands.tone == OVERDUE else stands.forecast_at
    return behind(stands.promise_at, until)


def _bare(one: Raised) -> dict[str, Any]:
    """A car whose frozen tile cannot be found any more is named by its id alone."""
    return {"id": one.card, "code": one.card[:5], "plate": None, "model": "", "customer": "",
            "requests": [], "flags": [], "lane": one.lane, "state": one.state,
            "appointment_at": None}  # fmt: skip


def _since(one: Raised, stands: Raised | None) -> list[str]:
    """What is different from the opening: it has left, another promise, lane, people, tone."""
    if stands is None:
        return ["left"]
    promised = stands.promise != one.promise and stands.promise_at != one.promise_at
    found = ["promise"] if promised else []
    if (stands.lane, stands.state) != (one.lane, one.state):
        found.append("lane")
    if (stands.team, sorted(stands.technicians)) != (one.team, sorted(one.technicians)):
        found.append("people")
    if stands.tone != one.tone and one.tone in (LATE, OVERDUE) and stands.tone not in DELAYED:
        found.append("better")
    elif BEHIND.get(stands.tone, 0) > BEHIND.get(one.tone, 0):
        found.append("worse")
    return found


# --- before and after ------------------------------------------------------------------------


def loads_beside(review: Review, reading: ReadSession) -> list[tuple[TeamLoad, TeamLoad]]:
    """Each team as it was at the opening beside how it is now, or was at the close."""
    after = review.loads_after or team_loads(
        reading.in_lanes(), reading.directory, reading.hours, reading.now
    )
    later = {load.team: load for load in after}
    return [(load, later.get(load.team, load)) for load in review.loads]


# --- what became of earlier decisions --------------------------------------------------------


def earlier(review: Review, reading: ReadSession) -> list[Earlier]:
    """Decisions of earlier reviews that were open when this one was opened, and those done since
    the one held before it; what is not done first."""
    assert review.opened_at is not None
    before = reviews.between(
        reading.connection, reading.id, review.opened_at - DAYS_BACK, review.at
    )
    known = {one.id: one for one in (*before, *reading.waiting_reviews()) if one.at < review.at}
    held = [one.opened_at for one in known.values() if one.opened_at]
    since = max(held, default=review.opened_at)
    asked = [
        one for other in sorted(known.values(), key=lambda r: r.at) for one in other.countermeasures
        if one.finished_at is None or one.finished_at >= since
    ]  # fmt: skip
    found = _became(asked, review.closed_at or reading.now, reading)
    order = ("overdue", "open", "late", "done")
    return sorted(found, key=lambda e: (order.index(e.became), e.one.due_at, e.one.id))


def _became(decided: list[Countermeasure], at: datetime, reading: ReadSession) -> list[Earlier]:
    cards = reading.cards([one.card for one in decided if one.card])
    return [_told(as_it_was(one, at), cards.get(one.card or ""), at, reading) for one in decided]


def _told(one: Countermeasure, card: Card | None, at: datetime, reading: ReadSession) -> Earlier:
    if one.finished_at:
        became = "done" if one.in_time else "late"
    else:
        became = "overdue" if one.due_at <= at else "open"
    return Earlier(one, became, card, reading.tile_of(card) if card and card.on_board else None)


def as_it_was(one: Countermeasure, at: datetime) -> Countermeasure:
    """A decision as it stood at a moment: what became of it later was not known yet."""
    if one.escalated_at and one.escalated_at > at:
        one = replace(one, escalated_at=None)
    if one.finished_at and one.finished_at > at:
        one = replace(one, finished_at=None, finished_by=None, how=None, finish_note=None)
    return one


def as_closed(review: Review) -> Review:
    """A held review as it was when it was closed; what came of its decisions afterwards is told by
    the next one and by the lists."""
    if review.closed_at is None:
        return review
    then = [as_it_was(one, review.closed_at) for one in review.countermeasures]
    return replace(review, countermeasures=then)


def open_decisions(reading: ReadSession) -> list[Earlier]:
    """Every countermeasure not done yet, by its time: the ribbon on the wall, the owners' lists."""
    waiting = [one for review in reading.waiting_reviews() for one in review.open_countermeasures]
    found = _became(waiting, reading.now, reading)
    return sorted(found, key=lambda e: (e.one.due_at, e.one.id))


def missing(review: Review) -> list[str]:
    """Who was on shift and did not stand at the board."""
    there = set(review.attendance or ())
    return [id for id in review.on_shift if id not in there]


def names(ids: Iterable[str], reading: ReadSession) -> list[str]:
    return [reading.directory.name_of(id) or id for id in ids]
