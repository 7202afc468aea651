"""Knows the place of the API and that nobody enters it without signing in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.api.problem import Problem
from app.people import signed_in

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")

Handler = Callable[..., ResponseReturnValue]


def for_signed_in(handler: Handler) -> Handler:
    @wraps(handler)
    def guarded(**values: Any) -> ResponseReturnValue:
        if signed_in.actor() is None:
            raise Problem(401, "sign_in")
        return handler(**values)

    return guarded
