"""Knows the page about oneself: who I am here, my PIN, signing out everywhere."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, session

from app import clock, context
from app.pages.card import me_here
from app.pages.command_form import NotDone, give, go_on
from app.people import lockout_words, pins, sessions, signed_in
from app.people.pins import Verdict
from app.storage.serialization import new_id
from app.words import say

blueprint = Blueprint("me", __name__)

HIDDEN = {"old": "****", "new": "****"}  # the door has no use for either


@blueprint.get("/me")
@signed_in.page_for_signed_in
def show() -> Any:
    return _page()


@blueprint.post("/me/pin")
@signed_in.page_for_signed_in
def change_pin() -> Any:
    """The old PIN signs; the new one is hashed before it goes anywhere."""
    old, new = request.form.get("old", ""), request.form.get("new", "")
    if code := _fault(new, old, request.form.get("again", "")):
        return _page({"new" if code != "differ" else "again": _say(f"me-pin-{code}")}), 422
    verdict = signed_in.verify(old)
    if not verdict.ok:
        return _page({"old": lockout_words.words(verdict)}), _status(verdict)
    try:
        give("change_pin", HIDDEN, secrets={"pin_hash": pins.hashed(new)}, signed=True)
    except NotDone as no:
        return _page({"old": no.words}), no.status
    sessions.end_all(context.store(), me_here().id, clock.real_now(), but=session.get("sid"))
    return go_on("me-pin-changed", "/me")


@blueprint.post("/me/sign-out-everywhere")
@signed_in.page_for_signed_in
def sign_out_everywhere() -> Any:
    who, by = signed_in.person(), signed_in.actor()
    assert who is not None and by is not None
    if by.level == "name":
        return redirect(f"/sign-in/pin?{urlencode({'next': '/me'})}", 303)
    sessions.end_all(context.store(), who.id, clock.real_now())
    signed_in.sign_out()
    return redirect("/sign-in", 303)


def _fault(new: str, old: str, again: str) -> str | None:
    return pins.fault(new, old) or ("differ" if new != again else None)


def _page(faults: dict[str, str] | None = None) -> str:
    who = signed_in.person()
    team = context.read_session().shop.teams.get(who.team) if who and who.team else None
    return render_template("me/page.html", team=team, faults=faults or {}, next="/me", key=new_id)


def _status(verdict: Verdict) -> int:
    return 429 if verdict.locked_until else 403


def _say(id: str) -> str:
    return say(context.language(), id)
