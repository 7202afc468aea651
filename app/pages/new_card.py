"""Knows the page on which a card is made: booked for a day, or opened for a car that is here."""

from typing import Any

from flask import Blueprint, render_template, request, session
from werkzeug.datastructures import MultiDict

from app import context
from app.pages.card import me_here
from app.pages.choices import advisors, worded
from app.pages.command_form import NotDone, give_as_typed, go_on
from app.pages.doubts import doubts, sure_of
from app.people import signed_in
from app.storage.serialization import new_id
from app.words import say
from app.words.sentences import sentence
from board.commands.card import CREATING
from board.commands.choices import KINDS
from board.people.rights import RIGHTS, may

blueprint = Blueprint("new_card", __name__)

FIRST = MultiDict({"command": "book_card", "kind": "maintenance", "planned_hours": "1"})


@blueprint.get("/new")
@signed_in.page_for_signed_in
def new() -> Any:
    if not may("book_card", me_here()):
        return _page(FIRST, _no_right(), 403)
    return _page(MultiDict([*FIRST.items(), *request.args.items()]))


@blueprint.post("/new")
@signed_in.page_for_signed_in
def make() -> Any:
    command = request.form.get("command", "")
    if command not in CREATING:
        return _page(request.form, say(context.language(), "refused-bad_request"), 422)
    if found := doubts(command, request.form):
        return _page(request.form, status=409, doubted=found)
    try:
        answer = give_as_typed(command, request.form)
    except NotDone as no:
        return _page(request.form, no.words, no.status, no.said)
    made = context.read_session().card(answer.card)
    assert made is not None
    session["just_did"] = made.id
    return go_on(f"card-done-{command}", f"/c/{made.code}")


def _no_right() -> str:
    facts = {"command": "book_card", "roles": list(RIGHTS["book_card"])}
    return sentence(context.language(), context.read_session(), "forbidden", facts, who=me_here())


def _page(
    values: MultiDict[str, str], refusal: str | None = None, status: int = 200,
    said: dict[str, str] | None = None, doubted: list[str] | None = None,
) -> Any:  # fmt: skip
    return render_template(
        "new_card/new.html", values=values, errors=said or {}, refusal=refusal, form_key=new_id(),
        allowed=may("book_card", me_here()), needs_pin=signed_in.possible("book_card") == "pin",
        advisors=advisors(), kinds=worded("kind", KINDS), page="form",
        doubts=doubted, sure=sure_of(doubted) if doubted else None,
    ), status  # fmt: skip
