"""Knows what every screen sees of a card: the tile (DESIGN §4), with the customer's short name."""

from datetime import datetime
from typing import Any

from board.axis import matching
from board.card import Card
from board.duties import counting
from board.event import stamp
from board.hours import Hours
from board.names import masked, short_name
from board.parts_of_a_card import Duty, Forecast
from board.people import Directory
from board.planning.work_left import work_left
from board.tone import tone


def tile(card: Card, directory: Directory, hours: Hours, now: datetime) -> dict[str, Any]:
    """The card as screens see it at `now`: plain JSON values, times RFC 3339 UTC. A card that
    left the board has the lane null."""
    forecast = card.forecast or Forecast()
    return {
        "id": card.id,
        "code": card.code,
        "order_no": card.order_no,
        "version": card.version,
        "lane": card.lane if card.on_board else None,
        "state": card.state,
        "rank": card.rank,
        "kind": card.kind,
        "plate": _masked(card.vehicle.plate),
        "model": masked(card.vehicle.model),
        "customer": masked(short_name(card.customer.name, card.customer.title)),
        "requests": [masked(request) for request in card.requests],
        "team": _team(card, directory),
        "technicians": [_named(id, directory) for id in card.technicians],
        "bay": _masked(card.bay),
        "keys_tag": _masked(card.keys_tag),
        "advisor": _named(card.advisor, directory) if card.advisor else None,
        "flags": card.flags,
        "wash": card.wash,
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
        "parking": _masked(card.parking),
        "told": card.was_told,
    }


def _masked(text: str | None) -> str | None:
    return masked(text) if text else text


def _named(id: str, directory: Directory) -> dict[str, Any]:
    return {"id": id, "name": directory.name_of(id) or id}


def _team(card: Card, directory: Directory) -> dict[str, Any] | None:
    team = directory.teams.get(card.team) if card.team else None
    return {"id": team.id, "name": team.name} if team else None


def _duty(duty: Duty) -> dict[str, Any]:
    return {"id": duty.id, "kind": duty.kind, "opened_at": stamp(duty.opened_at),
            "due_at": stamp(duty.due_at), "escalated": duty.escalated_at is not None}  # fmt: skip


def _work_left(card: Card, hours: Hours) -> dict[str, Any] | None:
    """Written down as it stood at a moment: that minutes run is no change."""
    left = work_left(card, hours)
    if left is None:
        return None
    return {"minutes": round(left.minutes, 2), "at": stamp(left.at),
            "technicians": left.technicians}  # fmt: skip


def _today(card: Card, hours: Hours, now: datetime) -> list[dict[str, Any]]:
    day = hours.day(now)
    return [
        {"technician": i.technician, "from": stamp(i.start), "to": stamp(i.to)}
        for i in card.intervals
        if i.to is None or hours.day(i.to) == day
    ]
