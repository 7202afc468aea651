"""Knows how a photo is shown to somebody signed in, and to nobody else; and how a browser learns
that the report of its photos was taken, so that they may be sent."""

from typing import Any

from flask import Blueprint, abort, jsonify, request, send_file

from app import context
from app.pages.command_form import stored_key
from app.people import signed_in
from app.storage import photos

blueprint = Blueprint("photos", __name__)

MOST_KEYS = 50  # what one address holds; a browser asks again for the others


@blueprint.get("/photos/<name>")
def photo(name: str) -> Any:
    """The picture; the browser may keep it, and asks each time whether it may still show it."""
    if signed_in.person() is None:
        abort(401)
    found = photos.find(context.read_session(), context.config().data_dir, name)
    if found is None:
        abort(404)
    hash, path = found
    shown = send_file(path.absolute(), "image/jpeg", etag=hash, max_age=0, conditional=True)
    shown.headers["Cache-Control"] = "private, no-cache"
    shown.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    shown.headers["Content-Disposition"] = "inline"
    shown.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return shown


@blueprint.get("/live/reports-taken")
def reports_taken() -> Any:
    """Which of these forms' keys (`key`, repeated) are those of commands that were done: a browser
    that lost the answer asks, too. {"taken": [key, …]}."""
    if signed_in.person() is None:
        abort(401)
    asked = request.args.getlist("key")[:MOST_KEYS]
    return jsonify({"taken": [key for key in asked if _was_done(key)]})


def _was_done(key: str) -> bool:
    found = context.read_session().remembered(stored_key(key))
    return found is not None and found[1]["status"] == 200
