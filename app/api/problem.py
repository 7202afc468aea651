"""Knows how the API says no: RFC 9457 `application/problem+json` with a stable `reason`."""

import logging
from collections.abc import Mapping
from typing import Any, NotRequired, TypedDict

from flask import Flask, Response, json, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from app import context
from app.commands.validation import Fault, Invalid
from app.people import signed_in
from app.storage.database import Busy, Full
from app.words import say
from app.words.sentences import fault_sentence, sentence

log = logging.getLogger("jindu")

# What a page says where a person has no right to it; commands name who has.
WORDS = {"forbidden": "no_right"}

REASONS = {400: "bad_request", 401: "sign_in", 403: "forbidden", 404: "not_found", 405: "not_found",
           413: "too_large", 415: "bad_request", 429: "locked", 503: "busy"}  # fmt: skip


class WrongField(TypedDict):
    """A field that was not understood, in dots, and why."""

    field: str
    reason: str
    detail: str


class Body(TypedDict):
    """RFC 9457. `reason` is stable, `detail` a sentence in the caller's language with the `facts`
    in it; of a refusal about a card its id and, where another was sent, its `version` now; `fields`
    names what was not understood."""

    type: str
    title: str
    status: int
    reason: str
    detail: str
    facts: NotRequired[dict[str, Any]]
    card: NotRequired[str]
    version: NotRequired[int]
    fields: NotRequired[list[WrongField]]


class Problem(Exception):
    """A call that is not answered with 200; `more` goes into the body as it is."""

    def __init__(self, status: int, reason: str, detail: str | None = None, **more: object) -> None:
        super().__init__(reason)
        self.status, self.reason, self.detail, self.more = status, reason, detail, more


def refused(
    status: int, reason: str, facts: Mapping[str, object], *, card: str | None = None,
    version: int | None = None,
) -> Problem:  # fmt: skip
    """What the door said, with its sentence in the caller's language."""
    reading = context.fresh_read_session()
    who = signed_in.person()
    detail = sentence(context.language(), reading, reason, facts, reading.card(card), who)
    more: dict[str, object] = {"facts": dict(facts)}
    if card is not None:
        more |= {"card": card}
    if version is not None:
        more |= {"version": version}
    return Problem(status, reason, detail, **more)


def invalid(faults: list[Fault], status: int = 422) -> Problem:
    """422 naming every field."""
    language = context.language()
    fields = [
        {"field": f.field, "reason": f.code, "detail": fault_sentence(language, f)} for f in faults
    ]
    return Problem(status, "invalid", say(language, "refused-invalid"), fields=fields)


def answer(problem: Problem) -> Response:
    detail = problem.detail or say(context.language(), f"refused-{problem.reason}")
    body = {"type": "about:blank", "title": problem.reason, "status": problem.status,
            "reason": problem.reason, "detail": detail} | problem.more  # fmt: skip
    return Response(
        json.dumps(body, ensure_ascii=False), problem.status, mimetype="application/problem+json"
    )


def add_to(app: Flask) -> None:
    app.register_error_handler(Problem, answer)
    app.register_error_handler(Invalid, lambda error: answer(invalid(error.faults)))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Busy, lambda error: _shown(503, "busy"))
    app.register_error_handler(Full, lambda error: _shown(507, "disk_full"))
    app.register_error_handler(Exception, _bug)


def _http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400 or error.response is not None:
        return error
    return _shown(status, REASONS.get(status, "wrong"))


def _bug(error: Exception) -> Response:
    """A bug never looks like a refusal. The log names where, never what was typed."""
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    return _shown(500, "wrong")


def _shown(status: int, reason: str) -> Response:
    words = say(context.language(), f"refused-{WORDS.get(reason, reason)}")
    if request.path.startswith(("/api/", "/live/")):
        return answer(Problem(status, reason, words))
    return Response(render_template("problem.html", words=words, status=status), status)
