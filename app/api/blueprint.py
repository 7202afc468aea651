"""Knows the place of the API and that nobody enters it without signing in."""

from collections.abc import Callable
from functools import wraps

from flask import Blueprint

from app.api.problem import Problem
from app.people import signed_in

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


def for_signed_in(view: Callable) -> Callable:
    @wraps(view)
    def guarded(**values: object) -> object:
        if signed_in.actor() is None:
            raise Problem(401, "sign_in")
        return view(**values)

    return guarded
