"""Knows the way in: team, name tile, PIN; on a team's own tablet the name tile alone; and out."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as Redirection

from app import context
from app.people import lockout_words, sessions, signed_in
from app.people.name_tiles import Group, group, group_of, groups
from app.people.paths import HOME, is_ours, local_path
from app.people.pins import Verdict
from app.words import supported
from board.people.people import Person

blueprint = Blueprint("sign_in", __name__)


@blueprint.get("/sign-in")
def start() -> Any:
    """All groups; a team's tablet opens on its own team."""
    team = signed_in.device().team
    if team and "all" not in request.args and (found := group(_directory(), "team", team)):
        return _names(found)
    return render_template("sign_in/groups.html", groups=groups(_directory()), next=_next())


@blueprint.get("/sign-in/<any(team, role):kind>/<id>")
def names(kind: str, id: str) -> Any:
    found = group(_directory(), kind, id)
    return _names(found) if found else to(start)


@blueprint.post("/sign-in/name")
def by_name() -> Any:
    """A tapped name tile on the team's own tablet."""
    person = _directory().person(request.form.get("person"))
    settings = context.read_session().settings
    if person is None or not sessions.name_is_enough(settings, signed_in.device(), person):
        return to(pin, person=request.form.get("person", "-"))
    return _welcome(person, "name")


@blueprint.get("/sign-in/person/<person>")
def pin(person: str) -> Any:
    return _pad(person)


@blueprint.post("/sign-in/person/<person>")
def by_pin(person: str) -> Any:
    verdict = signed_in.verify_for(person, request.form.get("pin", ""))
    found = _directory().person(person)
    if not verdict.ok or found is None:
        return _refused(person, verdict)
    return _welcome(found, "pin")


@blueprint.get("/sign-in/pin")
def own_pin() -> Any:
    """Whoever came in by a name tile gives the PIN too."""
    who = signed_in.person()
    return to(pin, person=who.id) if who else to(start)


@blueprint.post("/sign-out")
def sign_out() -> Any:
    """Signs out and shows the names of the same team: the next one is one tap away."""
    found = group_of(_directory(), signed_in.person())
    back = local_path(request.form.get("next")) or local_path(signed_in.here())
    signed_in.sign_out()
    if found is None or signed_in.device().kind == "tablet":
        return to(start, back)
    return to(names, back, kind=found.kind, id=found.id)


@blueprint.post("/language")
def language() -> Any:
    session["language"] = supported(request.form.get("language"))
    session.permanent = True
    path = request.form.get("next")
    return redirect(path if path and is_ours(path) else "/", 303)


@blueprint.post("/still-here")
def still_here() -> Any:
    """A touch on a page that sends nothing else. 401 = the session has ended meanwhile."""
    return Response(status=204 if signed_in.person() else 401)


def to(view: Any, next: str | None = None, **values: Any) -> Redirection:
    """On to a step of signing in, with the page to come back to."""
    next = next or _next()
    query = {"next": next} if next else {}
    address = url_for(f"sign_in.{view.__name__}", **values)
    return redirect(f"{address}?{urlencode(query)}" if query else address, 303)


def _directory() -> Any:
    return context.read_session().directory


def _next() -> str | None:
    return local_path(request.values.get("next"))


def _names(found: Group) -> str:
    device, settings = signed_in.device(), context.read_session().settings
    at_once = {p.id for p in found.people if sessions.name_is_enough(settings, device, p)}
    return render_template("sign_in/names.html", group=found, at_once=at_once, next=_next())


def _pad(person: str, words: str | None = None) -> str:
    found = _directory().person(person)
    if found is not None and not found.active:
        found = None
    back = group_of(_directory(), found)
    return render_template(
        "sign_in/pin.html", id=person, person=found, group=back, next=_next(), words=words
    )


def _refused(person: str, verdict: Verdict) -> Any:
    page = _pad(person, lockout_words.words(verdict))
    return page, 429 if verdict.locked_until else 403


def _welcome(person: Person, level: str) -> Any:
    next = _next()
    signed_in.sign_in(person.id, level)
    return redirect(next or HOME, 303)
