"""Knows the home page: a technician's jobs in dispatch order with the one at hand on top, and for
everybody what waits for them."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, render_template, session

from app import context
from app.commands.offers import Offers, offers
from app.live.pages import live, slots
from app.pages.card import for_actions, me_here, taking_back, tile_of, undo_of
from app.pages.homes import tabs
from app.pages.led import led_by
from app.pages.own_reviews import own_reviews
from app.people import signed_in
from app.people.entry import let_in
from app.people.paths import HOME, home_of
from app.storage.serialization import new_id
from board.card.card import Card
from board.people.people import Person
from board.rules.at_hand import at_hand

blueprint = Blueprint("jobs", __name__)

# What waits for a role, besides a technician's own jobs: role → (lane, what must hold).
WAITS: dict[str, tuple[tuple[str, Callable[[Card], bool]], ...]] = {
    "advisor": (
        ("arrived", lambda card: True),
        ("settling", lambda card: card.bill in ("checked", "returned")),
        ("ready", lambda card: True),
    ),
    "foreman": (("waiting", lambda card: True), ("stopped", lambda card: True)),
    "inspector": (("checking", lambda card: card.state == "final"),),
    "washer": (("washing", lambda card: True),),
    "cashier": (("settling", lambda card: card.bill in ("open", "returned")),),
    "parts": (("stopped", lambda card: card.stop_reason == "parts"),),
    "reception": (("due", lambda card: True),),
    "care": (("due", lambda card: True), ("no_show", lambda card: True)),
}
MOST_SHOWN = 30


@blueprint.get("/")
@signed_in.page_for_signed_in
def home() -> Any:
    """The workshop's home; everybody else comes home to what waits for their role."""
    mine = home_of(me_here())
    return jobs_page() if mine == HOME else redirect(mine, 303)


@blueprint.get("/live/my-jobs")
def parts() -> Any:
    """The regions that pushes do not draw, fetched by the page itself."""
    let_in("jobs")
    return render_template("jobs/_parts.html", **_about(me_here()))


def jobs_page(refusal: str | None = None, status: int = 200) -> Any:
    me = me_here()
    rows = slots("jobs").get("jobs", []) if me.works_on_cars else []
    mine = [(tile, rank) for tile, rank in rows
            if any(t["id"] == me.id for t in tile["technicians"])]  # fmt: skip
    return render_template(
        "jobs/jobs.html", refusal=refusal, live=live("jobs"), rows=mine, tabs=tabs(me),
        **_about(me),
    ), status  # fmt: skip


def _about(me: Person) -> dict[str, Any]:
    one = at_hand(me, context.read_session()) if me.works_on_cars else None
    hand = _with_actions(one, me) if one else None
    return {
        "at_hand": hand,
        "undo": _undo(one, hand["offers"] if hand else None),
        "waits": [tile_of(card) for card in _waiting_for(me)[:MOST_SHOWN]],
        "could_join": [tile_of(card) for card in _could_join(me)[:MOST_SHOWN]],
        "led": led_by(me),
        "own_reviews": own_reviews(me),
        "page": "jobs",
        "here": HOME,
        "key": new_id,
    }


def _undo(card: Card | None, shown: Offers | None) -> dict[str, Any] | None:
    """What can be taken back: mostly on the car at hand, of which it is known already."""
    just_did = context.read_session().card(session.get("just_did"))
    if card and shown and just_did and just_did.id == card.id:
        return taking_back(just_did, shown.undo)
    return undo_of(just_did)


def _with_actions(card: Card, me: Person) -> dict[str, Any]:
    shown = offers(card, me, context.read_session())
    just_did = session.get("just_did")
    return {"tile": tile_of(card), "offers": shown, "another": just_did not in (None, card.id),
            **for_actions(card)}  # fmt: skip


def _waiting_for(me: Person) -> list[Card]:
    """Cars that stand in a lane which one of this person's roles moves on."""
    wanted = [rule for role in me.roles for rule in WAITS.get(role, ())]
    cards = context.read_session().in_lanes(*{lane for lane, _ in wanted}) if wanted else []
    found = [c for c in cards if any(c.lane == lane and holds(c) for lane, holds in wanted)]
    if me.has("advisor"):
        found = [c for c in found if c.advisor in (None, me.id)]
    return list({card.id: card for card in found}.values())


def _could_join(me: Person) -> list[Card]:
    """The team's other cars that stand ready to be begun; a leader sees all of them."""
    if not me.works_on_cars or not me.team or me.has("leader"):
        return []
    cards = context.read_session().in_lanes("queued")
    return [c for c in cards if c.team == me.team and me.id not in c.technicians]
