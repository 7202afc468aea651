"""Knows the pages of the daily reviews: today's, those of past days and weeks, one that was held
with its minutes on one A4, and what its owner says of a countermeasure (rules.md §10)."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request
from sqlalchemy import select

from app import context
from app.live.pages import live
from app.pages.card import me_here
from app.pages.command_form import NotDone, give, go_back, go_on
from app.pages.review_shown import (
    Earlier,
    as_closed,
    earlier,
    loads_beside,
    missing,
    names,
    open_decisions,
    rows,
)
from app.people import signed_in
from app.people.paths import local_path
from app.storage import reviews
from app.storage import tables as t
from app.storage.read_session import ReadSession
from app.storage.serialization import load_card, new_id
from board.people.people import Person
from board.reviews.review import DUE, MISSED, Review
from board.reviews.sittings import EARLY, Sitting, next_sitting, sittings
from board.reviews.weeks import weeks

blueprint = Blueprint("reviews", __name__)

DAYS_SHOWN, WEEKS_SHOWN = 14, 8
EARLIER_ON_PAPER, LONG_NOTE = 8, 24  # decisions, characters
SIZES = (("l", 14), ("m", 26), ("s", 66))  # up to so many lines


# --- lists -----------------------------------------------------------------------------------


@blueprint.get("/reviews")
@signed_in.page_for_signed_in
def listed() -> Any:
    """Today's three, what waits of earlier ones, and the days before."""
    return render_template("reviews/reviews.html", live=live("reviews"), **_lists(me_here()))


@blueprint.get("/live/review-lists")
def listed_parts() -> Any:
    if signed_in.person() is None:
        abort(401)
    return render_template("reviews/_lists.html", **_lists(me_here()))


@blueprint.get("/reviews/weeks")
@signed_in.page_for_signed_in
def over_weeks() -> Any:
    """Week by week: held on time, exceptions, countermeasures in time, late cars turned around."""
    view = context.read_session()
    monday = view.hours.day(view.now) - timedelta(days=view.hours.day(view.now).weekday())
    since = view.hours.at(monday - timedelta(weeks=WEEKS_SHOWN - 1), time.min)
    found = reviews.between(view.connection, view.id, since, view.now + timedelta(days=1))
    cars = {one.card for review in found for one in review.raised if one.kind == "late"}
    return render_template("reviews/weeks.html", weeks=weeks(found, _ready(view, cars), view.now))


def _ready(reading: ReadSession, cars: set[str]) -> dict[str, datetime | None]:
    c = t.cards.c
    found = reading.connection.scalars(select(c.state).where(c.shop == reading.id, c.id.in_(cars)))
    return {card.id: card.ready_at for card in map(load_card, found)}


def _lists(me: Person) -> dict[str, Any]:
    view = context.read_session()
    today = view.hours.day(view.now)
    midnight = view.hours.at(today, time.min)
    since = midnight - timedelta(days=DAYS_SHOWN)
    before = reviews.between(view.connection, view.id, since, midnight)
    days: dict[date, list[Review]] = {}
    for review in reversed(before):
        days.setdefault(review.day, []).insert(0, review)
    waiting = view.waiting_reviews()
    older = [one for one in reviews.unexplained(waiting) if one.at < since]
    return {
        "older": older[: reviews.MOST_MISSED], "older_rest": len(older[reviews.MOST_MISSED :]),
        "today": [_today(one, view) for one in sittings(today, view.hours)],
        "days": days, "key": new_id,
        "open_decisions": open_decisions(view),
        "may_lead": signed_in.possible("open_review") == "yes",
        "under_way": view.review_under_way(), "mine": me.id,
    }  # fmt: skip


def next_review(reading: ReadSession) -> Sitting | None:
    """The next one that is still to be held: one that was opened early is behind us."""
    found = next_sitting(reading.now, reading.hours)
    while found and (known := reading.review(found.id)) and known.opened_at:
        found = next_sitting(found.at, reading.hours)
    return found


