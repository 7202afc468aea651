"""Knows the time axis 时间轴 (rules.md §11): the foreman's page for giving work out, a leader's
inside the team, and the same on a wall."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, render_template, request

from app import context
from app.live.pages import live, slots
from app.pages.card import me_here
from app.pages.command_form import NotDone, give, go_back, go_on
from app.pages.own_reviews import own_reviews
from app.pages.strip import strip
from app.pages.wall import about, shown_as, to_review
from app.people import signed_in
from app.people.entry import let_in
from app.storage.serialization import new_id
from app.words import say
from board.events.event import stamp
from board.people.people import Person, Team
from board.people.rights import may, scope_of
from board.planning.work_left import FEW_MINUTES
from board.shop.hours import Stretch

blueprint = Blueprint("dispatch", __name__)

# Words that the browser puts together itself, with what it fills in.
WORDS = {
    "late": "lasts", "late-today": "", "hours": "n", "short": "n", "over": "n",
    "still": "n", "beyond": "n", "beyond-today": "n", "not-today": "", "by-rules": "",
    "before": "plate", "free-at": "time", "free-now": "", "free-none": "", "choose-row": "",
    "dispatched": "plate name", "undo": "", "undone": "plate", "send-again": "", "news": "n",
    "promise-at": "time", "done": "", "running": "", "planned": "", "stopped": "",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One person who works on cars, as the axis has them today."""

    person: Person
    absent: bool


@blueprint.get("/dispatch")
@signed_in.page_for_right("dispatch_card")
def dispatch() -> Any:
    own = _own_team(me_here())
    return render_template(
        "dispatch/dispatch.html", live=live("axis"), slots=slots("axis"), own=own,
        may_mark_absent=may("mark_absent", me_here()), key=new_id,
        own_reviews=own_reviews(me_here()), strip=strip(),
        **axis(teams=(own,) if own else ()),
    )  # fmt: skip


@blueprint.get("/wall/axis")
@signed_in.page_for_walls_too
def wall() -> Any:
    """The axis as this wall shows it: its size and teams."""
    if elsewhere := to_review():
        return elsewhere
    shown = shown_as()
    return render_template(
        "axis/wall.html", live=live("axis"), slots=slots("axis"), strip=strip(), **about(shown),
        **axis(shown.teams),
    )  # fmt: skip


@blueprint.get("/live/axis-rows")
def rows() -> Any:
    """Rows and hours anew: who is absent and when the shop works is no tile. Fetched by the page
    itself after a change that is no card's."""
    if signed_in.credential() is None:
        abort(401)
    return render_template("axis/_people.html", **axis(tuple(request.args.getlist("team"))))


@blueprint.get("/live/dispatch-own")
def own() -> Any:
    """Reviews and countermeasures of one's own, anew."""
    let_in("dispatch")
    return render_template(
        "homes/_countermeasures.html", here="/dispatch", own_reviews=own_reviews(me_here()),
        key=new_id,
    )  # fmt: skip


@blueprint.app_template_global()
def axis_words() -> dict[str, str]:
    """The same words for the browser, in the page's language, with their gaps left open."""
    language = context.language()
    return {
        name: say(language, f"axis-{name}", **{gap: f"{{{gap}}}" for gap in gaps.split()})
        for name, gaps in WORDS.items()
    }


def axis(teams: tuple[str, ...] = ()) -> dict[str, Any]:
    """What the templates of the axis need; from the request's one reading. It reaches to the end of
    the last overtime."""
    reading, groups = context.read_session(), _groups(teams)
    hours, today = reading.hours, reading.hours.day(reading.now)
    of_teams = {team.id: hours.stretches(today, team.id) for team, _ in groups}
    ends = [end for works in of_teams.values() for _, end in works]
    return {
        "groups": groups, "today": today.isoformat(), "only_teams": teams,
        "works": _written(hours.stretches(today)),
        "works_of": {team: _written(works) for team, works in of_teams.items()},
        "opens": stamp(hours.opening(today)),
        "closes": stamp(max([hours.closing(today), *ends])), "least": FEW_MINUTES,
    }  # fmt: skip


def _written(works: list[Stretch]) -> str:
    return " ".join(f"{stamp(start)}/{stamp(end)}" for start, end in works)


def _groups(teams: tuple[str, ...]) -> list[tuple[Team, list[Row]]]:
    """Teams with those who work on cars: the leader first, then by staff code, and last who does
    so beside another task."""
    reading = context.read_session()
    directory, today = reading.directory, reading.hours.day(reading.now)
    found = []
    for team in directory.teams.values():
        people = sorted((p for p in directory.members(team.id) if p.works_on_cars), key=_place)
        if people and (not teams or team.id in teams):
            found.append((team, [Row(p, directory.is_absent(p.id, today)) for p in people]))
    return found


def _place(person: Person) -> tuple[bool, bool, str]:
    beside = person.roles[0] not in ("leader", "technician")
    return not person.has("leader"), beside, person.id


def _own_team(me: Person) -> str | None:
    """A leader dispatches inside the team only; the foreman everywhere."""
    return me.team if scope_of("dispatch_card", me) != "any" else None


# --- who is here today ---------------------------------------------------------------------


@blueprint.post("/dispatch/absence")
@signed_in.page_for_right("mark_absent")
def mark_absent() -> Any:
    person, absent = request.form.get("person", ""), request.form.get("absent") == "1"
    reading = context.read_session()
    if person not in reading.directory.people:
        abort(404)
    day = reading.hours.day(reading.now).isoformat()
    try:
        give("mark_absent", {"person": person, "day": day, "absent": absent})
    except NotDone as no:
        return go_back(no, "/dispatch")
    words = "axis-said-absent" if absent else "axis-said-here"
    return go_on(words, "/dispatch", name=reading.directory.name_of(person) or person)
