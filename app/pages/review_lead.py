"""Knows how a review is led from the foreman's tablet (rules.md §10): one part after the other, the
wall follows; each exception with what is decided of it; closed once every delay is answered."""

from datetime import datetime, time, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request

from app import context
from app.live.pages import live
from app.pages.command_form import NotDone, give, go_on, version
from app.pages.review_shown import Row
from app.pages.reviews import about, done_or_back, review_of, typed
from app.people import signed_in
from app.storage.read_session import ReadSession
from board.card.lanes import AGREED
from board.commands.reviews import MEASURE_KINDS, PARTS
from board.events.event import stamp
from board.people.people import Person, Team
from board.planning.rounding import rounded_up
from board.reviews.agenda import KINDS
from board.reviews.review import OPEN, Review
from board.rules import lanes_of

blueprint = Blueprint("review_lead", __name__)

QUARTER = timedelta(minutes=15)
SOON = (timedelta(minutes=30), timedelta(hours=1), timedelta(hours=2))
OF_A_CAR = tuple(kind for kind in MEASURE_KINDS if kind != "overtime")
OF_THE_SHOP = ("overtime", "add_people", "other")


@blueprint.get("/reviews/<id>")
@signed_in.page_for_signed_in
def review(id: str) -> Any:
    """Whoever leads sees the part that is turned to; all others too, without buttons. `part` looks
    at another one without turning the wall."""
    one = review_of(id)
    if one.opened_at is None:
        return redirect("/reviews", 303)
    page = "reviews/lead.html" if one.state == OPEN else "reviews/held.html"
    return render_template(page, live=live("reviews"), **_shown(one))


@blueprint.get("/live/review/<id>")
def parts(id: str) -> Any:
    if signed_in.person() is None:
        abort(401)
    one = review_of(id)
    if one.opened_at is None:
        abort(404)
    return render_template("reviews/_parts.html", **_shown(one))


def _shown(one: Review) -> dict[str, Any]:
    view, shown = context.read_session(), about(one)
    part = request.args.get("part", one.part)
    looks = "part" in request.args
    car = shown["cars"].get(one.car) if part == "exceptions" and not looks else None
    return shown | {
        "part": part if part in PARTS else one.part, "parts": PARTS, "car": car, "looks": looks,
        "leads": signed_in.possible("close_review") == "yes" and one.state == OPEN,
        "groups": [(kind, found) for kind in KINDS
                   if (found := [r for r in shown["rows"] if r.one.kind == kind])],
        "teams": _teams(view), "gathered": _gathered(one, view),
        "to_next": _next_open(shown["rows"], one.car),
        "times": due_times(view), "owners": _owners(view, car),
        "by_kind": _by_kind(view, car.one.advisor if car else None),
        "kinds": _kinds(car), "overtime_until": _overtime(view),
    }  # fmt: skip


def _teams(reading: ReadSession) -> list[tuple[Team, list[Person]]]:
    """Everybody who works on cars and is here today, by team."""
    today, directory = reading.hours.day(reading.now), reading.directory
    found = []
    for team in directory.teams.values():
        people = [p for p in directory.members(team.id)
                  if p.works_on_cars and not directory.is_absent(p.id, today)]  # fmt: skip
        if people:
            found.append((team, sorted(people, key=lambda p: (not p.has("leader"), p.id))))
    return found


def _gathered(review: Review, reading: ReadSession) -> list[tuple[Team | None, list[Person]]]:
    """Everybody who was on shift at the opening, by team; last who is in none."""
    known = [p for id in review.on_shift if (p := reading.directory.person(id)) and p.active]
    teams = reading.directory.teams
    by_team = groupby(known, attrgetter("team"))
    return [(teams.get(team or ""), list(people)) for team, people in by_team]


def _next_open(rows: list[Row], car: str | None) -> Row | None:
    """The next car that keeps the review from being closed, after the one at hand; else the next
    one further down of which nothing was decided."""
    place = next((n for n, row in enumerate(rows) if row.one.card == car), -1)
    behind = [*rows[place + 1 :], *rows[: place + 1]]
    others = [row for row in behind if row.one.card != car]
    further = [row for row in rows[place + 1 :] if row.now and not row.decided and not row.running]
    return next((row for row in others if row.open), next(iter(further), None))


def due_times(reading: ReadSession) -> list[datetime]:
    """Until when: in half an hour, one, two, and when the shop closes; each a working time."""
    later = [reading.hours.after(reading.now, step / timedelta(minutes=1)) for step in SOON]
    found = [rounded_up(at, reading.hours, QUARTER) for at in later]
    closing = reading.hours.closing(reading.hours.day(reading.now))
    found += [closing] if closing > reading.now else []
    return sorted(set(found))


