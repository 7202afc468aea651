"""Knows how scripts, styles and pictures are handed out: small, and under the build's name, so that
a browser keeps them and a page on a weak link needs nothing but itself."""

from typing import Any

from flask import Flask, Request, Response, send_from_directory
from flask_compress import Compress

from app.build import ROOT, build

A_YEAR_SECONDS = 31_536_000
TEXTS = ("text/css", "text/javascript")


def register(app: Flask) -> None:
    app.add_url_rule("/static/<build>/<path:filename>", endpoint="static", view_func=_file)
    app.url_defaults(_of_this_build)
    _compress(app)


class Made:
    """Each file made small once in a process: as slowly as it takes, for it is small each time."""

    def __init__(self) -> None:
        self._made: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        return self._made.get(key)

    def set(self, key: str, data: bytes) -> None:
        self._made[key] = data


def _compress(app: Flask) -> None:
    """Scripts and styles alone: a page would tell by its size what it holds. Without https a
    browser asks for gzip and nothing better."""
    app.config.update(
        COMPRESS_MIMETYPES=TEXTS,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=11,
        COMPRESS_LEVEL=9,
        COMPRESS_MIN_SIZE=200,
        COMPRESS_CACHE_BACKEND=Made,
        COMPRESS_CACHE_KEY=_name,
    )
    Compress(app)


def _name(request: Request) -> str:
    """Of the file, whatever build an address names."""
    return str((request.view_args or {})["filename"])


def _of_this_build(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == "static":
        values.setdefault("build", build())


def _file(filename: str, **of: str) -> Response:
    """A page of an older build gets what there is now; only what bears our name may be kept."""
    text = filename.endswith((".js", ".css"))
    response = send_from_directory(ROOT / "static", filename, conditional=not text)
    if text:  # no piece of it: a piece would be kept as the whole
        response.direct_passthrough = False
        response.set_data(response.get_data())  # whole: what streams is compressed each time anew
        del response.headers["Content-Disposition"]
    if of["build"] == build():
        response.cache_control.max_age = A_YEAR_SECONDS
        response.cache_control.immutable = True
        response.cache_control.no_cache = None
    return response
