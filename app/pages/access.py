"""Knows the page of what has access: API tokens, registered devices, forgotten PINs."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request

from app import clock, context
from app.people import pins, sessions, signed_in, tokens, tries
from app.people.paths import local_path
from app.people.tokens import NotMade
from app.perform import Answer, Order, perform
from app.records import new_id
from app.validation import Invalid, arguments
from app.wording import fault_sentence, sentence
from app.words import say

blueprint = Blueprint("access", __name__)


@blueprint.get("/access")
@signed_in.page_for_right("make_token")
def show() -> Any:
    return _page()


@blueprint.post("/access/tokens")
@signed_in.page_for_right("make_token")
def make_token() -> Any:
    """The text stands on this one answer and nowhere else."""
    form, actor = request.form, signed_in.actor()
    assert actor is not None
    try:
        text = tokens.make(
            context.store(), form.get("person", ""), form.get("label", ""), actor, form.get("key")
        )
    except NotMade as no:
        return _refused(no.answer.reason or "wrong", no.answer.facts, no.answer.status)
    except Invalid as error:
        return _page(words=fault_sentence(context.language(), error.faults[0])), 422
    if text is None:
        return _page(words=_say("access-token-made-before")), 409
    return _page(token=text)


@blueprint.post("/access/tokens/<id>/withdraw")
@signed_in.page_for_right("withdraw_token")
def withdraw_token(id: str) -> Any:
    return _done(_give("withdraw_token", {"token": id}), "access-token-withdrawn")


@blueprint.post("/access/device")
@signed_in.page_for_right("register_device")
def register_this() -> Any:
    """What the device in hand is: `personal`, `wall`, or `tablet:TEAM`."""
    kind, _, team = request.form.get("device_is", "").partition(":")
    return _register(signed_in.device().id, kind, team or None)


@blueprint.post("/access/devices/<id>/withdraw")
@signed_in.page_for_right("register_device")
def withdraw_device(id: str) -> Any:
    """Registered no more: it is somebody's own again, and whoever is signed in there is out."""
    if id not in context.reading().shop.devices:
        return _refused("not_found", {}, 404)
    return _register(id, "personal", None)


@blueprint.post("/access/pin")
@signed_in.page_for_right("change_person")
def first_pin() -> Any:
    """A new first PIN for somebody who forgot theirs; only an admin gives one to an admin."""
    person = context.reading().directory.person(request.form.get("person"))
    me, pin = signed_in.person(), request.form.get("pin", "")
    if person is None:
        return _refused("unknown_person", {}, 409)
    if person.has("admin") and not (me and me.has("admin")):
        return _refused("forbidden", {"command": "change_person", "roles": ["admin"]}, 403)
    if code := pins.fault(pin):
        return _page(words=_say(f"me-pin-{code}")), 422
    answer = _give("change_person", {"person": person.id}, {"pin_hash": pins.hashed(pin)})
    if answer.ok:
        sessions.end_all(context.store(), person.id, clock.real_now())
        tries.forget_all(context.store(), person.id)
    return _done(answer, "access-pin-given", person=person.name)


def _register(id: str, kind: str, team: str | None) -> Any:
    try:
        answer = _give("register_device", {"device": id, "kind": kind, "team": team})
    except Invalid:
        return _page(words=_say("access-choose-device")), 422
    return _done(answer, "access-device-kept")


def _give(command: str, raw: dict, secrets: Mapping[str, str] | None = None) -> Answer:
    actor = signed_in.actor()
    assert actor is not None
    key = request.form.get("key") or new_id()
    order = Order(actor, f"access:{key}", arguments(command, raw), secrets=secrets or {})
    return perform(context.store(), order)


def _done(answer: Answer, words: str, **facts: str) -> Any:
    if not answer.ok:
        return _refused(answer.reason or "wrong", answer.facts, answer.status)
    flash(say(context.language(), words, **facts), "fine")
    return redirect(local_path(request.form.get("next")) or "/access", 303)


def _refused(reason: str, facts: Mapping[str, object], status: int) -> Any:
    view = context.fresh_reading()
    words = sentence(context.language(), view, reason, facts, None, signed_in.person())
    return _page(words=words), status


def _page(words: str | None = None, token: str | None = None) -> str:
    view = context.fresh_reading()
    people = [p for p in view.directory.people.values() if p.active]
    devices = [d for d in view.shop.devices.values() if d.kind != "personal"]
    return render_template(
        "access/page.html", words=words, token=token, key=new_id, people=people,
        tokens=list(reversed(view.shop.tokens.values())), devices=devices,
        teams=view.directory.teams,
    )  # fmt: skip


def _say(id: str) -> str:
    return say(context.language(), id)
