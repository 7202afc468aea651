"""Knows the view that a request has of the shop: each card, story and review is read once, however
many parts of a page ask for it.

A view is of one moment, so what it has read stays true as long as it is open. The door's own view
(`app/storage/write_session.py`) changes what it reads and remembers nothing of this."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Row

from app.storage.read_session import ReadSession, Store, T
from board.card.card import Card
from board.card.lanes import ON_BOARD
from board.events import Fact
from board.events.event import Event
from board.reviews.review import Review


class ReadOnce(ReadSession):
    """One card is one object in all answers. Nobody who asks may change what is handed out; lists
    are the asker's own."""

    def __init__(self, store: Store, connection: Connection) -> None:
        super().__init__(store, connection)
        self._known: dict[tuple[object, ...], Any] = {}
        self._cards: dict[str, Card] = {}
        self._lanes: dict[str, list[Card]] = {}
        self._tiles: dict[str, tuple[Card, dict[str, Any]]] = {}

    # --- cards ---------------------------------------------------------------------

    def in_lanes(self, *lanes: str) -> list[Card]:
        """As of any view; only lanes that nobody has asked for are read."""
        wanted = lanes or ON_BOARD
        if unread := [lane for lane in wanted if lane not in self._lanes]:
            self._lanes |= {lane: [] for lane in unread}
            for card in super().in_lanes(*unread):
                self._lanes[card.lane].append(self._one(card))
        return [card for lane in sorted(set(wanted)) for card in self._lanes[lane]]

    def card(self, id: str | None) -> Card | None:
        if id is None:
            return None
        ask = super().card
        known = self._cards.get(id)
        return known or self.once(("card", id), lambda: self._if_any(ask(id)))

    def card_by_code(self, code: str) -> Card | None:
        return self._if_any(super().card_by_code(code))

    def cards(self, ids: Collection[str]) -> dict[str, Card]:
        if unread := [id for id in dict.fromkeys(ids) if id not in self._cards]:
            self._cards |= super().cards(unread)
        return {id: self._cards[id] for id in ids if id in self._cards}

    def tile_of(self, card: Card) -> dict[str, Any]:
        """How the card looks now."""
        drawn_of, drawn = self._tiles.get(card.id, (None, {}))
        if drawn_of is not card:
            drawn = super().tile_of(card)
            self._tiles[card.id] = (card, drawn)
        return drawn

    def _one(self, card: Card) -> Card:
        return self._cards.setdefault(card.id, card)

    def _if_any(self, card: Card | None) -> Card | None:
        return self._one(card) if card else None

    # --- beside them ---------------------------------------------------------------

    def events(self, card: str | None, *facts: type[Fact]) -> list[Event[Fact]]:
        ask = super().events
        return list(self.once(("events", card, facts), lambda: ask(card, *facts)))

    def waiting_reviews(self) -> list[Review]:
        return list(self.once(("waiting reviews",), super().waiting_reviews))

    def review(self, id: str) -> Review | None:
        ask = super().review
        return self.once(("review", id), lambda: ask(id))

    def running(self, person: str) -> str | None:
        ask = super().running
        return self.once(("running", person), lambda: ask(person))

    def _made_by(self, command: int) -> list[Row[*tuple[Any, ...]]]:
        ask = super()._made_by
        return self.once(("made by", command), lambda: ask(command))

    def once(self, key: tuple[object, ...], ask: Callable[[], T]) -> T:
        if key not in self._known:
            self._known[key] = ask()
        found: T = self._known[key]
        return found


@contextmanager
def read_once(store: Store) -> Iterator[ReadOnce]:
    with store.database.read() as connection:
        yield ReadOnce(store, connection)
