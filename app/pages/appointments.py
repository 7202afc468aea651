"""Knows the view 预约 (rules.md §11): the coming days by half-hour against capacity."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from flask import Blueprint, render_template

from app import context
from app.live.pages import live, slots
from app.pages.strip import strip
from app.pages.wall import about, of_teams, shown_as
from app.people.signed_in import page_for_signed_in, page_for_walls_too
from board.planning.capacity import half_hours, labour_minutes

blueprint = Blueprint("appointments", __name__)

DAYS = 6


@dataclass(frozen=True)
class Column:
    """An open day: how many minutes of labour one of its half-hours can take, and which it has."""

    day: date
    capacity: int
    half_hours: list[time]

    def capacities(self, times: list[time]) -> str:
        """For each of some half-hours; 0 in those that the day has not."""
        found = [self.capacity if at in self.half_hours else 0 for at in times]
        return " ".join(str(minutes) for minutes in found)


@blueprint.get("/wall/appointments")
@page_for_walls_too
def on_the_wall() -> Any:
    return _page("appointments/wall.html", "appointments", strip=strip())


@blueprint.get("/appointments")
@page_for_signed_in
def at_a_desk() -> Any:
    return _page("appointments/desk.html", "appointments-desk")


def _page(template: str, view: str, **beside: object) -> str:
    shown, reading = shown_as(), context.read_session()
    columns = _columns(shown.teams)
    return render_template(
        template, live=live(view), times=sorted({at for day in columns for at in day.half_hours}),
        rows=of_teams(slots(view), shown.teams).get("appointments", []),
        columns=columns, today=reading.hours.day(reading.now),
        **beside, **about(shown, people=True),
    )  # fmt: skip


def _columns(teams: tuple[str, ...]) -> list[Column]:
    """The open days from today on."""
    view = context.read_session()
    day = view.hours.day(view.now)
    found: list[Column] = []
    while len(found) < DAYS:
        if view.hours.is_open_day(day):
            minutes = labour_minutes(view.shop.directory, view.settings, day, teams)
            found.append(Column(day, minutes, half_hours(view.hours, day)))
        day += timedelta(days=1)
    return found
