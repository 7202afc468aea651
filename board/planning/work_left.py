"""Knows how much work is left on a car (rules.md §5): planned and agreed labour, what was worked,
what its people said, the repeat after a failed check. The forecast, a review's loads and, by the
tile, the time axis all take it from here."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from board.card.card import Card
from board.card.values import Enquiry, Interval
from board.shop.clocked import clocked
from board.shop.hours import Hours, Stretch

FEW_MINUTES = 5  # that somebody who is still at work needs at least
REDO_MINUTES = 30  # what a failed check costs, until somebody says otherwise
TO_BE_WORKED_ON = ("arrived", "waiting", "queued", "working", "stopped")
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class WorkLeft:
    """`minutes` of working time that each of `technicians` has to do on a car at the moment `at`;
    nobody named: that one person would have. From then on only running work makes it less: a
    minute for each minute that counts (board/shop/clocked.py), down to FEW_MINUTES. Anything else
    is a command."""

    minutes: float
    at: datetime
    technicians: list[str]


def work_left(card: Card, hours: Hours) -> WorkLeft | None:
    """What is left and since when it stands, without a look at the clock: the same value until a
    command changes it, however many minutes run. None for a car that nobody has to work on."""
    if card.lane not in TO_BE_WORKED_ON:
        return None
    at, technicians = _stands_since(card), at_it(card)
    return WorkLeft(minutes_left(card, hours, at, len(technicians) or 1), at, technicians)


def at_it(card: Card) -> list[str]:
    """Who works on it, or who it was given to."""
    if card.lane == "working":
        return list(dict.fromkeys(i.technician for i in card.running))
    return card.technicians


def labour_left(card: Card, hours: Hours, now: datetime) -> float:
    """Minutes of work of everybody together who is at it; of one person where nobody is yet."""
    people = len(at_it(card)) or 1
    return minutes_left(card, hours, now, people) * people


def minutes_left(card: Card, hours: Hours, now: datetime, people: int = 1) -> float:
    """Working time until the work is done. So many people share the labour: planned and agreed,
    less what was worked. What a technician said was left, from then on, and what was reported since
    is time already, however many are at it."""
    told = _told(card)
    since = told.at if told else None
    time: float = sum(d.minutes for d in card.delays if since is None or d.at > since)
    if told and told.minutes_left is not None:
        agreed = (a for a in card.agreed if a.answered_at and a.answered_at >= told.at)
        labour: float = sum(a.minutes or 0 for a in agreed)
        time += told.minutes_left - _worked_on(card, told.at, hours, now)
    else:
        labour = card.work_minutes - worked_minutes(card, hours, now)
    left = labour / people + time
    if "redo" in card.marks:
        again = card.intervals[card.intervals_before_failure :]
        left = max(left, (REDO_MINUTES - worked_minutes(card, hours, now, again)) / people)
    return max(left, FEW_MINUTES)


def _told(card: Card) -> Enquiry | None:
    """The last answer that said how many minutes are left."""
    return next((e for e in reversed(card.enquiries) if e.minutes_left is not None), None)


def _stands_since(card: Card) -> datetime:
    """The last moment at which who is at work changed, or somebody said what is left."""
    told = _told(card)
    moments = [t for i in card.intervals for t in (i.start, i.to) if t]
    if told:
        moments.append(told.at)
    return max(moments, default=card.lane_since or LONG_AGO)


def worked_minutes(
    card: Card, hours: Hours, now: datetime, intervals: list[Interval] | None = None
) -> float:
    """Labour on the car, of everybody together, as it was recorded; of some intervals or of all."""
    found = card.intervals if intervals is None else intervals
    spans = [span for one in found for span in _spans(card, one, hours, now)]
    return _minutes(spans)


def _worked_on(card: Card, since: datetime, hours: Hours, now: datetime) -> float:
    """Time worked since a moment in which anybody was at work on the car."""
    spans, until = [], since
    for start, end in sorted(s for i in card.intervals for s in _spans(card, i, hours, now)):
        start = max(start, until)
        if start < end:
            spans.append((start, end))
            until = end
    return _minutes(spans)


def _spans(card: Card, one: Interval, hours: Hours, now: datetime) -> list[Stretch]:
    return clocked(one.start, one.to, now, hours, card.team)


def _minutes(spans: list[Stretch]) -> float:
    return sum((end - start for start, end in spans), timedelta()) / timedelta(minutes=1)
