"""Knows how the API shows deadlines (rules.md §9): of cards, of reviews and what they decided."""

from datetime import datetime, time
from typing import TypedDict

from flask import Blueprint, Response, jsonify, request

from app import context
from app.api.blueprint import for_signed_in
from app.people import signed_in
from app.storage import reviews
from app.storage.departed import followed_up, left_since, no_shows
from app.storage.read_session import ReadSession
from board.card import values
from board.card.card import Card
from board.duties.duties import OWNERS, counting, is_for
from board.events.event import Stamp, stamp
from board.people.people import Person
from board.reviews.review import DUE, MISSED, Countermeasure, Review


class Owner(TypedDict):
    """Whose it is: everybody's with the role, or one person's."""

    role: str | None
    person: str | None


class Duty(TypedDict):
    """A deadline: whose it is and to whom it goes; `state` open, overdue or done. `outcome` is
    done, told, not_needed, missed or unreachable, or how a countermeasure ended; `counts` is false
    while nothing is owed. What it has not is null."""

    id: str
    kind: str
    about: str | None
    card: str | None
    code: str | None
    plate: str | None
    lane: str | None
    owner: Owner
    escalates_to: str
    opened_at: Stamp
    due_at: Stamp
    escalated_at: Stamp | None
    done_at: Stamp | None
    done_by: str | None
    outcome: str | None
    state: str
    counts: bool


def add_to(blueprint: Blueprint) -> None:
    blueprint.get("/duties")(for_signed_in(duties))


def duties() -> Response:
    """GET /duties: what counts down or ended today, by due time; `mine=1`: one's own, open."""
    reading, me = context.read_session(), signed_in.person()
    today = reading.hours.at(reading.hours.day(reading.now), time.min)
    mine = me if request.args.get("mine") else None
    shown = _of_cards(reading, today, mine) + _of_reviews(reading, today, mine)
    return jsonify(sorted(shown, key=lambda one: (one["due_at"], one["id"])))


# --- of cards -------------------------------------------------------------------------------------


def _of_cards(reading: ReadSession, today: datetime, mine: Person | None) -> list[Duty]:
    left = {card.id: card for card in (*left_since(reading, today), *followed_up(reading))}
    cards = [*reading.in_lanes(), *left.values()]
    cards += [one for one in no_shows(reading) if one.lane_since and one.lane_since >= today]
    return [
        _of_card(one, card, reading) for card in cards for one in card.duties
        if (one.done_at is None or one.done_at >= today)
        and (mine is None or one in counting(card, reading.now)
             and is_for(one, card, mine, reading.today))
    ]  # fmt: skip


def _of_card(one: values.Duty, card: Card, reading: ReadSession) -> Duty:
    owner, then = OWNERS[one.kind]
    overdue = one.done_at is None and one.due_at <= reading.now
    return {
        "id": one.id, "kind": one.kind, "about": one.about, "card": card.id, "code": card.code,
        "plate": card.vehicle.plate, "lane": card.lane,
        "owner": {"role": owner, "person": card.advisor if owner == "advisor" else None},
        "escalates_to": then, "opened_at": stamp(one.opened_at), "due_at": stamp(one.due_at),
        "escalated_at": stamp(one.escalated_at), "done_at": stamp(one.done_at),
        "done_by": one.done_by, "outcome": one.outcome,
        "state": "done" if one.done_at else "overdue" if overdue else "open",
        "counts": one in counting(card, reading.now),
    }  # fmt: skip


# --- of reviews -----------------------------------------------------------------------------------


def _of_reviews(reading: ReadSession, today: datetime, mine: Person | None) -> list[Duty]:
    """Deadlines that are no card's: today's reviews, and what is left of earlier ones."""
    known = {one.id: one for one in reading.waiting_reviews()}
    held = reviews.between(reading.connection, reading.id, today, reading.now)
    known |= {one.id: one for one in held}
    shown = [duty for one in known.values() for duty in _of_review(one, reading)]
    return [
        one for one in shown if (one["done_at"] is None or one["done_at"] >= stamp(today))
        and (mine is None or _is_for(one, mine))
    ]  # fmt: skip


def _is_for(one: Duty, me: Person) -> bool:
    """Whose an open one is now: its owner's, and theirs to whom it went."""
    if one["state"] == "done":
        return False
    owner = one["owner"]
    own = me.id == owner["person"] or bool(owner["role"] and me.has(owner["role"]))
    return own or bool(one["escalated_at"] and me.has(one["escalates_to"]))


def _of_review(review: Review, reading: ReadSession) -> list[Duty]:
    """The review itself and its countermeasures."""
    return [
        _that_it_is_held(review),
        *(_that_it_is_done(m, reading) for m in review.countermeasures),
    ]


def _that_it_is_held(review: Review) -> Duty:
    """It is done by opening the review, or by the reason why it was not held."""
    waiting = review.opened_at is None and review.missed_reason is None
    overdue = "overdue" if review.state == MISSED else "open"
    return {
        "id": review.id, "kind": "review", "about": review.session, "card": None, "code": None,
        "plate": None, "lane": None, "owner": {"role": "foreman", "person": None},
        "escalates_to": "manager", "opened_at": stamp(review.at), "due_at": stamp(review.due_at),
        "escalated_at": stamp(review.missed_at), "done_at": stamp(review.opened_at),
        "done_by": review.opened_by or review.explained_by,
        "outcome": "missed" if review.state == MISSED else "done" if review.opened_at else None,
        "state": overdue if waiting else "done", "counts": review.state == DUE,
    }  # fmt: skip


def _that_it_is_done(one: Countermeasure, reading: ReadSession) -> Duty:
    card = reading.card(one.card)
    overdue = one.open and one.due_at <= reading.now
    return {
        "id": one.id, "kind": "countermeasure", "about": one.kind, "card": one.card,
        "code": card.code if card else None, "plate": card.vehicle.plate if card else None,
        "lane": card.lane if card else None, "owner": {"role": None, "person": one.owner},
        "escalates_to": "foreman", "opened_at": stamp(one.at), "due_at": stamp(one.due_at),
        "escalated_at": stamp(one.escalated_at), "done_at": stamp(one.finished_at),
        "done_by": one.finished_by, "outcome": one.how,
        "state": "overdue" if overdue else "open" if one.open else "done", "counts": one.open,
    }  # fmt: skip
