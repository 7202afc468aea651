"""Knows what can be read over the API: the board, its changes, cards, people, teams."""

from datetime import datetime, time, timedelta
from typing import Any

from flask import Blueprint, jsonify, request

from app import context
from app import reviews as kept
from app.api import review_shapes, shapes
from app.api.blueprint import for_signed_in
from app.api.openapi import description
from app.api.problem import Problem, invalid
from app.departed import left_since, no_shows
from app.live.catching_up import TooOld, caught_up, mark_at
from app.looking_back import board_at, past_moment
from app.people import signed_in
from app.people.entry import seen_card, seen_events
from app.search import search
from app.store import Reading
from app.validation import Fault
from board.duties import counting, is_for
from board.event import stamp
from board.lanes import ON_BOARD
from board.people import Person
from board.wall import tile


def add_to(blueprint: Blueprint) -> None:
    blueprint.get("/board")(for_signed_in(board))
    blueprint.get("/changes")(for_signed_in(changes))
    blueprint.get("/cards")(for_signed_in(cards))
    blueprint.get("/cards/<id>")(for_signed_in(card))
    blueprint.get("/cards/<id>/events")(for_signed_in(events))
    blueprint.get("/duties")(for_signed_in(duties))
    blueprint.get("/reviews")(for_signed_in(reviews))
    blueprint.get("/reviews/<id>")(for_signed_in(review))
    blueprint.get("/people")(for_signed_in(people))
    blueprint.get("/teams")(for_signed_in(teams))
    blueprint.get("/openapi.json")(openapi)


def board() -> Any:
    """GET /board: all lanes on the board, in order, with their tiles in order; with ?at=TIME as it
    stood then: `seq` and `mark` of that moment, `now` the moment itself."""
    view = context.reading()
    if "at" in request.args:
        return _board_at(view, request.args["at"])
    lanes: dict[str, list[dict]] = {lane: [] for lane in ON_BOARD}
    for one in view.in_lanes():
        lanes[one.lane].append(tile(one, view.directory, view.hours, view.now))
    return jsonify(
        {"epoch": view.row.epoch, "seq": view.row.seq, "mark": view.row.mark,
         "now": stamp(view.now),
         "lanes": [{"lane": lane, "cards": tiles} for lane, tiles in lanes.items()]}
    )  # fmt: skip


def _board_at(view: Reading, asked: str) -> Any:
    at = past_moment(asked, view.now)
    if at is None:
        raise invalid([Fault("at", "not_past", {})])
    past = board_at(view, at)
    return jsonify(
        {"epoch": view.row.epoch, "seq": past.seq, "mark": mark_at(view, past.seq),
         "now": stamp(past.at),
         "lanes": [{"lane": lane, "cards": tiles} for lane, tiles in past.lanes.items()]}
    )  # fmt: skip


def changes() -> Any:
    """GET /changes?epoch=E&since=N: the latest tile of each card changed since; 410: start anew."""
    since = request.args.get("since", "")
    if not since.isdecimal() or len(since) > 15 or "epoch" not in request.args:
        raise Problem(422, "bad_request")
    view = context.reading()
    try:
        found = caught_up(view, request.args["epoch"], int(since), request.args.get("mark"))
    except TooOld:
        raise Problem(410, "too_old") from None
    return jsonify(
        {"epoch": view.row.epoch, "seq": view.row.seq, "mark": view.row.mark,
         "tiles": [change.tile for change in found if change.card is not None],
         "things": [{"thing": c.thing, **c.tile} for c in found if c.card is None]}
    )  # fmt: skip


def cards() -> Any:
    """GET /cards?q=…: found cards as tiles, finished ones too."""
    view = context.reading()
    found = search(view, request.args.get("q", "")[:200])
    return jsonify({"cards": [tile(one, view.directory, view.hours, view.now) for one in found]})


def card(id: str) -> Any:
    view = context.reading()
    if (one := view.card(id)) is None:
        raise Problem(404, "unknown_card")
    return jsonify(shapes.whole_card(seen_card(one), view))


def events(id: str) -> Any:
    view = context.reading()
    if view.card(id) is None:
        raise Problem(404, "unknown_card")
    return jsonify({"events": [shapes.event(one) for one in seen_events(view.events(id))]})


def duties() -> Any:
    """GET /duties: what counts down or ended today, by due time; `mine=1`: one's own, open."""
    view, me = context.reading(), signed_in.person()
    today = view.hours.at(view.hours.day(view.now), time.min)
    cards = view.in_lanes() + left_since(view, today)
    cards += [card for card in no_shows(view) if card.lane_since and card.lane_since >= today]
    found = [
        (duty, card) for card in cards for duty in card.duties
        if duty.done_at is None or duty.done_at >= today
    ]  # fmt: skip
    if _is_mine():
        found = [(d, c) for d, c in found if d in counting(c, view.now) and is_for(d, c, me)]
    shown = [shapes.duty(duty, card, view) for duty, card in found]
    shown += [one for one in _of_reviews(view, today) if not _is_mine() or _is_for(one, me)]
    return jsonify(sorted(shown, key=lambda one: (one["due_at"], one["id"])))


def _is_mine() -> bool:
    return bool(request.args.get("mine"))


def _of_reviews(view: Reading, today: datetime) -> list[dict]:
    """Deadlines that are no card's: today's reviews, and what is left of earlier ones."""
    known = {one.id: one for one in view.waiting_reviews()}
    known |= {r.id: r for r in kept.between(view.connection, view.id, today, view.now)}
    shown = [duty for one in known.values() for duty in review_shapes.duties(one, view)]
    return [one for one in shown if one["done_at"] is None or one["done_at"] >= stamp(today)]


def _is_for(one: dict, me: Person) -> bool:
    """Whose an open one is now: its owner's, and theirs to whom it went."""
    if one["state"] == "done":
        return False
    owner = one["owner"]
    own = me.id == owner["person"] or bool(owner["role"] and me.has(owner["role"]))
    return own or bool(one["escalated_at"] and me.has(one["escalates_to"]))


def reviews() -> Any:
    """GET /reviews: those of the last month, today's too, the latest first."""
    view = context.reading()
    until = view.now + timedelta(days=1)
    found = kept.between(view.connection, view.id, view.now - timedelta(days=31), until)
    return jsonify([review_shapes.listed(one) for one in reversed(found)])


def review(id: str) -> Any:
    view = context.reading()
    if (one := view.review(id)) is None:
        raise Problem(404, "unknown_review")
    return jsonify(review_shapes.whole(one, view))


def people() -> Any:
    view = context.reading()
    active = [p for p in view.directory.people.values() if p.active]
    return jsonify([shapes.person(one, view) for one in active])


def teams() -> Any:
    return jsonify(shapes.teams(context.reading().directory))


def openapi() -> Any:
    return jsonify(description())
