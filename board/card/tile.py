"""Knows what every screen sees of a card: the tile (design.md §4), with the customer's short
name."""

from datetime import datetime
from typing import Any, TypedDict, cast

from board.card.card import Card
from board.card.masking import masked, masked_or_none
from board.card.short_name import short_name
from board.card.values import Duty, Forecast
from board.duties.duties import counting
from board.events.event import Stamp, stamp
from board.people.people import Directory
from board.planning.skills import matching
from board.planning.tone import tone
from board.planning.work_left import work_left
from board.shop.hours import Hours


class Named(TypedDict):
    """A person or a team."""

    id: str
    name: str


class WorkLeft(TypedDict):
    """The minutes each of `technicians` (nobody yet: one person) had to do on the car at `at`."""

    minutes: float
    at: Stamp
    technicians: list[str]


# Time one technician spent on the car; `to` null while it runs.
Span = TypedDict("Span", {"technician": str, "from": Stamp, "to": Stamp | None})


class TileDuty(TypedDict):
    """A deadline that counts down; `escalated`: it went on to the next person."""

    id: str
    kind: str
    opened_at: Stamp
    due_at: Stamp
    escalated: bool


class _Car(TypedDict):
    """Which car it is, where it stands and who has to do with it."""

    id: str
    code: str
    order_no: str | None
    version: int
    lane: str | None
    state: str | None
    rank: str
    kind: str
    plate: str | None
    model: str
    customer: str
    requests: list[str]
    team: Named | None
    technicians: list[Named]
    bay: str | None
    keys_tag: str | None
    advisor: Named | None
    flags: list[str]
    wash: bool


class Tile(_Car):
    """What every screen sees of a card. `lane` is null once it left the board; `state` is self,
    peer or final in checking, waiting or running in washing, open, returned or checked in settling,
    else null; `intervals` are today's; `duties` those that count down."""

    planned_minutes: int
    work_left: WorkLeft | None
    skills_asked: list[str]
    intervals: list[Span]
    appointment_at: Stamp | None
    arrived_at: Stamp | None
    finish_due_at: Stamp | None
    promise_at: Stamp | None
    forecast_at: Stamp | None
    work_from: Stamp | None
    work_to: Stamp | None
    tone: str
    since_at: Stamp | None
    stop_reason: str | None
    open_add_ons: int
    duties: list[TileDuty]
    parking: str | None
    told: bool


def tile(card: Card, directory: Directory, hours: Hours, now: datetime) -> dict[str, Any]:
    """The card as screens see it at `now`, a `Tile`: plain JSON values, as those that were written
    down earlier are. A card that left the board has the lane null."""
    return cast("dict[str, Any]", _tile(card, directory, hours, now))


def _tile(card: Card, directory: Directory, hours: Hours, now: datetime) -> Tile:
    forecast = card.forecast or Forecast()
    return {
        **_car(card, directory),
        "planned_minutes": card.planned_minutes,
        "work_left": _work_left(card, hours),
        "skills_asked": matching(card.requests, card.kind, directory.skills),
        "intervals": _today(card, hours, now),
        "appointment_at": stamp(card.appointment_at),
        "arrived_at": stamp(card.arrived_at),
        "finish_due_at": stamp(card.finish_due_at(hours.settings)),
        "promise_at": stamp(card.promise_at),
        "forecast_at": stamp(forecast.likely),
        "work_from": stamp(forecast.begins),
        "work_to": stamp(forecast.ends),
        "tone": tone(card, now),
        "since_at": stamp(card.state_since),
        "stop_reason": card.stop_reason,
        "open_add_ons": card.open_add_ons,
        "duties": [_duty(duty) for duty in counting(card, now)],
        "parking": masked_or_none(card.parking),
        "told": card.was_told,
    }


def _car(card: Card, directory: Directory) -> _Car:
    return {
        "id": card.id,
        "code": card.code,
        "order_no": card.order_no,
        "version": card.version,
        "lane": card.lane if card.on_board else None,
        "state": card.state,
        "rank": card.rank,
        "kind": card.kind,
        "plate": masked_or_none(card.vehicle.plate),
        "model": masked(card.vehicle.model),
        "customer": masked(short_name(card.customer.name, card.customer.title)),
        "requests": [masked(request) for request in card.requests],
        "team": _team(card, directory),
        "technicians": [_named(id, directory) for id in card.technicians],
        "bay": masked_or_none(card.bay),
        "keys_tag": masked_or_none(card.keys_tag),
        "advisor": _named(card.advisor, directory) if card.advisor else None,
        "flags": card.flags,
        "wash": card.wash,
    }


def _named(id: str, directory: Directory) -> Named:
    return {"id": id, "name": directory.name_of(id) or id}


def _team(card: Card, directory: Directory) -> Named | None:
    team = directory.teams.get(card.team) if card.team else None
    return {"id": team.id, "name": team.name} if team else None


def _duty(duty: Duty) -> TileDuty:
    return {"id": duty.id, "kind": duty.kind, "opened_at": stamp(duty.opened_at),
            "due_at": stamp(duty.due_at), "escalated": duty.escalated_at is not None}  # fmt: skip


def _work_left(card: Card, hours: Hours) -> WorkLeft | None:
    """Written down as it stood at a moment: that minutes run is no change."""
    left = work_left(card, hours)
    if left is None:
        return None
    return {"minutes": round(left.minutes, 2), "at": stamp(left.at),
            "technicians": left.technicians}  # fmt: skip


def _today(card: Card, hours: Hours, now: datetime) -> list[Span]:
    day = hours.day(now)
    return [
        {"technician": i.technician, "from": stamp(i.start), "to": stamp(i.to)}
        for i in card.intervals
        if i.to is None or hours.day(i.to) == day
    ]
