"""Knows how scripts, styles and pictures are handed out: under the build's name, so that a browser
keeps them and a page on a weak link needs nothing but itself."""

from typing import Any

from flask import Flask, Response, send_from_directory

from app.build import ROOT, build

A_YEAR_SECONDS = 31_536_000


def register(app: Flask) -> None:
    app.add_url_rule("/static/<build>/<path:filename>", endpoint="static", view_func=_file)
    app.url_defaults(_of_this_build)


def _of_this_build(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == "static":
        values.setdefault("build", build())


def _file(filename: str, **of: str) -> Response:
    """A page of an older build gets what there is now; only what bears our name may be kept."""
    response = send_from_directory(ROOT / "static", filename)
    if of["build"] == build():
        response.cache_control.max_age = A_YEAR_SECONDS
        response.cache_control.immutable = True
        response.cache_control.no_cache = None
    return response
