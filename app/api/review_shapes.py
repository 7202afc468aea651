"""Knows how the API shows a review, in a list and whole, and the deadlines that are no card's."""

from app.pages.review_shown import Row, missing, rows
from app.storage.read_session import ReadSession
from app.storage.serialization import review_json
from board.events.event import stamp
from board.reviews.review import DUE, MISSED, Countermeasure, Review

HIDDEN = ("raised", "loads", "loads_after", "stood", "countermeasures", "part", "car")


def listed(review: Review) -> dict:
    """A review in a list: which, when, how it stands, and how much came of it."""
    return {
        "id": review.id, "session": review.session, "day": review.day.isoformat(),
        "state": review.state, "at": stamp(review.at), "due_at": stamp(review.due_at),
        "opened_at": stamp(review.opened_at), "opened_by": review.opened_by,
        "closed_at": stamp(review.closed_at), "missed_at": stamp(review.missed_at),
        "missed_reason": review.missed_reason, "held_on_time": review.held_on_time,
        "exceptions": len(review.raised), "countermeasures": len(review.countermeasures),
        "open_countermeasures": len(review.open_countermeasures),
    }  # fmt: skip


def whole(review: Review, reading: ReadSession) -> dict:
    """Everything of a review; `exceptions` in the order of the agenda, each with its facts as they
    stood, the frozen tile, and what is different since; `undecided` keeps it from being closed."""
    plain = review_json(review)
    shown = rows(review, reading) if review.opened_at else []
    counted = ("exceptions", "countermeasures")
    return (
        {k: v for k, v in plain.items() if k not in HIDDEN}
        | {k: v for k, v in listed(review).items() if k not in counted}
        | {
            "part": review.part, "card": review.car,
            "exceptions": [_exception(row) for row in shown],
            "undecided": [row.one.card for row in shown if row.open],
            "loads": plain["loads"], "loads_after": plain["loads_after"],
            "missing": missing(review) if review.attendance is not None else [],
            "countermeasures": [countermeasure(one) for one in review.countermeasures],
        }
    )  # fmt: skip


def _exception(row: Row) -> dict:
    one = row.one
    return {
        "card": one.card, "kind": one.kind, "lane": one.lane, "state": one.state,
        "tone": one.tone, "since": stamp(one.since), "promise_at": stamp(one.promise_at),
        "forecast_at": stamp(one.forecast_at), "ready_at": stamp(one.ready_at), "team": one.team,
        "technicians": one.technicians, "advisor": one.advisor, "why": one.why,
        "tile": row.then, "changed": row.since,
        "countermeasures": [m.id for m in row.decided],
    }  # fmt: skip


def countermeasure(one: Countermeasure) -> dict:
    """`how` is null while it is open, else carried_out, done, deed or left."""
    return {
        "id": one.id, "kind": one.kind, "card": one.card, "owner": one.owner,
        "due_at": stamp(one.due_at), "note": one.note, "team": one.team,
        "technicians": one.technicians, "until": one.until, "by": one.by, "at": stamp(one.at),
        "escalated_at": stamp(one.escalated_at), "finished_at": stamp(one.finished_at),
        "finished_by": one.finished_by, "how": one.how, "finish_note": one.finish_note,
    }  # fmt: skip


# --- deadlines (rules.md §9) ----------------------------------------------------------------------


def duties(review: Review, reading: ReadSession) -> list[dict]:
    """The review itself and its countermeasures."""
    return [_duty_of_review(review), *(_duty_of(one, reading) for one in review.countermeasures)]


def _duty_of_review(review: Review) -> dict:
    """It is done by opening the review, or by the reason why it was not held."""
    waiting = review.opened_at is None and review.missed_reason is None
    overdue = "overdue" if review.state == MISSED else "open"
    return _duty(
        id=review.id, kind="review", about=review.session, opened_at=stamp(review.at),
        owner={"role": "foreman", "person": None}, escalates_to="manager",
        due_at=stamp(review.due_at), escalated_at=stamp(review.missed_at),
        state=overdue if waiting else "done", done_at=stamp(review.opened_at),
        done_by=review.opened_by or review.explained_by,
        outcome="missed" if review.state == MISSED else "done" if review.opened_at else None,
        counts=review.state == DUE,
    )  # fmt: skip


def _duty_of(one: Countermeasure, reading: ReadSession) -> dict:
    card = reading.card(one.card)
    overdue = one.open and one.due_at <= reading.now
    return _duty(
        id=one.id, kind="countermeasure", about=one.kind, card=one.card,
        code=card.code if card else None, plate=card.vehicle.plate if card else None,
        lane=card.lane if card else None, owner={"role": None, "person": one.owner},
        escalates_to="foreman", opened_at=stamp(one.at), due_at=stamp(one.due_at),
        escalated_at=stamp(one.escalated_at), done_at=stamp(one.finished_at),
        done_by=one.finished_by, outcome=one.how,
        state="overdue" if overdue else "open" if one.open else "done", counts=one.open,
    )  # fmt: skip


def _duty(**values: object) -> dict:
    """The shape every deadline has; what it has not is null."""
    shape = dict.fromkeys((
        "id", "kind", "about", "card", "code", "plate", "lane", "owner", "escalates_to",
        "opened_at", "due_at", "escalated_at", "done_at", "done_by", "outcome", "state", "counts",
    ))  # fmt: skip
    return shape | values
