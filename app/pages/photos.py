"""Knows how a photo is shown to somebody signed in, and to nobody else."""

from typing import Any

from flask import Blueprint, abort, send_file

from app import context, photos
from app.people import signed_in

blueprint = Blueprint("photos", __name__)


@blueprint.get("/photos/<name>")
def photo(name: str) -> Any:
    """The picture; the browser may keep it, and asks each time whether it may still show it."""
    if signed_in.person() is None:
        abort(401)
    found = photos.find(context.reading(), context.config().data_dir, name)
    if found is None:
        abort(404)
    hash, path = found
    shown = send_file(path.absolute(), "image/jpeg", etag=hash, max_age=0, conditional=True)
    shown.headers["Cache-Control"] = "private, no-cache"
    shown.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    shown.headers["Content-Disposition"] = "inline"
    shown.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return shown


@blueprint.app_template_global()
def photos_arrived(names: list[str]) -> set[str]:
    """Which photos of a card can be shown already."""
    return photos.arrived(context.reading(), names) if names else set()
