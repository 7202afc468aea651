"""Knows the page of a day: who is absent, and who stands in for the foreman (rules.md §1)."""

from datetime import date, timedelta
from typing import Any

from flask import render_template, request

from app import context
from app.pages.admin import blueprint
from app.pages.command_form import NotDone, give, go_on
from app.people import signed_in
from app.storage.public_days import holiday_name
from app.storage.serialization import new_id
from board.people.people import Person

FURTHEST = timedelta(days=366)


@blueprint.get("/admin/days")
@signed_in.page_for_right("mark_absent")
def days() -> Any:
    return _page(_day())


@blueprint.post("/admin/days/absence")
@signed_in.page_for_right("mark_absent")
def mark_absent() -> Any:
    day, form = _day(), request.form
    absent = form.get("absent") == "1"
    raw = {"person": form.get("person", ""), "day": day.isoformat(), "absent": absent}
    return _given("mark_absent", raw, "admin-absent" if absent else "admin-present", day)


@blueprint.post("/admin/days/stand-in")
@signed_in.page_for_right("name_stand_in")
def name_stand_in() -> Any:
    day, person = _day(), request.form.get("person") or None
    raw = {"person": person, "day": day.isoformat()}
    words = "admin-stand-in-named" if person else "admin-stand-in-nobody"
    return _given("name_stand_in", raw, words, day)


@blueprint.post("/admin/days/hours")
@signed_in.page_for_right("set_day")
def set_day() -> Any:
    """As usual, closed, or open with hours of its own."""
    day, form = _day(), request.form
    raw: dict[str, Any] = {"day": day.isoformat()}
    if form.get("open") in ("0", "1"):
        raw["open"] = form["open"] == "1"
    if raw.get("open"):
        raw |= {name: form[name] for name in ("opens", "closes") if form.get(name)}
    return _given("set_day", raw, "admin-day-kept", day)


@blueprint.post("/admin/days/overtime")
@signed_in.page_for_right("set_overtime")
def set_overtime() -> Any:
    day, until = _day(), request.form.get("until") or None
    raw = {"team": request.form.get("team", ""), "day": day.isoformat(), "until": until}
    return _given("set_overtime", raw, "admin-overtime-kept", day)


def _given(command: str, raw: dict[str, Any], words: str, day: date) -> Any:
    try:
        give(command, raw)
    except NotDone as no:
        return _page(day, no.words), no.status
    name = context.read_session().directory.name_of(raw.get("person")) or ""
    return go_on(words, f"/admin/days?day={day}", name=name)


def _day() -> date:
    """The day asked for; today where that is none, or too far off to plan."""
    view = context.read_session()
    today = view.hours.day(view.now)
    try:
        asked = date.fromisoformat(request.values.get("day", ""))
    except ValueError:
        return today
    return asked if abs(asked - today) <= FURTHEST else today


def _page(day: date, words: str | None = None) -> str:
    view = context.read_session()
    shop = view.shop
    active = [p for p in shop.people.values() if p.active]
    groups: list[tuple[str | None, list[Person]]]
    groups = [(team.name, [p for p in active if p.team == team.id]) for team in shop.teams.values()]
    groups.append((None, [p for p in active if p.team not in shop.teams]))
    away = {p.id for p in active if shop.directory.is_absent(p.id, day)}
    return render_template(
        "admin/days.html", day=day, today=view.hours.day(view.now), step=timedelta(days=1),
        groups=groups, away=away, stand_in=shop.stand_ins.get(day), words=words, key=new_id,
        could=[p for p in active if p.id not in away and not p.has("foreman")],
        is_open=view.hours.is_open_day(day), hours=view.hours,
        own=shop.days.get(day), overtime={t: u for t, d, u in shop.overtimes if d == day},
        teams=list(shop.teams.values()),
        holiday=holiday_name(day, context.language()) if shop.settings.public_holidays else None,
        may_set_day=signed_in.possible("set_day") != "no",
    )  # fmt: skip
