"""Knows who is let in to a home and its live part, and how much of a customer whoever is behind the
request sees (rules.md §16)."""

from collections.abc import Iterable
from functools import wraps
from typing import Any

from flask import abort

from app.people import signed_in
from board.card.card import Card
from board.events import Fact
from board.events.event import Event
from board.people.discretion import discreet, discreet_event
from board.people.screens import CALL_LISTS, HOMES, in_full, may_see_home


def page_of_home(view: signed_in.View) -> signed_in.View:
    """A home's page for its roles; a list of calls asks a tapped name for the PIN first. The name
    of the home is the view's argument `name`."""

    @wraps(view)
    def guarded(name: str, **values: Any) -> Any:
        me = signed_in.person()
        if me is None:
            return signed_in.to_sign_in()
        if not may_see_home(me, name):
            abort(403)
        return signed_in.to_pin() if _needs_pin(name) else view(name, **values)

    return guarded


def let_in(name: str) -> None:
    """For what a home fetches by itself: 401 without anybody, 403 for all others."""
    me = signed_in.person()
    if me is None:
        abort(401)
    if name not in HOMES:
        abort(404)
    if not may_see_home(me, name) or _needs_pin(name):
        abort(403)


def _needs_pin(name: str) -> bool:
    return name in CALL_LISTS and not sees_in_full()


def sees_in_full() -> bool:
    by = signed_in.actor()
    return by is not None and in_full(by.level)


def seen_card(card: Card) -> Card:
    """The card as whoever is here may see it; for showing only, never for deciding."""
    return card if sees_in_full() else discreet(card)


def seen_events(events: Iterable[Event[Fact]]) -> list[Event[Fact]]:
    return [one if sees_in_full() else discreet_event(one) for one in events]
