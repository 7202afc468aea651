"""Knows the page of a day: who is absent, and who stands in for the foreman (SPEC §1)."""

from datetime import date, timedelta
from typing import Any

from flask import render_template, request

from app import context
from app.pages.admin import NotGiven, blueprint, done, give
from app.people import signed_in
from app.records import new_id

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


def _given(command: str, raw: dict, words: str, day: date) -> Any:
    try:
        give(command, raw)
    except NotGiven as no:
        return _page(day, no.words), no.status
    name = context.reading().directory.name_of(raw["person"]) or ""
    return done(words, f"/admin/days?day={day}", name=name)


def _day() -> date:
    """The day asked for; today where that is none, or too far off to plan."""
    view = context.reading()
    today = view.hours.day(view.now)
    try:
        asked = date.fromisoformat(request.values.get("day", ""))
    except ValueError:
        return today
    return asked if abs(asked - today) <= FURTHEST else today


def _page(day: date, words: str | None = None) -> str:
    view = context.reading()
    shop = view.shop
    active = [p for p in shop.people.values() if p.active]
    groups = [(team.name, [p for p in active if p.team == team.id]) for team in shop.teams.values()]
    groups.append((None, [p for p in active if p.team not in shop.teams]))
    away = {p.id for p in active if shop.directory.is_absent(p.id, day)}
    return render_template(
        "admin/days.html", day=day, today=view.hours.day(view.now), step=timedelta(days=1),
        groups=groups, away=away, stand_in=shop.stand_ins.get(day), words=words, key=new_id,
        could=[p for p in active if p.id not in away and not p.has("foreman")],
        is_open=view.hours.is_open_day(day),
    )  # fmt: skip
