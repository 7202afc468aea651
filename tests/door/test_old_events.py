"""Events as schema 1 wrote them: all are read, and their cards, reviews and shop are what they
were. The files were written by the version before typed events: each line an event's bytes and
its private part; `story-…` one whole story with an event of every kind, `events-…` other shapes
of a simulated day and of the tests of that time."""

import json
from collections import defaultdict
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from app import api
from app.storage.serialization import card_json, dump_shop, read_event, review_json
from board.card.card import Card
from board.events import FACTS, Fact, wire
from board.events.event import Event
from board.folding.fold import fold
from board.reviews.review import Review
from board.shop.shop import Shop
from tests.door.schema import component, faults

FIXTURES = Path(__file__).parent.parent / "fixtures"


def lines(name: str) -> list[tuple[str, str | None]]:
    text = (FIXTURES / f"{name}.jsonl").read_text(encoding="utf-8")
    return [tuple(json.loads(line)) for line in text.splitlines()]


STORY, OTHERS = lines("story-schema-1"), lines("events-schema-1")
FOLDED = json.loads((FIXTURES / "story-schema-1-folded.json").read_text(encoding="utf-8"))


# What a fold has learned to keep since, and what it keeps of events that know nothing of it.
ADDED = {"call_again_at": None, "despite": None, "attempts": []}


def as_then(value: Any) -> Any:
    """Without what was added since, where it says nothing."""
    if isinstance(value, dict):
        return {name: as_then(one) for name, one in value.items()
                if name not in ADDED or one != ADDED[name]}  # fmt: skip
    return [as_then(one) for one in value] if isinstance(value, list) else value


def folded(events: list[Event[Fact]]) -> dict:
    """Cards, reviews and the shop of a story, as JSON."""
    cards: dict[str, list[Event[Fact]]] = defaultdict(list)
    reviews: dict[str, list[Event[Fact]]] = defaultdict(list)
    shop = []
    for event in events:
        stream = event.fact.stream
        told = (
            shop
            if stream == "shop"
            else (cards if stream == "card" else reviews)[str(event.card or event.review)]
        )
        told.append(event)
    found_cards: dict[str, Card | None] = {id: fold(told) for id, told in cards.items()}
    found_reviews: dict[str, Review | None] = {id: fold(told) for id, told in reviews.items()}
    return as_then({
        "cards": {id: card_json(card) for id, card in found_cards.items()},
        "reviews": {id: review_json(review) for id, review in found_reviews.items()},
        "shop": json.loads(dump_shop(fold(shop, Shop()))),
    })  # fmt: skip


def test_every_kind_of_event_is_in_the_story():
    assert {json.loads(body)["type"] for body, _ in STORY} == set(FACTS)
    assert {json.loads(body)["schema"] for body, _ in STORY + OTHERS} == {1}


def test_the_old_bytes_fold_to_what_they_were():
    was = {name: FOLDED[name] for name in ("cards", "reviews", "shop")}
    assert folded([read_event(body, private) for body, private in STORY]) == was


def test_folding_leaves_the_events_as_they_were():
    events = [read_event(body, private) for body, private in STORY]
    before = deepcopy(events)
    folded(events)
    assert events == before


def test_the_old_bytes_of_erased_people_fold_to_what_they_were():
    assert folded([read_event(body, None) for body, _ in STORY]) == FOLDED["erased"]


@pytest.mark.parametrize(
    ("body", "private"), STORY + OTHERS,
    ids=[json.loads(body)["type"] for body, _ in STORY + OTHERS],
)  # fmt: skip
def test_an_old_event_says_what_it_said(body, private):
    """Written anew it would have the same names and values; but a null promise, which now says
    that it was taken back."""
    said = json.loads(body)["data"]
    if said.get("promise_at", "") is None:
        said = {name: value for name, value in said.items() if name != "promise_at"}
        said["promise_taken_back"] = True
    event = read_event(body, private)
    assert wire.dumped(event.fact) == (said, json.loads(private or "{}"))
    assert event.fact.type == event.type == json.loads(body)["type"]


CARDS_OWN = [line for line in STORY + OTHERS if json.loads(line[0])["card"]]


@pytest.mark.parametrize(
    ("body", "private"), CARDS_OWN, ids=[json.loads(body)["type"] for body, _ in CARDS_OWN]
)
def test_the_api_describes_what_it_shows(body, private):
    shown = api.events.shown(read_event(body, private))
    for of_person in (shown["private"], None):
        for name in (f"event_{shown['type']}", "Event"):
            assert faults(component(name), {**shown, "private": of_person}) == []
    for wrong in (shown, shown["data"], shown["private"]):
        wrong["surprise"] = 1
        assert faults(component(f"event_{shown['type']}"), shown) != []
        del wrong["surprise"]
