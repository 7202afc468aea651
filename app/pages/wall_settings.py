"""Knows the page of the walls: put up, changed, a new link, withdrawn. A link is shown once."""

from typing import Any

from flask import Blueprint, render_template, request

from app import context
from app.pages.command_form import NotDone, give, go_on
from app.people import signed_in
from app.people import wall_links as walls
from app.storage.serialization import new_id
from app.words import LANGUAGES, say
from app.words.sentences import sentence

blueprint = Blueprint("walls", __name__)

TEXTS, NUMBERS = ("name", "view", "language", "stack"), ("inches", "metres")


@blueprint.get("/admin/walls")
@signed_in.page_for_right("add_wall")
def show() -> Any:
    return _page()


@blueprint.post("/admin/walls")
@signed_in.page_for_right("add_wall")
def add() -> Any:
    return _linked("add_wall", _form())


@blueprint.get("/admin/walls/<id>")
@signed_in.page_for_right("change_wall")
def one(id: str) -> Any:
    wall = context.read_session().shop.walls.get(id)
    if wall is None or wall.link is None:
        words = sentence(context.language(), context.read_session(), "unknown_wall", {})
        return _page(words=words), 404
    return render_template("walls/one.html", wall=wall, key=new_id(), **_choices())


@blueprint.post("/admin/walls/<id>")
@signed_in.page_for_right("change_wall")
def change(id: str) -> Any:
    return _given("change_wall", {"wall": id} | _form(), "walls-changed")


@blueprint.post("/admin/walls/<id>/link")
@signed_in.page_for_right("renew_wall")
def renew(id: str) -> Any:
    return _linked("renew_wall", {"wall": id})


@blueprint.post("/admin/walls/<id>/withdraw")
@signed_in.page_for_right("withdraw_wall")
def withdraw(id: str) -> Any:
    return _given("withdraw_wall", {"wall": id}, "walls-withdrawn")


def _form() -> dict[str, Any]:
    form = request.form
    raw: dict[str, Any] = {name: form[name] for name in TEXTS if form.get(name)}
    sizes = {name: form[name].strip() for name in NUMBERS if form.get(name)}
    raw |= {n: int(v) if v.isdecimal() and len(v) < 6 else v for n, v in sizes.items()}
    return raw | {"teams": form.getlist("teams")}


def _linked(command: str, raw: dict[str, Any]) -> Any:
    """The link stands on this one answer and nowhere else."""
    secret = walls.new_secret()
    try:
        answer = give(command, raw, secrets={"link_hash": walls.hashed(secret)})
    except NotDone as no:
        return _page(words=no.words), no.status
    if walls.by_secret(context.read_session(), secret) is None:
        return _page(words=_say("walls-link-made-before")), 409
    return _page(link=f"{context.config().address}/wall/{secret}", wall=answer.made["wall"])


def _given(command: str, raw: dict[str, Any], words: str) -> Any:
    try:
        give(command, raw)
    except NotDone as no:
        return _page(words=no.words), no.status
    return go_on(words, "/admin/walls")


def _page(words: str | None = None, link: str | None = None, wall: str | None = None) -> str:
    shop = context.read_session().shop
    return render_template(
        "walls/page.html", words=words, link=link, made=shop.walls.get(wall or ""), key=new_id,
        hanging=[w for w in shop.walls.values() if w.link],
        withdrawn=[w for w in shop.walls.values() if not w.link], typed=request.form, **_choices(),
    )  # fmt: skip


def _choices() -> dict[str, Any]:
    def worded(prefix: str, *values: str) -> list[tuple[str, str]]:
        return [(value, _say(f"{prefix}-{value}")) for value in values]

    return {
        "views": worded("walls-view", "progress", "axis", "appointments"),
        "stacks": worded("walls-stack", "shop", "urgency", "lane"),
        "languages": [(code, {"zh-CN": "中文", "en": "English"}[code]) for code in LANGUAGES],
        "teams": context.read_session().shop.teams,
    }


def _say(id: str) -> str:
    return say(context.language(), id)
