"""Knows the one search field: it answers while somebody types, and opens what was scanned."""

from typing import Any

from flask import Blueprint, redirect, render_template, request

from app import context
from app.pages.card import tile_of
from app.people import signed_in
from app.storage.search import plain, search
from board.card.card import Card
from devices.scanning import read_scan

blueprint = Blueprint("finding", __name__)

LONGEST = 200


@blueprint.get("/find")
@signed_in.page_for_signed_in
def find() -> Any:
    """What is found, as a piece of the page while typing; Enter on a card's own code, on an
    order's number or on the only card found opens it."""
    query = _visible(request.args.get("q", "")[:LONGEST])
    found = search(context.read_session(), query) if query else []
    typing = request.headers.get("HX-Request") == "true"
    if not typing and (one := _the_one(found, query)):
        return redirect(f"/c/{one.code}", 303)
    template = "search/_found.html" if typing else "search/find.html"
    return render_template(template, query=query, found=[shown(card) for card in found])


def _visible(text: str) -> str:
    """What was typed or scanned, without characters nobody sees (a scanner may send some)."""
    return "".join(c if c.isprintable() else " " for c in text).strip()


def shown(card: Card) -> dict[str, Any]:
    """A found card as a line: its tile, and where it went if it left the board."""
    return tile_of(card) | {"lane": card.lane, "finished_at": card.finished_at}


def _the_one(found: list[Card], query: str) -> Card | None:
    if len(found) == 1:
        return found[0]
    value = plain(read_scan(query).value)
    exact = [c for c in found if value in (plain(c.code), plain(c.order_no or ""))]
    return exact[0] if exact and value else None
