"""Knows what the people of a simulated day read of the API's answers."""

from typing import Any, TypedDict

from board.card.tile import Tile


class Lane(TypedDict):
    cards: list[Tile]


class Board(TypedDict):
    """GET /board."""

    epoch: str
    seq: int
    lanes: list[Lane]


class Changes(TypedDict):
    """GET /changes."""

    epoch: str
    seq: int
    tiles: list[Tile]
    things: list[dict[str, Any]]


# Time one technician spent on the car; `to` null while it runs.
Interval = TypedDict(
    "Interval",
    {"id": str, "technician": str, "from": str, "to": str | None, "needs_correction": bool},
)


class Offer(TypedDict):
    """What a finding would cost; `minutes` more."""

    id: str
    at: str
    minutes: int


class AddOn(TypedDict):
    """A finding; `tries`: when the customer could not be reached about it."""

    id: str
    minutes: int | None
    reported_at: str
    offers: list[Offer]
    tries: list[str]
    answer: str | None
    answered_at: str | None
    informed_at: str | None


class Check(TypedDict):
    person: str
    passed: bool
    void: bool


class Told(TypedDict):
    """What was said to the customer, or tried to be."""

    about: str
    outcome: str
    at: str


class Promise(TypedDict):
    made_at: str


class Customer(TypedDict):
    name: str


class Vehicle(TypedDict):
    odometer: int | None


class Team(TypedDict):
    id: str


class Whole(TypedDict):
    """GET /cards/ID: a card as far as anybody asks for more than its tile."""

    lane: str
    team: Team | None
    customer: Customer
    vehicle: Vehicle
    price_fen: int | None
    promises: list[Promise]
    intervals: list[Interval]
    intervals_before_failure: int
    checks: list[Check]
    add_ons: list[AddOn]
    notes: list[dict[str, Any]]
    delays: list[dict[str, Any]]
    told_log: list[Told]
    old_parts: bool
    parts_expected_at: str | None
    finished_at: str | None