def _owners(reading: ReadSession, car: Row | None) -> list[Person]:
    """Who can answer for a decision, those first who mostly do."""
    first = ("foreman", "leader", "advisor", "parts", "manager")
    people = [p for p in reading.directory.people.values() if p.active]
    return sorted(people, key=lambda p: ([not p.has(role) for role in first], p.id))


def _by_kind(reading: ReadSession, advisor: str | None) -> dict[str, str]:
    """Whose each kind mostly is: the foreman's; a new promise the car's advisor's, parts the parts
    desk's."""
    me = signed_in.person()
    assert me is not None
    found = dict.fromkeys(MEASURE_KINDS, me.id)
    for kind, role in (("new_promise", "advisor"), ("chase_parts", "parts")):
        people = reading.directory.with_role(role)
        found[kind] = people[0].id if people else me.id
    return found | ({"new_promise": advisor} if advisor else {})


def _kinds(car: Row | None) -> list[str]:
    """What can be decided here: a car is given to others only where it can still be given out, and
    another time is agreed to only after check-in."""
    if car is None:
        return list(OF_THE_SHOP)
    lane = car.now["lane"] if car.now else None
    no = set() if lane in lanes_of("dispatch_card") else {"reassign", "add_people"}
    no |= set() if lane in AGREED else {"new_promise"}
    return [kind for kind in OF_A_CAR if kind not in no]


def _overtime(reading: ReadSession) -> str:
    closing = reading.hours.local(reading.hours.closing(reading.hours.day(reading.now)))
    return min((closing + timedelta(hours=2)).time(), time(23, 30)).strftime("%H:%M")


# --- commands --------------------------------------------------------------------------------


@blueprint.post("/reviews/<id>/turn")
@signed_in.page_for_right("turn_review")
def turn(id: str) -> Any:
    """To another part, or to one car; the wall turns with it."""
    args = {"review": id, "part": request.form.get("part", "")}
    return _back(id, "turn_review", args, card=request.form.get("card") or None)


@blueprint.post("/reviews/<id>/attendance")
@signed_in.page_for_right("mark_attendance")
def attendance(id: str) -> Any:
    args = {"review": id, "people": request.form.getlist("people")}
    return _back(id, "mark_attendance", args)


@blueprint.post("/reviews/<id>/decide")
@signed_in.page_for_right("add_countermeasure")
def decide(id: str) -> Any:
    """What was typed stays where the door says no."""
    card = request.form.get("card") or None
    try:
        give("add_countermeasure", _decision(id), card, version())
    except NotDone as no:
        one = review_of(id)
        shown = _shown(one) | {"refusal": no.words, "typed": request.form}
        return render_template("reviews/lead.html", live=live("reviews"), **shown), no.status
    return go_on("review-done-add_countermeasure", f"/reviews/{id}")


def _decision(id: str) -> dict[str, Any]:
    """The form as the command takes it; what does not belong to the chosen kind stays behind."""
    form, view = request.form, context.read_session()
    kind = form.get("kind", "")
    args: dict[str, Any] = {"review": id} | typed("kind", "owner", "note")
    args.setdefault("owner", _by_kind(view, _advisor_of(form.get("card"), id)).get(kind, ""))
    args["due_at"] = _due(view)
    if kind in ("reassign", "add_people"):
        args["technicians"] = form.getlist("technicians")
    if kind == "overtime":
        args |= typed("team", "until")
    return args


def _advisor_of(card: str | None, id: str) -> str | None:
    """Whose a car on the agenda was at the opening."""
    raised = review_of(id).raised if card else ()
    return next((one.advisor for one in raised if one.card == card), None)


def _due(reading: ReadSession) -> str:
    """The time that was tapped, or the one that was typed beside it."""
    other = request.form.get("due_other", "").strip()
    text = other or request.form.get("due_at", "")
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    return stamp(at if at.tzinfo else at.replace(tzinfo=reading.hours.zone)) or ""


@blueprint.post("/reviews/<id>/close")
@signed_in.page_for_right("close_review")
def close(id: str) -> Any:
    return _back(id, "close_review", {"review": id})


def _back(id: str, command: str, args: dict[str, Any], **more: Any) -> Any:
    return done_or_back(command, args, f"/reviews/{id}", to=f"/reviews/{id}", **more)
