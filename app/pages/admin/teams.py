"""Knows the page of the teams: which there are, what they are called, who is in them."""

import itertools
from typing import Any

from flask import render_template, request

from app import context
from app.pages.admin import blueprint
from app.pages.command_form import NotDone, give, go_on
from app.people import signed_in
from app.storage.serialization import new_id


@blueprint.get("/admin/teams")
@signed_in.page_for_right("change_team")
def teams() -> Any:
    return _page()


@blueprint.post("/admin/teams")
@signed_in.page_for_right("add_team")
def add_team() -> Any:
    """A new team gets the next free id, as a staff list gives it."""
    known = context.read_session().shop.teams
    id = next(f"G{n}" for n in itertools.count(1) if f"G{n}" not in known)
    return _given("add_team", {"team": id, "name": request.form.get("name", "")})


@blueprint.post("/admin/teams/<id>")
@signed_in.page_for_right("change_team")
def change_team(id: str) -> Any:
    return _given("change_team", {"team": id, "name": request.form.get("name", "")})


def _given(command: str, raw: dict[str, Any]) -> Any:
    try:
        give(command, raw)
    except NotDone as no:
        return _page(no.words), no.status
    return go_on("admin-team-kept", "/admin/teams", name=raw["name"])


def _page(words: str | None = None) -> str:
    shop = context.read_session().shop
    members = {team: [p for p in shop.people.values() if p.active and p.team == team]
               for team in shop.teams}  # fmt: skip
    return render_template(
        "admin/teams.html", teams=shop.teams, members=members, words=words, key=new_id
    )
