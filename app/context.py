"""Knows how a request reaches the one store, the settings of the process and its language."""

from flask import current_app, g, request, session

from app.config import Config
from app.storage.read_once import ReadOnce, read_once
from app.storage.read_session import Store
from app.words import supported


def store() -> Store:
    found: Store = current_app.extensions["store"]
    return found


def config() -> Config:
    found: Config = current_app.extensions["board_config"]
    return found


def read_session() -> ReadOnce:
    """One consistent view for the whole request, which reads each thing once; closed with it."""
    if "reading" not in g:
        g.reading_context = read_once(store())
        g.reading = g.reading_context.__enter__()
    reading: ReadOnce = g.reading
    return reading


def fresh_read_session() -> ReadOnce:
    """A new view, after a command of this request."""
    close_read_session()
    return read_session()


def close_read_session(_error: BaseException | None = None) -> None:
    if context := g.pop("reading_context", None):
        g.pop("reading", None)
        context.__exit__(None, None, None)


def language() -> str:
    """What is read here: what a push is drawn for, else the person's choice, else the browser's,
    else the shop's."""
    drawn_for: str | None = g.get("language")
    if drawn_for:
        return drawn_for
    if chosen := session.get("language"):
        return supported(chosen)
    return _asked_for()


def _asked_for() -> str:
    """What the browser asks for, looked up once a request: every sentence of a page needs it."""
    if "asked_for" not in g:
        best = request.accept_languages.best_match(["zh-CN", "zh", "en"])
        g.asked_for = supported(best or config().language)
    asked_for: str = g.asked_for
    return asked_for
