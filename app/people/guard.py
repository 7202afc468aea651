"""Knows what stands before every request: forms of other sites do not count, and who is here is
known to each template."""

from typing import Any

from flask import Flask, Response, render_template, request

from app import context
from app.api.problem import Problem, answer
from app.people import csrf, devices, lockout_words, log_lines, signed_in
from app.words import say


def register(app: Flask) -> None:
    # Else an answer that was slow to come would bring an older session back.
    app.config["SESSION_REFRESH_EACH_REQUEST"] = False
    app.before_request(_refuse_what_is_not_ours)
    app.after_request(devices.keep_cookie)
    app.register_error_handler(signed_in.NotSigned, _not_signed)
    app.context_processor(_about_who_is_here)
    log_lines.keep_quiet()


def _about_who_is_here() -> dict[str, Any]:
    actor = signed_in.actor()
    return {
        "idle_seconds": signed_in.idle_seconds,
        "level": actor.level if actor else None,
        "possible": signed_in.possible,
    }


def _refuse_what_is_not_ours() -> Response | None:
    if csrf.is_ours():
        return None
    return refusal(403, "cross_site", say(context.language(), "refused-cross_site"))


def _not_signed(error: signed_in.NotSigned) -> Response:
    words = lockout_words.words(error.verdict)
    return refusal(429 if error.verdict.locked_until else 403, str(error), words)


def refusal(status: int, reason: str, words: str) -> Response:
    """One plain sentence, as a page or as the API says it."""
    if request.path.startswith(("/api/", "/live/")):
        return answer(Problem(status, reason, words))
    return Response(render_template("problem.html", words=words, status=status), status)