def _today(sitting: Sitting, reading: ReadSession) -> tuple[Sitting, Review | None, bool]:
    """One of today's with what is known of it, and whether it can be opened now."""
    review = reading.review(sitting.id)
    unheld = review is None or review.state in (DUE, MISSED)
    soon = sitting.at - EARLY <= reading.now < sitting.over_at
    return sitting, review, unheld and soon


# --- one review ------------------------------------------------------------------------------


def review_of(id: str) -> Review:
    return context.read_session().review(id) or abort(404)


def about(review: Review) -> dict[str, Any]:
    """What templates of a held or open review need; a held one is told as it was closed."""
    view, review = context.read_session(), as_closed(review)
    before = earlier(review, view)
    shown = rows(review, view, [e.one for e in before if e.became == "open"])
    return {
        "review": review, "rows": shown, "earlier": before,
        "loads": loads_beside(review, view), "undecided": [row for row in shown if row.open],
        "missing": names(missing(review), view), "present": names(review.attendance or (), view),
        "cars": {row.one.card: row for row in shown}, "now": view.now,
        "team_name": lambda id: view.shop.teams[id].name if id in view.shop.teams else None,
        "plate_of": plates(review, before, view), "key": new_id,
    }  # fmt: skip


def plates(
    review: Review, before: list[Earlier], reading: ReadSession
) -> Callable[[str | None], str]:
    """What each car that is named beside the agenda is called, by its id; "" for none."""
    decided = [*review.countermeasures, *(e.one for e in before)]
    cards = reading.cards([*(review.left_open or ()), *(one.card for one in decided if one.card)])
    called = {id: card.vehicle.plate or card.code for id, card in cards.items()}
    return lambda id: called.get(id or "", "")


@blueprint.get("/reviews/<id>/minutes")
@signed_in.page_for_signed_in
def minutes(id: str) -> Any:
    """纪要 on one A4: who, when, how long, exceptions, decisions."""
    review = review_of(id)
    if review.opened_at is None:
        abort(404)
    shown = about(review)
    return render_template(
        "reviews/minutes.html", **shown, size=_size(shown), earlier_shown=EARLIER_ON_PAPER
    )


def _size(shown: dict[str, Any]) -> str:
    """How large the minutes are set: the more there is and the longer the notes, the smaller."""
    before = [e.one for e in shown["earlier"][:EARLIER_ON_PAPER]]
    decided = [*shown["review"].countermeasures, *before]
    long = [one for one in decided if len(one.note or "") > LONG_NOTE]
    lines = len(shown["rows"]) + len(decided) + len(long)
    return next((size for size, most in SIZES if lines <= most), "xs")


# --- commands --------------------------------------------------------------------------------


@blueprint.post("/reviews/open")
@signed_in.page_for_right("open_review")
def open_review() -> Any:
    session = request.form.get("session", "")
    return done_or_back("open_review", {"session": session}, "/reviews")


@blueprint.post("/reviews/<id>/explain")
@signed_in.page_for_right("explain_missed_review")
def explain(id: str) -> Any:
    args = {"review": id, "reason": request.form.get("reason", "")}
    return done_or_back("explain_missed_review", args, "/reviews", to="/reviews")


@blueprint.post("/countermeasures/<id>/finish")
@signed_in.page_for_signed_in
def finish(id: str) -> Any:
    args = {"countermeasure": id} | typed("note")
    back = local_path(request.form.get("next")) or "/reviews"
    return done_or_back("finish_countermeasure", args, back, to=back)


def typed(*names: str) -> dict[str, str]:
    """Fields of the form that were filled in."""
    return {name: text for name in names if (text := request.form.get(name, "").strip())}


def done_or_back(
    command: str, raw: dict[str, Any], back: str, to: str | None = None, card: str | None = None
) -> Any:
    """Gives a command and goes on; after a no back to where it came from, with the sentence."""
    try:
        answer = give(command, raw, card)
    except NotDone as no:
        return go_back(no, back)
    to = to or f"/reviews/{answer.made['review']}"
    if command == "turn_review":  # what it did is seen at once
        return redirect(to, 303)
    return go_on(f"review-done-{command}", to)
