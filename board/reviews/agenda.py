"""Knows which cars a review talks about: each once, under the first exception that applies, the
worst first (SPEC §10)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from board.card import Card
from board.duties import counting, has_not_come
from board.hours import Hours
from board.reviews.review import Countermeasure, Raised
from board.tone import LATE, OVERDUE, TIGHT, tone

KINDS = ("overdue", "late", "tight", "stopped", "undispatched", "duty", "redo", "not_arrived")
DELAYED = ("overdue", "late")


@dataclass(frozen=True)
class _Found:
    kind: str
    since: datetime | None
    why: str | None = None


def agenda(
    cards: Iterable[Card], hours: Hours, now: datetime, decided: Collection[Countermeasure] = ()
) -> list[Raised]:
    """The cars on the board with an exception, in the order in which they are gone through.
    `decided`: countermeasures of earlier reviews; one that is overdue is its car's overdue duty."""
    found = []
    for card in cards:
        if card.on_board and (one := _exception(card, hours, now, decided)):
            stands = raised(card, one.kind, one.since, one.why, now)
            found.append((_place(stands, card.rank, now), stands))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def exception_of(
    card: Card, hours: Hours, now: datetime, decided: Collection[Countermeasure] = ()
) -> str | None:
    """The kind under which a card is on the agenda; None: it is on none."""
    found = _exception(card, hours, now, decided) if card.on_board else None
    return found.kind if found else None


def raised(card: Card, kind: str, since: datetime | None, why: str | None, now: datetime) -> Raised:
    """How a card stands now, by value."""
    return Raised(
        card=card.id, kind=kind, lane=card.lane, state=card.state, tone=tone(card, now),
        since=since, promise=card.promise_number, promise_at=card.promise_at,
        forecast_at=card.forecast.likely if card.forecast else None, team=card.team,
        technicians=list(card.technicians), advisor=card.advisor,
        why=why or card.stop_reason, parts_expected_at=card.parts_expected_at,
        ready_at=card.ready_at if card.lane == "ready" else None,
    )  # fmt: skip


def _exception(
    card: Card, hours: Hours, now: datetime, decided: Collection[Countermeasure]
) -> _Found | None:
    stands, s = tone(card, now), hours.settings
    if stands == OVERDUE:
        return _Found("overdue", card.promise_at)
    if stands in (LATE, TIGHT):  # since when is not recorded
        return _Found(stands, None)
    if card.lane == "stopped":
        return _Found("stopped", card.state_since)
    if card.lane == "waiting" and _minutes_in_lane(card, now) >= s.undispatched_minutes:
        return _Found("undispatched", card.lane_since)
    if duty := _overdue_duty(card, decided, now):
        return _Found("duty", *duty)
    if "redo" in card.marks:
        return _Found("redo", card.failed_at or card.state_since)
    if has_not_come(card, hours, now):
        return _Found("not_arrived", card.appointment_at)
    return None


def _minutes_in_lane(card: Card, now: datetime) -> float:
    return (now - (card.lane_since or now)) / timedelta(minutes=1)


def _overdue_duty(
    card: Card, decided: Collection[Countermeasure], now: datetime
) -> tuple[datetime, str] | None:
    """Since when the one that is overdue longest is, and which it is; 对策落实 is one (SPEC §9)."""
    owed = [(duty.due_at, duty.kind) for duty in counting(card, now)]
    owed += [(one.due_at, "countermeasure") for one in decided if one.open and one.card == card.id]
    return min((one for one in owed if one[0] <= now), default=None)


def _place(one: Raised, rank: str, now: datetime) -> tuple[int, timedelta, float, str, str]:
    """By the kind, then what is worst of it: the greatest delay, what has stood the longest."""
    behind = timedelta()
    if one.promise_at and one.kind in DELAYED:
        late_at = one.forecast_at if one.kind == "late" else one.overdue_until(now)
        behind = late_at - one.promise_at if late_at else behind
    first = one.since or one.promise_at
    return KINDS.index(one.kind), -behind, first.timestamp() if first else 0.0, rank, one.card
