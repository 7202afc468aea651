"""Knows how the API shows the board, now and as it stood, and what has changed on it."""

from typing import Annotated, Any, NotRequired, TypedDict

from flask import Blueprint, Response, jsonify, request

from app import context
from app.api.blueprint import for_signed_in
from app.api.problem import Problem, invalid
from app.api.schemas import As
from app.commands.validation import Fault
from app.history.looking_back import board_at, past_moment
from app.live.catching_up import TooOld, caught_up, mark_at
from app.storage.read_session import ReadSession
from app.storage.rows import Change
from board.card.lanes import ON_BOARD
from board.card.tile import Tile
from board.events.event import Stamp, stamp

TileSeen = Annotated[dict[str, Any], As(Tile)]


class Lane(TypedDict):
    lane: str
    cards: list[TileSeen]


class Board(TypedDict):
    """All lanes on the board, in order. `seq` and `mark`: after which change. A board of the past
    has its tiles as they were written then: what an earlier version did not know is missing."""

    epoch: str
    seq: int
    mark: str
    now: Stamp
    lanes: list[Lane]


class Thing(TypedDict):
    """What changed and is no card, by its topic; of a review, which and how it stands, of a photo
    its id."""

    thing: str
    review: NotRequired[str]
    session: NotRequired[str]
    state: NotRequired[str]
    event: NotRequired[str]
    photo: NotRequired[str]


class Changes(TypedDict):
    """The latest tile of each card changed since, and the latest of each thing."""

    epoch: str
    seq: int
    mark: str
    tiles: list[TileSeen]
    things: list[Annotated[dict[str, Any], As(Thing)]]


def add_to(blueprint: Blueprint) -> None:
    blueprint.get("/board")(for_signed_in(board))
    blueprint.get("/changes")(for_signed_in(changes))


def board() -> Response:
    """GET /board: all lanes on the board, in order, with their tiles in order; with ?at=TIME as it
    stood then: `seq` and `mark` of that moment, `now` the moment itself."""
    reading = context.read_session()
    if "at" in request.args:
        return jsonify(_board_at(reading, request.args["at"]))
    lanes: dict[str, list[TileSeen]] = {lane: [] for lane in ON_BOARD}
    for one in reading.in_lanes():
        lanes[one.lane].append(reading.tile_of(one))
    shown: Board = {
        "epoch": reading.row.epoch, "seq": reading.row.seq, "mark": reading.row.mark,
        "now": stamp(reading.now), "lanes": _in_order(lanes),
    }  # fmt: skip
    return jsonify(shown)


def _board_at(reading: ReadSession, asked: str) -> Board:
    at = past_moment(asked, reading.now)
    if at is None:
        raise invalid([Fault("at", "not_past", {})])
    past = board_at(reading, at)
    return {
        "epoch": reading.row.epoch, "seq": past.seq, "mark": mark_at(reading, past.seq) or "",
        "now": stamp(past.at), "lanes": _in_order(past.lanes),
    }  # fmt: skip


def _in_order(lanes: dict[str, list[TileSeen]]) -> list[Lane]:
    return [{"lane": lane, "cards": tiles} for lane, tiles in lanes.items()]


def changes() -> Response:
    """GET /changes?epoch=E&since=N: the latest tile of each card changed since; 410: start anew."""
    reading = context.read_session()
    found = _since(reading)
    shown: Changes = {
        "epoch": reading.row.epoch, "seq": reading.row.seq, "mark": reading.row.mark,
        "tiles": [change.tile for change in found if change.card is not None],
        "things": [{"thing": c.thing, **c.tile} for c in found if c.card is None],
    }  # fmt: skip
    return jsonify(shown)


def _since(reading: ReadSession) -> list[Change]:
    since = request.args.get("since", "")
    if not since.isdecimal() or len(since) > 15 or "epoch" not in request.args:
        raise Problem(422, "bad_request")
    try:
        return caught_up(reading, request.args["epoch"], int(since), request.args.get("mark"))
    except TooOld:
        raise Problem(410, "too_old") from None
