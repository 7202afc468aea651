"""Knows the page about oneself: who I am here, my PIN, signing out everywhere."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, flash, redirect, render_template, request, session

from app import clock, context
from app.people import lockout, pins, sessions, signed_in
from app.people.pins import Verdict
from app.perform import Actor, Order, perform
from app.records import new_id
from app.wording import sentence
from app.words import say
from board.shop_commands import ChangePin

blueprint = Blueprint("me", __name__)


@blueprint.get("/me")
@signed_in.page_for_signed_in
def show() -> Any:
    return _page()


@blueprint.post("/me/pin")
@signed_in.page_for_signed_in
def change_pin() -> Any:
    """The old PIN signs; the new one is hashed before it goes anywhere."""
    old, new = request.form.get("old", ""), request.form.get("new", "")
    actor = signed_in.actor()
    assert actor is not None
    if code := _fault(new, old, request.form.get("again", "")):
        return _page({"new" if code != "differ" else "again": _say(f"me-pin-{code}")}), 422
    verdict = signed_in.verify(old)
    if not verdict.ok:
        return _page({"old": lockout.words(verdict)}), _status(verdict)
    answer = perform(context.store(), _order(actor, old, new))
    if not answer.ok:
        return _page({"old": _why(answer.reason or "wrong", answer.facts)}), answer.status
    sessions.end_all(context.store(), actor.person, clock.real_now(), but=session.get("sid"))
    flash(_say("me-pin-changed"), "fine")
    return redirect("/me", 303)


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


def _order(actor: Actor, old: str, new: str) -> Order:
    signed = Actor(actor.person, actor.level, actor.device, signed=True)
    args = ChangePin(old="-", new="-")  # the door has no use for either
    return Order(signed, f"pin:{new_id()}", args, secrets={"pin_hash": pins.hashed(new)})


def _page(faults: dict[str, str] | None = None) -> str:
    who = signed_in.person()
    team = context.reading().shop.teams.get(who.team) if who and who.team else None
    return render_template("me/page.html", team=team, faults=faults or {}, next="/me")


def _status(verdict: Verdict) -> int:
    return 429 if verdict.locked_until else 403


def _why(reason: str, facts: Any) -> str:
    view = context.fresh_reading()
    return sentence(context.language(), view, reason, facts, None, signed_in.person())


def _say(id: str) -> str:
    return say(context.language(), id)
