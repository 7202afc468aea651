"""Knows how a request reaches the one store, the settings of the process and its language."""

from flask import current_app, g, request, session

from app.config import Config
from app.read_once import ReadOnce, read_once
from app.store import Store
from app.words import supported


def store() -> Store:
    return current_app.extensions["store"]


def config() -> Config:
    return current_app.extensions["board_config"]


def reading() -> ReadOnce:
    """One consistent view for the whole request, which reads each thing once; closed with it."""
    if "reading" not in g:
        g.reading_context = read_once(store())
        g.reading = g.reading_context.__enter__()
    return g.reading


def fresh_reading() -> ReadOnce:
    """A new view, after a command of this request."""
    close_reading()
    return reading()


def close_reading(_error: BaseException | None = None) -> None:
    if context := g.pop("reading_context", None):
        g.pop("reading", None)
        context.__exit__(None, None, None)


def language() -> str:
    """What is read here: what a push is drawn for, else the person's choice, else the browser's,
    else the shop's."""
    if drawn_for := g.get("language"):
        return drawn_for
    if chosen := session.get("language"):
        return supported(chosen)
    return _asked_for()


def _asked_for() -> str:
    """What the browser asks for, looked up once a request: every sentence of a page needs it."""
    if "asked_for" not in g:
        best = request.accept_languages.best_match(["zh-CN", "zh", "en"])
        g.asked_for = supported(best or config().language)
    return g.asked_for
