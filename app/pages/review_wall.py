"""Knows a review on the wall: large, following the tablet that leads it (rules.md §10), and the
strip under every view of a wall: when the next review is, and what was decided and is not done
yet."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template

from app import context
from app.live.pages import live
from app.pages.review_shown import Earlier, open_decisions
from app.pages.reviews import about, next_review
from app.pages.wall import about as about_wall
from app.pages.wall import shown_as
from app.people import signed_in
from app.people.signed_in import page_for_walls_too
from app.storage import reviews
from app.storage.serialization import new_id
from board.card.card import Card
from board.card.short_name import masked
from board.commands.reviews import PARTS
from board.people.people import Person
from board.reviews.agenda import KINDS
from board.reviews.review import DUE, MISSED, OPEN, Review

blueprint = Blueprint("review_wall", __name__)
blueprint.add_app_template_filter(masked, "masked")


@blueprint.get("/wall/review")
@page_for_walls_too
def wall() -> Any:
    """The review that is being held; none: the wall goes back to its own view. It follows the board
    as the view 进度 does, and shows no tiles of it."""
    view = context.read_session()
    if (review := view.review_under_way()) is None:
        return redirect("/wall/view", 303)
    return render_template(
        "reviews/wall.html", live=live("wall"), **about_wall(shown_as()), **_shown(review)
    )


@blueprint.get("/live/wall-review")
def parts() -> Any:
    if signed_in.credential() is None:
        abort(401)
    if (review := context.read_session().review_under_way()) is None:
        return render_template("reviews/_wall_over.html")
    return render_template("reviews/_wall_parts.html", **_shown(review))


def _shown(review: Review) -> dict[str, Any]:
    shown = about(review)
    return shown | {
        "part": review.part, "parts": PARTS,
        "car": shown["cars"].get(review.car) if review.part == "exceptions" else None,
        "kinds": KINDS,
    }  # fmt: skip


# --- the strip under every view --------------------------------------------------------------


@blueprint.get("/live/strip")
def strip() -> Any:
    if signed_in.credential() is None:
        abort(401)
    return render_template("wall/_strip.html")


@blueprint.app_template_global()
def on_the_strip() -> dict[str, Any]:
    """The review that is due, missed and unexplained today, or the next one; open decisions."""
    view = context.read_session()
    waiting = view.waiting_reviews()
    today = view.hours.day(view.now)
    due = next((r for r in waiting if r.state == DUE), None)
    missed = [r for r in waiting if r.state == MISSED and r.day == today]
    return {
        "due": due, "missed": missed[-1] if missed else None,
        "under_way": view.review_under_way(),
        "next": next_review(view), "decisions": open_decisions(view),
        "plate_of": lambda e: _plate(e.car),
    }  # fmt: skip


@blueprint.app_template_global()
def decisions_about(card: Card) -> list[Earlier]:
    """What was decided about a car and is not done yet."""
    return [e for e in open_decisions(context.read_session()) if e.one.card == card.id]


@blueprint.app_template_global()
def review_duties(me: Person) -> dict[str, Any] | None:
    """What of reviews is somebody's own: the review due, under way or missed without a reason, to
    who leads it (a missed one is the manager's too; `rest`: how many more there are), and their
    countermeasures; overdue ones are the foreman's as well (rules.md §9)."""
    view = context.read_session()
    leads, waiting = me.has("foreman"), view.waiting_reviews()
    to_hold = [r for r in waiting if r.state in (DUE, OPEN)] if leads else []
    missed = reviews.unexplained(waiting) if me.has("foreman", "manager") else []
    decisions = [e for e in open_decisions(view)
                 if e.one.owner == me.id or (e.one.escalated_at and leads)]  # fmt: skip
    if not to_hold and not missed and not decisions:
        return None
    most = reviews.MOST_MISSED
    return {"reviews": to_hold + missed[:most], "rest": len(missed[most:]), "decisions": decisions,
            "key": new_id}  # fmt: skip


def _plate(card: Any) -> str:
    return (card.vehicle.plate or card.code) if card else ""
