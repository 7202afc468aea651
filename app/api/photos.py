"""Knows how a photo comes in over the API (design.md §4): under a key its sender made, which a
report may have named before."""

from typing import TypedDict

from flask import Blueprint, Response, jsonify, request

from app import context
from app.api.blueprint import for_signed_in
from app.api.commands import LONGEST_KEY
from app.api.problem import Problem, invalid
from app.commands.validation import Fault
from app.people import signed_in
from app.storage import photos
from app.storage.pictures import MOST_BYTES, BadPicture


class Photo(TypedDict):
    """The id under which it is kept."""

    photo: str


def add_to(blueprint: Blueprint) -> None:
    blueprint.post("/photos")(for_signed_in(photo))


def photo() -> Response:
    """POST /photos: a picture (JPEG, PNG, WebP) as the body or as the file of a form, with an
    Idempotency-Key."""
    request.max_content_length = MOST_BYTES
    key = request.headers.get("Idempotency-Key") or request.form.get("key", "")
    if not 1 <= len(key) <= LONGEST_KEY or not key.isprintable():
        raise invalid([Fault("Idempotency-Key", "key", {})])
    data, actor = _picture(), signed_in.actor()
    assert actor is not None
    context.close_read_session()
    name = photos.name_of(key)
    try:
        photos.keep(context.store(), context.config().data_dir, name, data, actor.person)
    except BadPicture as bad:
        raise Problem(422, str(bad)) from None
    except photos.NameTaken:
        raise Problem(422, "key_used") from None
    return jsonify({"photo": name})


def _picture() -> bytes:
    file = next(iter(request.files.values()), None)
    data = file.read() if file else request.get_data()
    if not data:
        raise Problem(422, "not_a_picture")
    if len(data) > MOST_BYTES:
        raise Problem(413, "too_large")
    return data
