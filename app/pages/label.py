"""Knows the printed labels: which cars, which paper, and what a label says (no name, no phone: it
lies in the yard)."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, request, session

from app import context
from app.pages.card import card_of, tile_of
from app.people import signed_in
from board.card.card import Card
from devices.qr_codes import card_url, qr_svg

blueprint = Blueprint("label", __name__)

MOST = 200


@dataclass(frozen=True)
class Size:
    """One kind of paper: static/css/labels/NAME.css says how large. `each`: labels on a sheet."""

    name: str
    each: int = 1
    clip: bool = False


# A4 sheets, hangers for the mirror (two on A4), rolls, the small one for the order clip.
SIZES = {
    size.name: size
    for size in (
        Size("a4", 8), Size("hanger", 2), Size("roll-100", 1), Size("roll-80", 1),
        Size("clip", 1, clip=True), Size("a4-clip", 21, clip=True),
    )
}  # fmt: skip
FIRST = "a4"

# Where labels are needed: the day's cars before and at reception, then those in the shop.
CHOICES = {"today": ("due", "arrived"), "waiting": ("waiting", "queued"),
           "rest": ("working", "stopped", "checking", "washing", "settling", "ready")}  # fmt: skip


@blueprint.get("/labels")
@signed_in.page_for_signed_in
def labels() -> Any:
    """The labels of the chosen cars, or all cars to choose from."""
    codes = [code for text in request.args.getlist("cards") for code in text.split(",") if code]
    cards = [card_of(code) for code in dict.fromkeys(codes[:MOST])]
    return _sheets(cards) if cards else _choose()


@blueprint.get("/c/<code>/label")
@signed_in.page_for_signed_in
def label(code: str) -> Any:
    return _sheets([card_of(code)])


def _choose() -> Any:
    reading = context.read_session()
    groups = {name: sorted(map(tile_of, reading.in_lanes(*lanes)), key=_by_appointment)
              for name, lanes in CHOICES.items()}  # fmt: skip
    return render_template("label/choose.html", groups=groups, sizes=list(SIZES), size=_size())


def _by_appointment(tile: dict[str, Any]) -> str:
    """Cars that are still to come stand by the hour; the others in the board's own order."""
    return tile["appointment_at"] if tile["lane"] == "due" else ""


def _sheets(cards: list[Card]) -> Any:
    size = SIZES[_size()]
    shown = [_shown(card) for card in cards]
    sheets = [shown[i : i + size.each] for i in range(0, len(shown), size.each)]
    return render_template(
        "label/labels.html", sheets=sheets, size=size, sizes=list(SIZES), cards=cards,
        url=shown[0]["url"] if len(shown) == 1 else context.config().address,
    )  # fmt: skip


def _shown(card: Card) -> dict[str, Any]:
    url = card_url(context.config().address, card.code)
    return {"card": card, "url": url, "qr": qr_svg(url, card.code)}


def _size() -> str:
    """The paper asked for; this browser keeps to it."""
    asked = request.args.get("size")
    if asked in SIZES:
        session["label_size"] = asked
    kept = session.get("label_size")
    return kept if kept in SIZES else FIRST
