"""Knows the page on which a card is made: booked for a day, or opened for a car that is here."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, session
from werkzeug.datastructures import MultiDict

from app import context
from app.forms import errors, understood
from app.pages.card import me_here
from app.pages.choices import advisors, worded
from app.pages.doing import key, key_checked, signed
from app.people import lockout, signed_in
from app.perform import Answer, Order, perform
from app.records import new_id
from app.validation import Invalid
from app.wording import sentence
from app.words import say
from board.commands import CREATING, KINDS
from board.rights import RIGHTS, may

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
    try:
        args = understood(command, request.form, context.reading().hours.zone)
        actor = signed(key_checked())
    except Invalid as wrong:
        said = errors(context.language(), wrong.faults)
        return _page(request.form, say(context.language(), "refused-invalid"), 422, said)
    except signed_in.NotSigned as no:
        status = 429 if no.verdict.locked_until else 403
        return _page(request.form, lockout.words(no.verdict), status)
    context.close_reading()
    return _answered(command, perform(context.store(), Order(actor, key(), args)))


def _answered(command: str, answer: Answer) -> Any:
    reading = context.fresh_reading()
    made = reading.card(answer.card) if answer.ok else None
    if made is None:
        words = sentence(context.language(), reading, answer.reason or "wrong", answer.facts,
                         who=me_here())  # fmt: skip
        return _page(request.form, words, answer.status)
    session["just_did"] = made.id
    flash(say(context.language(), f"card-done-{command}"), "fine")
    return redirect(f"/c/{made.code}", 303)


def _no_right() -> str:
    facts = {"command": "book_card", "roles": list(RIGHTS["book_card"])}
    return sentence(context.language(), context.reading(), "forbidden", facts, who=me_here())


def _page(
    values: MultiDict, refusal: str | None = None, status: int = 200,
    said: dict[str, str] | None = None,
) -> Any:  # fmt: skip
    return render_template(
        "new_card/new.html", values=values, errors=said or {}, refusal=refusal, form_key=new_id(),
        allowed=may("book_card", me_here()), needs_pin=signed_in.possible("book_card") == "pin",
        advisors=advisors(), kinds=worded("kind", KINDS), page="form",
    ), status  # fmt: skip
