"""Knows the wall, view 进度 (rules.md §11), how a wall is reached by its secret link, and as which
wall a page is shown."""

import hashlib
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, abort, jsonify, redirect, render_template, request

from app import context
from app.live.pages import live, slots
from app.live.views import NO_TEAM
from app.pages.strip import strip
from app.people import signed_in
from app.people import wall_links as walls
from app.people.signed_in import page_for_walls_too
from board.reviews.review import Review
from board.shop.walls import Wall

blueprint = Blueprint("wall", __name__)

REVIEW = "/wall/review"
VIEWS = {"progress": "/wall", "axis": "/wall/axis", "appointments": "/wall/appointments"}
OWN_VIEW = "/wall/view"
STAY = "stay"


@blueprint.get("/wall")
@page_for_walls_too
def wall() -> Any:
    shown = shown_as()
    if elsewhere := to_review():
        return elsewhere
    stack = shown.stacked(context.read_session().settings)
    view = "wall" if stack == "urgency" else "wall-lanes"
    return render_template(
        "wall/wall.html", live=live(view), slots=of_teams(slots(view), shown.teams), stack=stack,
        undispatched_minutes=context.read_session().settings.undispatched_minutes, strip=strip(),
        **about(shown),
    )  # fmt: skip


@blueprint.get(OWN_VIEW)
@page_for_walls_too
def own_view() -> Any:
    """Where a wall belongs, whatever somebody touched meanwhile: to the review that is held in
    front of it, else to its own view. Appointments stay appointments."""
    shown = shown_as()
    if shown.view != "appointments" and (elsewhere := to_review()):
        return elsewhere
    return redirect(VIEWS[shown.view], 303)


def to_review() -> Any:
    """A review under way is shown large; `stay` looks at the board all the same."""
    return redirect(REVIEW, 303) if reviewed() and STAY not in request.args else None


def reviewed() -> Review | None:
    return context.read_session().review_under_way()


@blueprint.get("/wall/<secret>")
def by_link(secret: str) -> Any:
    """The secret link, once: the browser becomes this wall, and the secret leaves its bar."""
    found = walls.by_secret(context.read_session(), secret)
    if found is None:
        return walls.gone()
    return walls.keep(redirect(OWN_VIEW, 303), found)


@blueprint.get("/live/frame")
def frame_now() -> Any:
    """What the page stands on besides tiles; a screen that shows another one loads itself anew."""
    if signed_in.credential() is None:
        abort(401)
    return jsonify({"frame": frame(shown_as(), "people" in request.args)})


def shown_as() -> Wall:
    """The wall that this screen is; for people, the one they want to look at, or none's."""
    if signed_in.person() is None:
        return walls.here() or nobodys()
    asked = context.read_session().shop.walls.get(request.args.get("wall", ""))
    return asked or nobodys()


def nobodys() -> Wall:
    return Wall("", "", language=context.language())  # type: ignore[arg-type]


def about(shown: Wall, people: bool = False) -> dict[str, Any]:
    """What every view of a wall is given: which wall, of which teams, where it belongs. `people`:
    the view stands on who is there, too."""
    mine = [*shown.teams, NO_TEAM] if shown.teams else []
    hangs = signed_in.person() is None
    asked = {"wall": shown.id} if shown.id and not hangs else {}
    held, stays = reviewed(), asked | ({STAY: ""} if reviewed() else {})
    marked = _query(asked | ({"people": ""} if people else {}))
    return {
        "wall": shown, "inches": shown.inches, "metres": shown.metres, "of_teams": mine,
        "team_names": [context.read_session().shop.teams[id].name for id in shown.teams],
        "frame": frame(shown, people), "frame_from": f"/live/frame{marked}",
        "own_view": OWN_VIEW if hangs else "", "stays": STAY in request.args,
        "wall_views": [("review", REVIEW)] * bool(held)
        + [(name, path + _query(stays)) for name, path in VIEWS.items()],
    }  # fmt: skip


def _query(values: dict[str, str]) -> str:
    return f"?{urlencode(values)}" if values else ""


def of_teams(shown: dict[str, Any], teams: tuple[str, ...]) -> dict[str, Any]:
    """The rows a wall of some teams shows: theirs, and those that are nobody's yet."""
    if not teams:
        return shown
    return {
        slot: [(t, rank) for t, rank in rows if t["team"] is None or t["team"]["id"] in teams]
        for slot, rows in shown.items()
    }


def frame(shown: Wall, people: bool = False) -> str:
    """A short mark of the wall's own choices, the shop's settings, the day, the review that is
    held, and (`people`) who is there on which days."""
    view = context.read_session()
    shop, today = view.shop, view.hours.day(view.now)
    held = reviewed()
    stands: tuple[Any, ...] = (
        shown,
        view.row.name,
        shop.settings,
        shop.teams,
        today,
        held and held.id,
    )
    if people:
        there = [(p.id, p.roles, p.team, p.active) for p in shop.people.values()]
        stands += (there, sorted(shop.absences), sorted(shop.days.items()))
    return hashlib.sha256(repr(stands).encode()).hexdigest()[:16]
