"""Knows how the API finds cards, and shows one whole and its story."""

from inspect import cleandoc
from typing import Any, TypedDict

from flask import Blueprint, Response, jsonify, request

from app import context
from app.api import events
from app.api.blueprint import for_signed_in
from app.api.board import TileSeen
from app.api.problem import Problem
from app.api.schemas import Schema, schema_of, schemas_of
from app.people.entry import seen_card, seen_events
from app.storage.read_session import ReadSession
from app.storage.search import search
from app.storage.serialization import PROJECTED, card_json
from board.card.card import Card
from board.card.tile import Tile, tile

MOST_ASKED = 200

# Of the stored card, what is its own working and shown to nobody.
INNER = ("marks", "own_rank", "latest", "lane_since", "state_since", "erased")
# Where card and tile have a field of one name it says what the tile says, but for these.
CARDS_OWN = ("customer", "requests", "intervals", "told", "lane")


class Found(TypedDict):
    """Finished ones too."""

    cards: list[TileSeen]


class Story(TypedDict):
    events: list[events.Event]


def add_to(blueprint: Blueprint) -> None:
    blueprint.get("/cards")(for_signed_in(cards))
    blueprint.get("/cards/<id>")(for_signed_in(card))
    blueprint.get("/cards/<id>/events")(for_signed_in(story))


def cards() -> Response:
    """GET /cards?q=…: found cards as tiles, finished ones too."""
    reading = context.read_session()
    found = search(reading, request.args.get("q", "")[:MOST_ASKED])
    shown: Found = {"cards": [reading.tile_of(one) for one in found]}
    return jsonify(shown)


def card(id: str) -> Response:
    """GET /cards/ID: the card whole, as far as whoever asks sees its customer."""
    reading = context.read_session()
    return jsonify(whole_card(seen_card(_known(id, reading)), reading))


def story(id: str) -> Response:
    """GET /cards/ID/events: the card's story, the oldest first."""
    reading = context.read_session()
    told = seen_events(reading.events(_known(id, reading).id))
    shown: Story = {"events": [events.shown(one) for one in told]}
    return jsonify(shown)


def _known(id: str, reading: ReadSession) -> Card:
    if (one := reading.card(id)) is None:
        raise Problem(404, "unknown_card")
    return one


def whole_card(card: Card, reading: ReadSession) -> dict[str, Any]:
    """Everything of rules.md §2 under the commands' names, and what the tile says beside:
    `told_log` is what was said to the customer, `told` whether the promise was."""
    own = card_json(card)
    own["intervals"] = [_interval(one) for one in own["intervals"]]
    return _beside(own, tile(card, reading.directory, reading.hours, reading.now))


def _beside(own: dict[str, Any], of_tile: dict[str, Any]) -> dict[str, Any]:
    """The fields of a card, or their schemas, with those of its tile."""
    return (
        {name: one for name, one in own.items() if name not in INNER}
        | {name: one for name, one in of_tile.items() if name not in CARDS_OWN}
        | {"told_log": own["told"], "told": of_tile["told"]}
    )


def _interval(fields: dict[str, Any]) -> dict[str, Any]:
    """`from` is what the commands call it; Python keeps the word."""
    return {"from" if name == "start" else name: one for name, one in fields.items()}


def card_schemas() -> dict[str, Schema]:
    """`Card`, and what is in it under `card_NAME`: from the stored card's types and the tile's."""
    own, inner = schema_of(Card, "card_")
    inner["card_Interval"] |= _whole(_interval(inner["card_Interval"]["properties"]))
    of_card = {name: one for name, one in own["properties"].items() if name not in PROJECTED}
    of_tile = schemas_of({"Tile": Tile})["Tile"]["properties"]
    said = {"title": "Card", "description": cleandoc(str(whole_card.__doc__)), "type": "object"}
    return inner | {"Card": said | _whole(_beside(of_card, of_tile))}


def _whole(fields: Schema) -> Schema:
    return {"properties": fields, "required": list(fields), "additionalProperties": False}
