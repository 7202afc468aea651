"""Knows how cards, events and the shop are written as text and read again."""

import hashlib
import json
import secrets
from dataclasses import fields
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from board.card.card import Card
from board.card.values import Forecast
from board.events import Fact, wire
from board.events.event import SCHEMA, Event, Happening, instant, stamp
from board.events.upcast import raised
from board.reviews.review import Review
from board.shop.shop import Shop

_CARD = TypeAdapter(Card)
_SHOP = TypeAdapter(Shop)
_REVIEW = TypeAdapter(Review)
_FORECAST = TypeAdapter(Forecast)
PROJECTED = {"forecast"}
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical(value: object) -> str:
    """One text for one value: sorted keys, no spaces, no escapes."""
    return _CANONICAL.encode(value)


def dump_card(card: Card) -> str:
    return _CARD.dump_json(card, exclude=PROJECTED).decode()


def load_card(text: str, forecast: str | None = None) -> Card:
    """The stored fold, with the forecast that stands beside it."""
    card = _CARD.validate_json(text)
    card.forecast = load_forecast(forecast)
    return card


def load_forecast(text: str | None) -> Forecast | None:
    return _FORECAST.validate_json(text) if text else None


def dump_forecast(forecast: Forecast | None) -> str | None:
    return _FORECAST.dump_json(forecast).decode() if forecast else None


def card_json(card: Card) -> dict[str, Any]:
    """The card as plain JSON values, times RFC 3339."""
    plain: dict[str, Any] = _CARD.dump_python(card, mode="json", exclude=PROJECTED)
    return plain


def dump_shop(shop: Shop) -> str:
    return _SHOP.dump_json(shop, exclude={"public"}).decode()


def load_shop(text: str) -> Shop:
    return _SHOP.validate_json(text)


def dump_review(review: Review) -> str:
    return _REVIEW.dump_json(review).decode()


def load_review(text: str) -> Review:
    return _REVIEW.validate_json(text)


def review_json(review: Review) -> dict[str, Any]:
    """The review as plain JSON values, times RFC 3339."""
    plain: dict[str, Any] = _REVIEW.dump_python(review, mode="json")
    return plain


def chained(previous: str, body: str) -> str:
    """The next link of the chain over the event's bytes."""
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()


def digest(salt: str, body: str) -> str:
    """What an event says of its private part: checkable while the salt is kept, silent after."""
    return hashlib.sha256(f"{salt}\n{body}".encode()).hexdigest()


def marked(previous: str, seq: int, card: str | None, thing: str | None, tile: str) -> str:
    """The short mark of a change, on the chain of all before it."""
    text = f"{previous}\n{seq}\n{card}\n{thing}\n{tile}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def new_id() -> str:
    return secrets.token_hex(8)


def event_body(
    happening: Happening, data: dict[str, Any], *, n: int, command: int, version: int | None,
    by: str, who: str, device: str | None, occurred_at: datetime, received_at: datetime,
    private: dict[str, Any] | None,
) -> str:  # fmt: skip
    """A fact as canonical JSON text: `data` is what is open of it, `private` where the rest is
    kept; `by` is the command's name."""
    of_review = {"review": happening.review} if happening.review else {}
    return canonical({
        "schema": SCHEMA, "type": happening.type, "card": happening.card, "n": n,
        "command": command, "by": by, "version": version, "who": who, "device": device,
        "occurred_at": stamp(occurred_at), "received_at": stamp(received_at),
        "data": data, "private": private,
    } | of_review)  # fmt: skip


def read_event(body: str, private: str | None) -> Event[Fact]:
    """The text of a fact and of its private part (None = erased or none) → the event."""
    raw = raised(json.loads(body))
    kept = {} if raw["private"] is None else json.loads(private) if private else None
    return Event(
        fact=wire.read(raw["type"], raw["data"], kept), card=raw["card"], n=raw["n"],
        command=raw["command"], version=raw["version"], who=raw["who"], device=raw["device"],
        occurred_at=instant(raw["occurred_at"]), received_at=instant(raw["received_at"]),
        by=raw["by"], review=raw.get("review"), erased=kept is None,
    )  # fmt: skip


def same_card(one: Card, other: Card) -> list[str]:
    """The names of the fields in which two cards differ."""
    return [
        f.name for f in fields(Card)
        if f.compare and getattr(one, f.name) != getattr(other, f.name)
    ]  # fmt: skip
