"""Knows how a tile is drawn for a view and a language: once for each change, for all who watch."""

from dataclasses import asdict

from flask import Flask, g

from app.context import close_reading, reading
from app.live.views import VIEWS, placed
from app.showing import Times


def draw(app: Flask, view: str, language: str, tiles: list[dict]) -> list[dict]:
    """Tiles as the pages of a view take them: `{id, slot, rank, people, html}`."""
    with app.app_context():
        g.language = language
        try:
            g.times = Times.of(reading())
            return [drawn(app, view, tile) for tile in tiles]
        finally:
            close_reading()


def drawn(app: Flask, view: str, tile: dict) -> dict:
    place = placed(view, tile)
    if place is None:
        return {"id": tile["id"], "slot": None, "rank": "", "people": [], "html": ""}
    template = app.jinja_env.get_template(VIEWS[view].template)
    html = template.render(tile=tile, slot=place.slot, rank=place.rank, people=place.people)
    return {"id": tile["id"], **asdict(place), "html": html.strip()}
