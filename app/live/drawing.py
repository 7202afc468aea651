"""Knows how a tile is drawn for a view and a language: once for each change, for all who watch."""

from dataclasses import asdict
from typing import Any

from flask import Flask, g

from app.context import close_read_session, read_session
from app.live.views import VIEWS, placed
from app.pages.template_globals import Times


def draw(app: Flask, view: str, language: str, tiles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Tiles as the pages of a view take them: `{id, slot, rank, people, html}`."""
    with app.app_context():
        g.language = language
        try:
            g.times = Times.of(read_session())
            return [drawn(app, view, tile) for tile in tiles]
        finally:
            close_read_session()


def drawn(app: Flask, view: str, tile: dict[str, Any]) -> dict[str, Any]:
    place = placed(view, tile)
    if place is None:
        return {"id": tile["id"], "slot": None, "rank": "", "people": [], "html": ""}
    template = app.jinja_env.get_template(VIEWS[view].template)
    html = template.render(tile=tile, slot=place.slot, rank=place.rank, people=place.people)
    return {"id": tile["id"], **asdict(place), "html": html.strip()}
