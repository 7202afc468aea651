"""Knows the view that a request has of the shop: each card, story and review is read once, however
many parts of a page ask for it.

A view is of one moment, so what it has read stays true as long as it is open. The door's own view
(`app/writing.py`) changes what it reads and remembers nothing of this."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Row

from app.store import Reading, Store, T
from board.card import Card
from board.event import Event
from board.events import Fact
from board.lanes import ON_BOARD
from board.reviews.review import Review


class ReadOnce(Reading):
    """One card is one object in all answers. Nobody who asks may change what is handed out; lists
    are the asker's own."""

    def __init__(self, store: Store, connection: Connection) -> None:
        super().__init__(store, connection)
        self._known: dict[tuple, object] = {}
        self._cards: dict[str, Card] = {}
        self._lanes: dict[str, list[Card]] = {}
        self._tiles: dict[str, tuple[Card, dict]] = {}

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
        return known or self.once(("card", id), lambda: self._one(ask(id)))

    def card_by_code(self, code: str) -> Card | None:
        return self._one(super().card_by_code(code))

    def cards(self, ids: Collection[str]) -> dict[str, Card]:
        if unread := [id for id in dict.fromkeys(ids) if id not in self._cards]:
            self._cards |= super().cards(unread)
        return {id: self._cards[id] for id in ids if id in self._cards}

    def tile_of(self, card: Card) -> dict:
        """How the card looks now."""
        drawn_of, drawn = self._tiles.get(card.id, (None, {}))
        if drawn_of is not card:
            drawn = super().tile_of(card)
            self._tiles[card.id] = (card, drawn)
        return drawn

    def _one(self, card: Card | None) -> Card | None:
        return self._cards.setdefault(card.id, card) if card else None

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

    def _made_by(self, command: int) -> list[Row]:
        ask = super()._made_by
        return self.once(("made by", command), lambda: ask(command))

    def once(self, key: tuple, ask: Callable[[], T]) -> T:
        if key not in self._known:
            self._known[key] = ask()
        return self._known[key]  # type: ignore[return-value]


@contextmanager
def read_once(store: Store) -> Iterator[ReadOnce]:
    with store.database.read() as connection:
        yield ReadOnce(store, connection)
