"""Knows what a form starts with: what the card says already, or what is most likely meant."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from app.background.forecasting import forecast_trials
from app.storage.read_session import ReadSession
from board.card.card import Card
from board.planning.earliest_promise import IN_FRONT, STEP, Load, earliest_honest, load
from board.planning.forecast import FORECAST_IN
from board.planning.rounding import rounded_up
from board.planning.tone import LATE, OVERDUE, tone

Values = dict[str, object]
DETAILS = (
    "customer", "vehicle", "requests", "kind", "planned_minutes", "price_fen", "promise_at",
    "advisor", "wash", "waiting_on_site", "old_parts", "order_no", "remark",
)  # fmt: skip


def proposal(command: str, card: Card, reading: ReadSession) -> Values:
    """Argument → value; nothing where only the person can know."""
    propose = _PROPOSALS.get(command)
    return propose(card, reading) if propose else {}


def _details(card: Card, reading: ReadSession) -> Values:
    return {name: getattr(card, name) for name in DETAILS}


def _check_in(card: Card, reading: ReadSession) -> Values:
    """What was promised with the booking stands where the shop can keep it."""
    earliest, _ = earliest_promise(card, reading)
    promise = max(card.promise_at, earliest) if card.promise_at else earliest
    return {
        "promise_at": promise, "price_fen": card.price_fen, "keys_tag": card.keys_tag,
        "planned_minutes": card.planned_minutes, "odometer": card.vehicle.odometer,
        "walk_round": card.walk_round,
    }  # fmt: skip


def earliest_promise(card: Card, reading: ReadSession) -> tuple[datetime, Load]:
    """When this car could honestly be handed over, and the load that stands before it now."""
    return reading.once(("earliest promise", card.id), lambda: _earliest_promise(card, reading))


def _earliest_promise(card: Card, reading: ReadSession) -> tuple[datetime, Load]:
    others = [one for one in reading.in_lanes(*IN_FRONT) if one.id != card.id]
    ahead = load(others, reading.directory, reading.hours, reading.now)
    return _safely(card, reading) or earliest_honest(
        reading.now, card.planned_minutes, card.wash, reading.hours, ahead
    ), ahead


def _safely(card: Card, reading: ReadSession) -> datetime | None:
    """The safe time of this car if it were checked in now, up to the quarter of an hour."""
    checked_in = replace(card, lane="waiting", lane_since=reading.now)
    [found] = forecast_trials(reading, reading.in_lanes(*FORECAST_IN), [checked_in])
    return rounded_up(found.safe, reading.hours, STEP) if found and found.safe else None


def _dispatch(card: Card, reading: ReadSession) -> Values:
    return {"team": card.team, "technicians": card.technicians, "bay": card.bay}


def _tell(card: Card, reading: ReadSession) -> Values:
    return {"about": _about(card, reading), "channel": "phone"}


def _repromise(card: Card, reading: ReadSession) -> Values:
    """From the safe time where it is known and later than what was promised."""
    safe = card.forecast.safe if card.forecast else None
    times = [at for at in (card.promise_at, safe) if at]
    return {"promise_at": max(times, default=None), "price_fen": card.price_fen}


def _about(card: Card, reading: ReadSession) -> str:
    if card.lane == "ready":
        return "ready"
    if card.before_arrival:
        return "appointment"
    return "late" if tone(card, reading.now) in (LATE, OVERDUE) else "progress"


_PROPOSALS: dict[str, Callable[[Card, ReadSession], Values]] = {
    "edit_card": _details,
    "repromise": _repromise,
    "check_in": _check_in,
    "dispatch_card": _dispatch,
    "tell_customer": _tell,
    "reschedule_card": lambda card, _: {"appointment_at": card.appointment_at},
    "expect_parts": lambda card, _: {"expected_at": card.parts_expected_at},
    "check_bill": lambda card, _: {"price_fen": card.bill_price_fen or card.price_fen},
    "sign_check": lambda card, _: {"level": card.state},
    "finish_wash": lambda card, _: {"parking": card.parking},
    "move_to_ready": lambda card, _: {"parking": card.parking},
    "report_delay": lambda card, _: {"minutes": 30},
}
