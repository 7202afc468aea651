"""Knows the pages for those who run the shop: people, teams, days, settings, rights (SPEC §4)."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request

from app import context
from app.people import signed_in
from app.perform import Answer, Order, perform
from app.records import new_id
from app.validation import Invalid, arguments
from app.wording import fault_sentence, sentence
from app.words import say

blueprint = Blueprint("admin", __name__)

# A page, where it is, and the command whose right opens it.
PAGES = (
    ("home", "/admin", "mark_absent"),
    ("people", "/admin/people", "change_person"),
    ("teams", "/admin/teams", "change_team"),
    ("days", "/admin/days", "mark_absent"),
    ("settings", "/admin/settings", "change_settings"),
    ("walls", "/admin/walls", "add_wall"),
    ("access", "/access", "make_token"),
    ("rights", "/admin/rights", "mark_absent"),
)


@blueprint.app_context_processor
def _pages() -> dict:
    return {"admin_pages": PAGES}


class NotGiven(Exception):
    """The door, or what checks before it, said no: the sentence, and the answer's status."""

    def __init__(self, words: str, status: int) -> None:
        super().__init__(words)
        self.words, self.status = words, status


def give(command: str, raw: dict, secrets: Mapping[str, str] | None = None) -> Answer:
    """One command of the form that was sent. Raises NotGiven."""
    actor = signed_in.actor()
    assert actor is not None
    try:
        args = arguments(command, raw)
    except Invalid as error:
        raise NotGiven(fault_sentence(context.language(), error.faults[0]), 422) from None
    key = f"admin:{request.form.get('key') or new_id()}"
    answer = perform(context.store(), Order(actor, key, args, secrets=secrets or {}))
    view = context.fresh_reading()
    if not answer.ok:
        facts, who = answer.facts, signed_in.person()
        words = sentence(context.language(), view, answer.reason or "wrong", facts, None, who)
        raise NotGiven(words, answer.status)
    return answer


def done(words: str, to: str, **facts: object) -> Any:
    flash(say(context.language(), words, **facts), "fine")
    return redirect(to, 303)


@blueprint.get("/admin")
@signed_in.page_for_right("mark_absent")
def home() -> Any:
    view = context.reading()
    today = view.hours.day(view.now)
    return render_template(
        "admin/home.html", shop=view.shop, settings=view.settings, today=today,
        active=[p for p in view.shop.people.values() if p.active],
        away=[p for p in view.shop.people.values() if view.directory.is_absent(p.id, today)],
        stand_in=view.shop.stand_ins.get(today),
        hanging=[w for w in view.shop.walls.values() if w.link],
    )  # fmt: skip


from app.pages.admin import days, people, rights, settings, teams  # noqa: E402,F401
