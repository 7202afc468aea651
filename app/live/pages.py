"""Knows how a page is given its first tiles and how it catches up: by the partial that pushes."""

from datetime import time
from typing import Any

from flask import Blueprint, abort, current_app, g, jsonify, request

from app import context
from app.api.problem import Problem
from app.live.catching_up import TooOld, caught_up
from app.live.drawing import drawn
from app.live.views import VIEWS, placed
from app.pages.template_globals import Times
from app.people import signed_in
from app.storage.departed import left_since
from app.storage.read_session import ReadSession
from app.words import supported
from board.people.screens import may_watch

blueprint = Blueprint("live", __name__)


def live(view: str) -> dict[str, Any]:
    """What a page that follows the board says of itself; from the request's one reading."""
    row = context.read_session().row
    return {"view": view, "epoch": row.epoch, "seq": row.seq, "mark": row.mark}


def tiles_of(reading: ReadSession, view: str) -> list[dict[str, Any]]:
    """The tiles of all cards that a view may show."""
    cards = reading.in_lanes()
    if VIEWS[view].with_departed:
        cards += left_since(reading, reading.hours.at(reading.hours.day(reading.now), time.min))
    return [reading.tile_of(card) for card in cards]


def slots(view: str) -> dict[str, list[tuple[dict[str, Any], str]]]:
    """What a fresh page of a view shows: by list, in order, each tile with its place."""
    shown: dict[str, list[tuple[dict[str, Any], str]]] = {}
    for one in tiles_of(context.read_session(), view):
        if place := placed(view, one):
            shown.setdefault(place.slot, []).append((one, place.rank))
    for rows in shown.values():
        rows.sort(key=lambda row: (row[1], row[0]["id"]))
    return shown


@blueprint.get("/live/<view>")
def catch_up(view: str) -> Any:
    """What a page missed since a number; without `since` everything; 410 = take everything."""
    if signed_in.credential() is None:
        raise Problem(401, "sign_in")
    if view not in VIEWS:
        raise Problem(404, "not_found")
    if not may_watch(signed_in.person(), view):
        abort(403)
    g.language = supported(request.args.get("language") or context.language())
    reading = context.read_session()
    g.times = Times.of(reading)
    tiles, things = _caught_up(reading, view)
    row = reading.row
    return jsonify({
        "epoch": row.epoch, "seq": row.seq, "mark": row.mark,
        "tiles": [drawn(current_app, view, one) for one in tiles],
        "things": things,
    })  # fmt: skip


def _caught_up(
    reading: ReadSession, view: str
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    since = request.args.get("since")
    if since is None:
        return tiles_of(reading, view), []
    if not since.isdecimal() or len(since) > 15:
        raise Problem(422, "bad_request")
    try:
        found = caught_up(
            reading, request.args.get("epoch", ""), int(since), request.args.get("mark")
        )
    except TooOld:
        raise Problem(410, "too_old") from None
    things = [{"thing": change.thing, **change.tile} for change in found if change.card is None]
    return [change.tile for change in found if change.card is not None], things
