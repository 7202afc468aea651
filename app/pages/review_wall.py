"""Knows a review on the wall: large, following the tablet that leads it (rules.md §10); and the
strip under every view of a wall, fetched anew."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template

from app import context
from app.live.pages import live
from app.pages.reviews import about
from app.pages.strip import strip
from app.pages.wall import about as about_wall
from app.pages.wall import shown_as
from app.people import signed_in
from app.people.signed_in import page_for_walls_too
from board.commands.reviews import PARTS
from board.reviews.agenda import KINDS
from board.reviews.review import Review

blueprint = Blueprint("review_wall", __name__)


@blueprint.get("/wall/review")
@page_for_walls_too
def wall() -> Any:
    """The review that is being held; none: the wall goes back to its own view. It follows the board
    as the view 进度 does, and shows no tiles of it."""
    view = context.read_session()
    if (review := view.review_under_way()) is None:
        return redirect("/wall/view", 303)
    return render_template(
        "reviews/wall.html",
        live=live("wall"),
        strip=strip(),
        **about_wall(shown_as()),
        **_shown(review),
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
def strip_anew() -> Any:
    if signed_in.credential() is None:
        abort(401)
    return render_template("wall/_strip.html", strip=strip())
