"""Knows how a command is given from a page: by a tap or with its form, and what comes back."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, abort, flash, redirect, render_template, request, session
from werkzeug.datastructures import MultiDict

from app import context
from app.commands.form_defaults import proposal
from app.commands.forms import filled, only_changed, without
from app.commands.offers import offered
from app.live.pages import live
from app.pages import jobs
from app.pages.card import card_of, card_page, for_actions, me_here, tile_of, why
from app.pages.choices import choices
from app.pages.command_form import NotDone, give_as_typed, go_on
from app.pages.doubts import confirmed, doubts, sure_of
from app.people import signed_in
from app.people.entry import seen_card, sees_in_full
from app.people.paths import local_path
from app.storage.serialization import new_id
from app.words import say
from app.words.sentences import sentence
from board.card.card import Card
from board.commands.card import COMMANDS, CREATING
from board.commands.refusal import Forbidden
from board.people.rights import demand
from board.rules import lanes_of

blueprint = Blueprint("doing", __name__)

# Corrections say only what they change; these fields they always need.
CORRECTIONS = {"edit_card": (), "correct_interval": ("interval", "reason")}
# Forms that show whom to phone, or who it is: not for a tapped name.
WITH_CUSTOMER = ("edit_card", "tell_customer", "repromise", "answer_add_on")
# Refusals that the form itself answers: with the PIN, its key, or by saying what is still missing.
ANSWERED_BY_THE_FORM = (
    "pin_needed", "without_key", "just_started", "add_on_unanswered", "difference_unexplained",
    "above_agreed", "late_call_open", "spoke_to_missing", "call_again_in_past",
)  # fmt: skip


@blueprint.get("/c/<code>/do/<command>")
@signed_in.page_for_signed_in
def form(code: str, command: str) -> Any:
    """The form of a command, filled with what is likely meant."""
    card = card_of(code)
    _known(command)
    if refusal := _out_of_place(command, card) or _shut(command, card):
        return card_page(card, *refusal)
    if command in WITH_CUSTOMER and not sees_in_full():
        return signed_in.to_pin()
    return _form(card, command, _proposed(card, command))


@blueprint.post("/c/<code>/do/<command>")
@signed_in.page_for_signed_in
def do(code: str, command: str) -> Any:
    card = card_of(code)
    _known(command)
    given = _given(card, command)
    if not _out_of_place(command, card) and (found := doubts(command, given, card)):
        return _form(card, command, request.form, status=409, doubted=found)
    try:
        give_as_typed(command, confirmed(command, given, card), card.id)
    except NotDone as no:
        return _again(card_of(code), command, no)
    after = card_of(code)
    session["just_did"], session["just_done"] = card.id, [command, after.version]
    return go_on("card-done", _back(after), car=after.vehicle.plate or after.code,
                 done=say(context.language(), f"card-done-{command}"))  # fmt: skip


def _known(command: str) -> None:
    if command not in COMMANDS or command in CREATING:
        abort(404)


def _given(card: Card, command: str) -> MultiDict[str, str]:
    if command == "answer_add_on" and request.form.get("answer") != "accepted":
        return without(request.form, "promise_at")  # the time proposed is for the yes
    if command not in CORRECTIONS:
        return request.form
    return only_changed(request.form, _proposed(card, command), CORRECTIONS[command])


def _proposed(card: Card, command: str) -> MultiDict[str, str]:
    """The form as it starts, with what a link has asked for."""
    reading = context.read_session()
    values = proposal(command, card, reading)
    if command == "correct_interval" and (one := card.interval(request.values.get("interval", ""))):
        values = {"interval": one.id, "from": one.start, "to": one.to}
    form = filled(values, reading.hours.zone)
    if request.method == "GET":
        for name in request.args:
            form.setlist(name, request.args.getlist(name))
    return form


def _out_of_place(command: str, card: Card) -> tuple[str, int] | None:
    """Why this form is not for this person or this lane, and how that is answered."""
    facts: dict[str, object] = {"command": command, "lane": card.lane}
    try:
        demand(command, me_here(), card)
    except Forbidden as no:
        return _sentence("forbidden", facts | {"roles": list(no.roles)}, card), 403
    if card.lane not in lanes_of(command):
        return _sentence("wrong_lane", facts, card), 409
    return None


def _shut(command: str, card: Card) -> tuple[str, int] | None:
    """What a rule would say to this person whatever the form held, where it is known before."""
    found = offered(command, card, me_here(), context.read_session())
    refused = [o.refused for o in found if o.refused]
    return (why(refused[0], card), 409) if refused and len(refused) == len(found) else None


def _sentence(reason: str, facts: dict[str, Any], card: Card) -> str:
    return sentence(context.language(), context.read_session(), reason, facts, card, me_here())


def _form(
    card: Card, command: str, values: MultiDict[str, str], refusal: str | None = None,
    status: int = 200,
    said: dict[str, str] | None = None, asked: str | None = None,
    doubted: list[str] | None = None,
) -> Any:  # fmt: skip
    needs_pin = signed_in.possible(command, card) == "pin" or command == "sign_check"
    if needs_pin and said and "pin" in said:
        refusal = None  # it stands beside the field
    return render_template(
        "card/do.html", command=command, values=values, errors=said or {}, refusal=refusal,
        tile=tile_of(card), live=live("card"), needs_pin=needs_pin, page="form", form_key=new_id(),
        asked=asked, doubts=doubted, sure=sure_of(doubted) if doubted else None,
        back=_back(card), **choices(command, seen_card(card)), **for_actions(card),
    ), status  # fmt: skip


def _back(card: Card) -> str:
    return local_path(request.values.get("next")) or f"/c/{card.code}"


def _again(card: Card, command: str, no: NotDone) -> Any:
    """Where it came from, with the sentence on top, what was typed, and a fresh key."""
    in_the_form = no.said or no.reason in ANSWERED_BY_THE_FORM
    page = "form" if in_the_form else request.form.get("page")
    if page == "home":
        return _home_again(card, command, no.words)
    if _out_of_place(command, card) or page == "card":
        return card_page(card, no.words, no.status, request.form)
    if page == "jobs":
        return jobs.jobs_page(no.words, no.status)
    return _form(card, command, request.form, no.words, no.status, no.said, no.reason)


def _home_again(card: Card, command: str, words: str) -> Any:
    """Home as it is now, with the sentence on top; what was typed in its row waits in the form."""
    flash(words, "late")
    names = request.form.getlist("typed")
    typed = {name: request.form[name] for name in names if request.form.get(name)}
    if not typed or _out_of_place(command, card):
        return redirect(_back(card), 303)
    asked = urlencode(typed | {"next": _back(card)})
    return redirect(f"/c/{card.code}/do/{command}?{asked}", 303)
