"""Knows the demo's own pages: a note on every page, and one click to be any of its people. In a
shop that is no demo there is none of it."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, jsonify, redirect, render_template, request
from sqlalchemy import select

from app import clock, context
from app.demo.staff import pin_of
from app.people import signed_in
from app.people.name_tiles import groups
from app.people.paths import HOME, local_path
from app.storage import tables as t
from app.storage.rows import NoShop
from board.events.event import stamp

blueprint = Blueprint("demo", __name__)

STILL_THERE = timedelta(minutes=5)  # real ones, since the last touch


def is_demo() -> bool:
    try:
        return context.read_session().shop.demo_day is not None
    except NoShop:
        return False


@blueprint.app_context_processor
def _about_the_demo() -> dict[str, Any]:
    """`demo` is false in a real shop; `demo_pin` is what the person signed in signs with."""
    if not is_demo():
        return {"demo": False, "demo_pin": None}
    who = signed_in.person()
    return {"demo": True, "demo_pin": pin_of(who.id) if who else None}


@blueprint.get("/demo")
def people() -> Any:
    _demand_demo()
    view = context.read_session()
    return render_template("demo/people.html", groups=groups(view.directory), next=_next())


@blueprint.post("/demo/be/<person>")
def be(person: str) -> Any:
    """Signs in as anybody, without a PIN. Forms of other sites do not count here either."""
    _demand_demo()
    found = context.read_session().directory.person(person)
    if found is None or not found.active:
        abort(404)
    signed_in.sign_in(found.id, "pin")
    return redirect(_next() or HOME, 303)


@blueprint.get("/demo/taken")
def taken() -> Any:
    """Whom somebody at a screen plays just now: their things are left to them."""
    _demand_demo()
    if signed_in.person() is None:
        abort(401)
    s, view = t.sessions.c, context.read_session()
    seen = stamp(clock.real_now() - STILL_THERE)
    found = view.connection.scalars(
        select(s.person).distinct().where(s.shop == view.id, s.ended_at.is_(None), s.seen_at > seen)
    )
    return jsonify({"people": sorted(found)})


def _demand_demo() -> None:
    if not is_demo():
        abort(404)


def _next() -> str | None:
    return local_path(request.values.get("next"))
