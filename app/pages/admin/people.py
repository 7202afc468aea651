"""Knows the pages of the people: who works here, in which roles, team and skills; a first PIN."""

import re
from typing import Any

from flask import abort, render_template, request
from werkzeug.datastructures import MultiDict

from app import context
from app.pages.admin import blueprint
from app.pages.command_form import NotDone, give, go_on
from app.people import pins, signed_in
from app.storage.serialization import new_id
from app.words import say
from board.people.people import ROLES, Person

BETWEEN_SKILLS = re.compile(r"[,，;；、\n]+")


@blueprint.get("/admin/people")
@signed_in.page_for_right("change_person")
def people() -> Any:
    shop = context.read_session().shop
    active = [p for p in shop.people.values() if p.active]
    groups: list[tuple[str | None, list[Person]]]
    groups = [(team.name, [p for p in active if p.team == team.id]) for team in shop.teams.values()]
    groups.append((None, [p for p in active if p.team not in shop.teams]))
    gone = [p for p in shop.people.values() if not p.active]
    return render_template("admin/people.html", groups=groups, gone=gone, teams=shop.teams)


@blueprint.get("/admin/people/new")
@signed_in.page_for_right("add_person")
def new_person() -> Any:
    return _form(None, MultiDict())


@blueprint.post("/admin/people/new")
@signed_in.page_for_right("add_person")
def add_person() -> Any:
    form, pin = request.form, request.form.get("pin", "")
    if pin and (code := pins.fault(pin)):
        return _form(None, form, say(context.language(), f"me-pin-{code}")), 422
    raw = _filled(form) | {"person": form.get("person", ""), "team": form.get("team") or None}
    try:
        give("add_person", raw, secrets={"pin_hash": pins.hashed(pin)} if pin else {})
    except NotDone as no:
        return _form(None, form, no.words), no.status
    return go_on("admin-person-added", "/admin/people", name=raw["name"])


@blueprint.get("/admin/people/<id>")
@signed_in.page_for_right("change_person")
def person(id: str) -> Any:
    return _form(_known(id), MultiDict())


@blueprint.post("/admin/people/<id>")
@signed_in.page_for_right("change_person")
def change_person(id: str) -> Any:
    """Only what is changed is said."""
    stands, form = _known(id), request.form
    raw = _filled(form) | {"team": form.get("team", ""), "active": form.get("active") == "1"}
    now = {"name": stands.name, "roles": list(stands.roles), "skills": list(stands.skills),
           "team": stands.team or "", "active": stands.active}  # fmt: skip
    raw = {name: value for name, value in raw.items() if value != now[name]}
    try:
        if not raw:
            raise NotDone(say(context.language(), "refused-nothing_to_change"), 409)
        give("change_person", raw | {"person": id})
    except NotDone as no:
        return _form(stands, form, no.words), no.status
    return go_on("admin-person-changed", "/admin/people", name=form.get("name", ""))


def _known(id: str) -> Person:
    """Who somebody is for good: not what they stand in for today."""
    return context.read_session().shop.people.get(id) or abort(404)


def _filled(form: MultiDict[str, str]) -> dict[str, Any]:
    """Roles in the shop's order, skills as somebody writes them down."""
    chosen = form.getlist("roles")
    skills = [s.strip() for s in BETWEEN_SKILLS.split(form.get("skills", "")) if s.strip()]
    known = [role for role in ROLES if role in chosen]
    return {"name": form.get("name", "").strip(), "roles": known, "skills": skills}


def _form(stands: Person | None, typed: MultiDict[str, str], words: str | None = None) -> str:
    values = {
        "person": typed.get("person", stands.id if stands else ""),
        "name": typed.get("name", stands.name if stands else ""),
        "roles": typed.getlist("roles") if typed else stands.roles if stands else (),
        "team": typed.get("team", (stands.team or "") if stands else ""),
        "skills": typed.get("skills", "、".join(stands.skills) if stands else ""),
        "active": typed.get("active") == "1" if typed else stands is None or stands.active,
    }
    return render_template(
        "admin/person.html", stands=stands, values=values, words=words, roles=ROLES, key=new_id,
        teams=context.read_session().shop.teams,
    )  # fmt: skip
