"""Knows how the API lists reviews, and shows one whole."""

from datetime import timedelta
from typing import Annotated, Any, TypedDict

from flask import Blueprint, Response, jsonify

from app import context
from app.api.blueprint import for_signed_in
from app.api.problem import Problem
from app.api.schemas import As
from app.pages.review_shown import Row, missing, rows
from app.storage import reviews
from app.storage.read_session import ReadSession
from board.card.masking import masked_or_none
from board.card.tile import Tile
from board.events.event import Stamp, stamp
from board.reviews import review

BACK, AHEAD = timedelta(days=31), timedelta(days=1)
FOUND_AGAIN = ("id", "code", "plate", "model", "customer", "requests", "flags", "lane", "state",
               "appointment_at")  # fmt: skip


class Head(TypedDict):
    """Of a review in a list and whole: which, when, how it stands."""

    id: str
    session: str
    day: Annotated[str, "date"]
    state: str
    at: Stamp
    due_at: Stamp
    opened_at: Stamp | None
    opened_by: str | None
    closed_at: Stamp | None
    missed_at: Stamp | None
    missed_reason: str | None
    held_on_time: bool
    open_countermeasures: int


class ReviewListed(Head):
    """Which, when, how it stands, and how much came of it."""

    exceptions: int
    countermeasures: int


class Exceptional(TypedDict):
    """One car of the agenda with its facts as they stood at the opening, the frozen tile, and what
    is different since; `countermeasures` are the ids of what was decided of it."""

    card: str
    kind: str
    lane: str
    state: str | None
    tone: str
    since: Stamp | None
    promise_at: Stamp | None
    forecast_at: Stamp | None
    ready_at: Stamp | None
    team: str | None
    technicians: list[str]
    advisor: str | None
    why: str | None
    tile: Annotated[dict[str, Any], As(Tile, FOUND_AGAIN)]
    changed: list[str]
    countermeasures: list[str]


class Load(TypedDict):
    """A team's labour at hand against what its people present still have of the day, in minutes;
    `today`: of the labour, what is promised today. `team` null: given to nobody yet."""

    team: str | None
    people: int
    work: int
    today: int
    left: int


class Decided(TypedDict):
    """A countermeasure. `how` is null while it is open, else carried_out, done, deed or left."""

    id: str
    kind: str
    card: str | None
    owner: str
    due_at: Stamp
    note: str | None
    team: str | None
    technicians: list[str]
    until: str | None
    by: str
    at: Stamp
    escalated_at: Stamp | None
    finished_at: Stamp | None
    finished_by: str | None
    how: str | None
    finish_note: str | None


class Review(Head):
    """Everything of a review; `exceptions` in the order of the agenda, `undecided` keeps it from
    being closed, `missing` are those on shift who did not stand at the board. `left_open`: nobody
    closed it, and these late cars were left without an answer."""

    part: str
    card: str | None
    board_seq: int | None
    on_shift: list[str]
    attendance: list[str] | None
    missing: list[str]
    exceptions: list[Exceptional]
    undecided: list[str]
    loads: list[Load]
    loads_after: list[Load]
    countermeasures: list[Decided]
    explained_by: str | None
    closed_by: str | None
    left_open: list[str] | None


def add_to(blueprint: Blueprint) -> None:
    blueprint.get("/reviews")(for_signed_in(last_month))
    blueprint.get("/reviews/<id>")(for_signed_in(one_review))


def last_month() -> Response:
    """GET /reviews: those of the last month, today's too, the latest first."""
    reading = context.read_session()
    since, until = reading.now - BACK, reading.now + AHEAD
    found = reviews.between(reading.connection, reading.id, since, until)
    return jsonify([listed(one) for one in reversed(found)])


def one_review(id: str) -> Response:
    """GET /reviews/ID."""
    reading = context.read_session()
    if (one := reading.review(id)) is None:
        raise Problem(404, "unknown_review")
    return jsonify(whole(one, reading))


def listed(one: review.Review) -> ReviewListed:
    raised, decided = len(one.raised), len(one.countermeasures)
    return {**_head(one), "exceptions": raised, "countermeasures": decided}


def _head(one: review.Review) -> Head:
    return {
        "id": one.id, "session": one.session, "day": one.day.isoformat(), "state": one.state,
        "at": stamp(one.at), "due_at": stamp(one.due_at), "opened_at": stamp(one.opened_at),
        "opened_by": one.opened_by, "closed_at": stamp(one.closed_at),
        "missed_at": stamp(one.missed_at), "missed_reason": one.missed_reason,
        "held_on_time": one.held_on_time, "open_countermeasures": len(one.open_countermeasures),
    }  # fmt: skip


def whole(one: review.Review, reading: ReadSession) -> Review:
    agenda = rows(one, reading) if one.opened_at else []
    return {
        **_head(one), "part": one.part, "card": one.car, "board_seq": one.board_seq,
        "on_shift": one.on_shift, "attendance": one.attendance,
        "missing": missing(one) if one.attendance is not None else [],
        "exceptions": [_exception(row) for row in agenda],
        "undecided": [row.one.card for row in agenda if row.open],
        "loads": [_load(load) for load in one.loads],
        "loads_after": [_load(load) for load in one.loads_after],
        "countermeasures": [_decided(measure) for measure in one.countermeasures],
        "explained_by": one.explained_by, "closed_by": one.closed_by, "left_open": one.left_open,
    }  # fmt: skip


def _exception(row: Row) -> Exceptional:
    one = row.one
    return {
        "card": one.card, "kind": one.kind, "lane": one.lane, "state": one.state,
        "tone": one.tone, "since": stamp(one.since), "promise_at": stamp(one.promise_at),
        "forecast_at": stamp(one.forecast_at), "ready_at": stamp(one.ready_at), "team": one.team,
        "technicians": one.technicians, "advisor": one.advisor, "why": one.why,
        "tile": row.then, "changed": row.since,
        "countermeasures": [measure.id for measure in row.decided],
    }  # fmt: skip


def _load(one: review.TeamLoad) -> Load:
    return {"team": one.team, "people": one.people, "work": one.work, "today": one.today,
            "left": one.left}  # fmt: skip


def _decided(one: review.Countermeasure) -> Decided:
    return {
        "id": one.id, "kind": one.kind, "card": one.card, "owner": one.owner,
        "due_at": stamp(one.due_at), "note": masked_or_none(one.note), "team": one.team,
        "technicians": one.technicians, "until": one.until, "by": one.by, "at": stamp(one.at),
        "escalated_at": stamp(one.escalated_at), "finished_at": stamp(one.finished_at),
        "finished_by": one.finished_by, "how": one.how,
        "finish_note": masked_or_none(one.finish_note),
    }  # fmt: skip
