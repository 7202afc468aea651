"""Knows the page of what has access: API tokens, registered devices, forgotten PINs."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template, request

from app import clock, context
from app.pages.command_form import NotDone, give, go_on
from app.people import lockout, pins, sessions, signed_in, tokens
from app.people.paths import local_path
from app.storage.serialization import new_id
from app.words import say
from app.words.sentences import sentence

blueprint = Blueprint("access", __name__)


@blueprint.get("/access")
@signed_in.page_for_right("make_token")
def show() -> Any:
    return _page()


@blueprint.post("/access/tokens")
@signed_in.page_for_right("make_token")
def make_token() -> Any:
    """The text stands on this one answer and nowhere else."""
    text = tokens.new_text()
    raw = {name: request.form.get(name, "") for name in ("person", "label")}
    try:
        give("make_token", raw, secrets={"token_hash": tokens.hashed(text)})
    except NotDone as no:
        return _page(words=no.words), no.status
    if tokens.holder(context.read_session(), text) is None:
        return _page(words=_say("access-token-made-before")), 409
    return _page(token=text)


@blueprint.post("/access/tokens/<id>/withdraw")
@signed_in.page_for_right("withdraw_token")
def withdraw_token(id: str) -> Any:
    try:
        give("withdraw_token", {"token": id})
    except NotDone as no:
        return _page(words=no.words), no.status
    return go_on("access-token-withdrawn", _back())


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
    if id not in context.read_session().shop.devices:
        return _refused("not_found", {}, 404)
    return _register(id, "personal", None)


@blueprint.post("/access/pin")
@signed_in.page_for_right("change_person")
def first_pin() -> Any:
    """A new first PIN for somebody who forgot theirs; only an admin gives one to an admin."""
    person = context.read_session().directory.person(request.form.get("person"))
    me, pin = signed_in.person(), request.form.get("pin", "")
    if person is None:
        return _refused("unknown_person", {}, 409)
    if person.has("admin") and not (me and me.has("admin")):
        return _refused("forbidden", {"command": "change_person", "roles": ["admin"]}, 403)
    if code := pins.fault(pin):
        return _page(words=_say(f"me-pin-{code}")), 422
    try:
        give("change_person", {"person": person.id}, secrets={"pin_hash": pins.hashed(pin)})
    except NotDone as no:
        return _page(words=no.words), no.status
    sessions.end_all(context.store(), person.id, clock.real_now())
    lockout.forget_all(context.store(), person.id)
    return go_on("access-pin-given", _back(), person=person.name)


def _register(id: str, kind: str, team: str | None) -> Any:
    try:
        give("register_device", {"device": id, "kind": kind, "team": team})
    except NotDone as no:
        words = no.words if no.reason else _say("access-choose-device")
        return _page(words=words), no.status
    return go_on("access-device-kept", _back())


def _back() -> str:
    return local_path(request.form.get("next")) or "/access"


def _refused(reason: str, facts: Mapping[str, object], status: int) -> Any:
    view = context.read_session()
    words = sentence(context.language(), view, reason, facts, None, signed_in.person())
    return _page(words=words), status


def _page(words: str | None = None, token: str | None = None) -> str:
    view = context.read_session()
    people = [p for p in view.directory.people.values() if p.active]
    devices = [d for d in view.shop.devices.values() if d.kind != "personal"]
    return render_template(
        "access/page.html", words=words, token=token, key=new_id, people=people,
        tokens=list(reversed(view.shop.tokens.values())), devices=devices,
        teams=view.directory.teams,
    )  # fmt: skip


def _say(id: str) -> str:
    return say(context.language(), id)
