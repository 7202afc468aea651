"""Knows the page of one card 维修管理卡: all about it, its story, and what one may do now."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from flask import Blueprint, abort, render_template, session

from app import context
from app.commands import consent
from app.commands.consent import Consent
from app.commands.offers import Offer, leads, offered, offers
from app.history.story import story
from app.live.pages import live
from app.pages.review_shown import Earlier, open_decisions
from app.pages.what_to_say import of_an_offer, to_say
from app.people import signed_in
from app.people.entry import seen_card, seen_events, sees_in_full
from app.storage import photos
from app.storage.serialization import new_id
from app.words import say
from app.words.sentences import sentence
from board.card.card import Card
from board.card.work_list import work_list
from board.commands.refusal import Refused
from board.events.event import stamp
from board.people.people import Person
from board.people.rights import may
from devices.qr_codes import card_url, qr_svg

blueprint = Blueprint("card", __name__)
blueprint.add_app_template_global(of_an_offer)
blueprint.add_app_template_global(to_say)

NOTHING: Mapping[str, str] = MappingProxyType({})


@blueprint.get("/c/<code>")
@signed_in.page_for_signed_in
def card(code: str) -> Any:
    return card_page(card_of(code))


@blueprint.get("/live/card/<code>")
def parts(code: str) -> Any:
    """The regions of the page that a push of the tile does not draw; fetched by the page itself,
    so it is no touch of a hand."""
    if signed_in.person() is None:
        abort(401)
    return render_template("card/_parts.html", **about(card_of(code)))


def card_of(code: str) -> Card:
    """The card with this code, in any case; the page says so where there is none."""
    found = context.read_session().card_by_code(code.upper()) if code.isascii() else None
    return found or abort(404)


def card_page(
    card: Card, refusal: str | None = None, status: int = 200, typed: Mapping[str, str] = NOTHING
) -> Any:
    """The whole page; after a refusal with its sentence and what was typed beside the tap."""
    return render_template("card/card.html", refusal=refusal, typed=typed, **about(card)), status


def about(card: Card) -> dict[str, Any]:
    """What the templates of a card need; from the request's one reading."""
    reading, me = context.read_session(), me_here()
    shown = offers(card, me, reading)
    return {
        "tile": tile_of(card), "live": live("card"), "offers": shown,
        "lines": story(seen_events(reading.events(card.id)), reading, context.language()),
        "qr": qr_svg(card_url(context.config().address, card.code), card.code),
        "consents": consents(card, me), "arrived": photos.arrived(reading, card.all_photos),
        "decided": decided(card),
        "may_edit": may("edit_card", me, card), "page": "card",
        "undo": taking_back(card, shown.undo),
        **for_actions(card),
    }  # fmt: skip


def decided(card: Card) -> list[Earlier]:
    """What reviews decided about a car and is not done yet."""
    return [e for e in open_decisions(context.read_session()) if e.one.card == card.id]


def consents(card: Card, me: Person) -> dict[str, Consent]:
    """What to say of each add-on that waits for the customer, to who may ask."""
    if not may("answer_add_on", me, card):
        return {}
    asked = [(card, add_on) for add_on in card.add_ons if add_on.answer is None]
    found = consent.consents(asked, context.read_session())
    return {id: one for id, one in found.items() if one}


def for_actions(card: Card) -> dict[str, Any]:
    """What the buttons need: why one is shut, how one is pressed, a fresh key for each."""
    me, seen = me_here(), seen_card(card)
    return {
        "card": seen, "work": work_list(seen), "whole": sees_in_full(), "key": new_id,
        "tapped": tapped,
        "why": lambda no: why(no, card),
        "leads": leads(card, me), "running": card.running_of(me.id) is not None,
    }  # fmt: skip


def undo_of(card: Card | None) -> dict[str, Any] | None:
    """What can be taken back on this card just now, and until when."""
    if card is None:
        return None
    offer = offered("undo", card, me_here(), context.read_session())
    return taking_back(card, offer[0] if offer else None)


def taking_back(card: Card, offer: Offer | None) -> dict[str, Any] | None:
    """What the button of an undo that is offered needs."""
    if offer is None or card.latest is None:
        return None
    seconds = context.read_session().settings.undo_seconds
    return {"card": card, "since": stamp(card.latest.at), "seconds": seconds, "words": _done(card)}


def _done(card: Card) -> str:
    """The car and what was done with it: by this browser a moment ago, else that it was."""
    done, known = "card-can-undo", session.get("just_done")
    if session.get("just_did") == card.id and known and known[1] == card.version:
        done = f"card-done-{known[0]}"
    language, car = context.language(), card.vehicle.plate or card.code
    return say(language, "card-done", car=car, done=say(language, done))


def me_here() -> Person:
    me = signed_in.person()
    assert me is not None
    return me


def tile_of(card: Card) -> dict[str, Any]:
    return context.read_session().tile_of(card)


def why(no: Refused, card: Card) -> str:
    """The plain sentence for what a rule says beforehand."""
    facts = {k: stamp(v) if isinstance(v, datetime) else v for k, v in no.facts.items()}
    return sentence(
        context.language(), context.read_session(), no.reason, facts, card, signed_in.person()
    )


def tapped(offer: Offer, card: Card) -> bool:
    """Whether a tap is enough: not where the PIN must be given with it."""
    return offer.tap and signed_in.possible(offer.command, card) == "yes"
