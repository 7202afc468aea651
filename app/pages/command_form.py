"""Knows what a page's form asks of the door: one command with its key, and the sentence where
nothing was done. The counterpart of `command_form` in `templates/_macros.html`."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Flask, Response, flash, redirect, render_template, request
from werkzeug.datastructures import MultiDict

from app import context
from app.commands.forms import errors, understood
from app.commands.perform import Actor, Command, Result, perform
from app.commands.validation import Invalid, arguments
from app.people import lockout_words, signed_in
from app.words import say
from app.words.sentences import fault_sentence, sentence

LONGEST_KEY = 100  # characters; pages make 32


class NotDone(Exception):
    """Nothing was done. `words`: why, for the reader; `status`: of the answer, 403 to 429;
    `reason`: as the door names it, None where a field was filled in wrong; `said`: what is wrong,
    by the field's name."""

    def __init__(
        self, words: str, status: int, reason: str | None = None,
        said: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(words)
        self.words, self.status, self.reason, self.said = words, status, reason, dict(said or {})


class WithoutKey(NotDone):
    """The form carries no key, or one that no page has made: it is not as it was drawn."""

    def __init__(self) -> None:
        super().__init__(say(context.language(), "refused-without_key"), 422, "without_key")


def register(app: Flask) -> None:
    app.register_error_handler(NotDone, _as_a_page)
    app.after_request(_for_the_document)


def give(
    command: str, raw: dict[str, Any], card: str | None = None, version: int | None = None,
    secrets: Mapping[str, str] | None = None, signed: bool = False,
) -> Result:  # fmt: skip
    """Gives a command whose arguments a page has put together: `raw` by name, as the API takes
    them. Once for each key, however often the form is sent. `signed`: the PIN was looked at
    already. Raises NotDone."""
    key = _key()
    try:
        args = arguments(command, raw)
    except Invalid as wrong:
        words = (fault_sentence(context.language(), fault) for fault in wrong.faults)
        raise NotDone(" ".join(words), 422) from None
    actor = replace(_actor(), signed=signed)
    return _performed(Command(actor, key, args, card, version, secrets or {}))


def give_as_typed(command: str, form: MultiDict[str, str], card: str | None = None) -> Result:
    """Gives a command with what was typed into the form made for it, signed where it holds a PIN.
    Once for each key. Raises NotDone; what is wrong with a field stands in `said`."""
    key = _key()
    try:
        args = understood(command, form, context.read_session().hours.zone)
        actor = _signed(_actor())
    except Invalid as wrong:
        said = errors(context.language(), wrong.faults)
        raise NotDone(say(context.language(), "refused-invalid"), 422, said=said) from None
    except signed_in.NotSigned as no:
        context.fresh_read_session()
        status = 429 if no.verdict.locked_until else 403
        words = lockout_words.words(no.verdict)
        raise NotDone(words, status, "not_signed", {"pin": words}) from None
    return _performed(Command(actor, key, args, card, version() if card else None))


def go_on(words: str, to: str, **facts: object) -> Any:
    """To the next page, which says what was done."""
    flash(say(context.language(), words, **facts), "fine")
    return redirect(to, 303)


def go_back(no: NotDone, to: str) -> Any:
    """To the page the form stands on, which says why nothing was done."""
    if isinstance(no, WithoutKey):
        raise no
    flash(no.words, "late")
    return redirect(to, 303)


def version() -> int | None:
    """The version of the card that the form was drawn from; None where it names none."""
    text = request.form.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _key() -> str:
    key = request.form.get("key", "")
    if not 1 <= len(key) <= LONGEST_KEY:
        raise WithoutKey
    return stored_key(key)


def stored_key(key: str) -> str:
    """The key of a page's form as the door remembers it."""
    return f"page:{key}"


def _actor() -> Actor:
    actor = signed_in.actor()
    assert actor is not None
    return actor


def _signed(actor: Actor) -> Actor:
    """With a signature where a PIN was typed. Raises NotSigned."""
    pin = request.form.get("pin", "").strip()
    return signed_in.with_signature(actor, pin) if pin else actor


def _performed(order: Command) -> Result:
    context.close_read_session()
    answer = perform(context.store(), order)
    view = context.fresh_read_session()
    if answer.ok:
        return answer
    reason, about = answer.reason or "wrong", view.card(order.card)
    who = signed_in.person()
    words = sentence(context.language(), view, reason, dict(answer.facts), about, who)
    raise NotDone(words, answer.status, reason)


def _for_the_document(response: Response) -> Response:
    """A form sent by script is told where to look, and does not go there itself: followed by the
    script and then opened by the document, each page would be drawn twice."""
    if response.status_code == 303 and request.headers.get("HX-Request"):
        response.status_code = 204
        response.headers["X-Look-There"] = response.headers.pop("Location")
        response.set_data(b"")
    return response


def _as_a_page(no: NotDone) -> Any:
    return render_template("problem.html", words=no.words, status=no.status), no.status
