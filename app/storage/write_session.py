"""Knows how the door writes: events onto the chain, what they are folded into, every row of changes
that a command makes, and what is kept beside the events."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from app.storage import findings, reviews
from app.storage import statements as q
from app.storage import tables as t
from app.storage.changes import Changing
from app.storage.read_session import Store
from app.storage.serialization import (
    canonical,
    chained,
    digest,
    event_body,
    read_event,
)
from board.card.card import Card
from board.card.tile import tile
from board.commands.refusal import Refused
from board.events import Fact, wire
from board.events.access import TokenMade, TokenWithdrawn
from board.events.dispatch import CommandUndone
from board.events.event import Event, Happening, stamp
from board.events.shop import PersonAdded, PersonChanged, PinChanged
from board.events.walls import WallAdded, WallLinkMade, WallWithdrawn
from board.folding.fold import apply, fold
from board.reviews.review import Review
from board.shop.shop import Shop
from board.shop.topics import OF_FACT, REVIEW

# A change of what is no card: its topic, and what screens are told of it.
Thing = tuple[str, dict[str, str]]


class WriteSession(Changing):
    """The door's transaction: what it reads is what it may change; nobody else writes."""

    def __init__(self, store: Store, connection: Connection) -> None:
        super().__init__(store, connection)
        self._loaded: dict[str | None, Card | None] = {}

    # --- facts ---------------------------------------------------------------------

    def card(self, id: str | None) -> Card | None:
        if id not in self._loaded:
            self._loaded[id] = super().card(id)
        return self._loaded[id]

    # --- recording -----------------------------------------------------------------

    def record(
        self, happenings: list[Happening], *, by: str, who: str, device: str | None,
        occurred_at: datetime | None = None,
    ) -> dict[str, Card]:  # fmt: skip
        """Appends what one command made happen, folds it in and writes the changes. Returns the
        touched cards by id."""
        command, before, touched, things = self.n + 1, self.shop, {}, []
        versions = self._next_versions(happenings)
        new = {id for id in versions if self.card(id) is None}
        for happening in happenings:
            event = self._append(
                happening, command=command, version=versions.get(happening.card or ""), by=by,
                who=who, device=device, occurred_at=occurred_at or self.now, received_at=self.now,
            )  # fmt: skip
            if happening.card is not None:
                touched[happening.card] = self._folded(happening.card, event)
            elif happening.review is not None:
                things.append(_thing(self._folded_review(happening.review, event), event))
            else:
                self.shop, self._shop_changed = apply(self.shop, event), True
        about_shop = (h.fact for h in happenings if h.card is None and h.review is None)
        things += [(topic, {}) for topic in dict.fromkeys(OF_FACT[f.type] for f in about_shop)]
        self._keep(touched, new, happenings)
        self._tell(touched, before, things)
        return touched

    def _keep(self, touched: dict[str, Card], new: set[str], happenings: list[Happening]) -> None:
        """Stores the touched cards, and what is kept beside them to be listed across cards."""
        if len(touched) > 1:  # a person goes from one car to the other: first all stop
            for id in touched:
                q.END_RUNNING(self.connection, {"shop": self.id, "card": id})
        for card in touched.values():
            self._store(card, new=card.id in new)
        for of in {h.of for h in happenings if isinstance(h.fact, findings.CHANGED_BY)}:
            if of is not None:
                findings.keep(self.connection, self.id, touched[of])

    def _tell(self, touched: dict[str, Card], before: Shop, things: list[Thing]) -> None:
        """Every row of changes that a command makes: the cards it touched, those that a changed
        shop shows otherwise, and what is no card under its own topic."""
        for card in touched.values():
            self.change(card)
        if self.shop is not before:
            self._show_again(before)
        for thing, facts in things:
            self._change(None, thing, facts)
        self._count()

    def _show_again(self, before: Shop) -> None:
        """A renamed person or another setting shows on cards that nobody touched."""
        for card in self.in_lanes():
            old = tile(card, before.directory, before.hours, self.now)
            if self.tile(card) != old:
                self.change(card)

    def _next_versions(self, happenings: list[Happening]) -> dict[str, int]:
        """The version of each card whose version rises."""
        ids = {h.card for h in happenings if h.card is not None and not h.fact.quiet}
        cards = {id: self.card(id) for id in ids}
        return {id: card.version + 1 if card else 1 for id, card in cards.items()}

    def _folded(self, id: str, event: Event[Fact]) -> Card:
        before = self.card(id)
        if before and isinstance(event.fact, CommandUndone):
            card: Card | None = fold(self.events(id))
            assert card is not None
            card.forecast = before.forecast
        else:
            card = apply(before, event)
        self._loaded[id] = card
        return card

    def _folded_review(self, id: str, event: Event[Fact]) -> Review:
        """Stored at once: few events, and none of them is undone."""
        review = apply(reviews.one(self.connection, self.id, id), event)
        reviews.keep(self.connection, self.id, review)
        return review

    def _append(self, happening: Happening, **meta: Any) -> Event[Fact]:
        self.n += 1
        data, private = wire.dumped(happening.fact)
        keyed, kept = None, None
        if private:
            kept, salt = canonical(private), secrets.token_hex(16)
            keyed = {"key": str(self.n), "digest": digest(salt, kept)}
            q.ADD_PRIVATE(
                self.connection,
                {"shop": self.id, "key": keyed["key"], "card": happening.card, "salt": salt,
                 "body": kept},
            )  # fmt: skip
        body = event_body(happening, data, n=self.n, private=keyed, **meta)
        self.chain = chained(self.chain, body)
        q.ADD_EVENT(
            self.connection,
            {"shop": self.id, "n": self.n, "card": happening.card, "command": meta["command"],
             "body": body, "hash": self.chain, "review": happening.review},
        )  # fmt: skip
        return read_event(body, kept)

    # --- what is kept beside the events ----------------------------------------------

    def keep_secrets(self, secrets: Mapping[str, str], happenings: list[Happening]) -> None:
        """Stores the hash of a PIN, a token or a wall's link beside the fact that it was made."""
        fact, pin, token = happenings[0].fact, secrets.get("pin_hash"), secrets.get("token_hash")
        if pin and isinstance(fact, PersonAdded | PersonChanged | PinChanged):
            q.KEEP_PIN(self.connection, {"shop": self.id, "person": fact.person, "hash": pin})
        if token and isinstance(fact, TokenMade):
            row = {"shop": self.id, "id": fact.token, "person": fact.person, "hash": token,
                   "withdrawn": False}  # fmt: skip
            self.connection.execute(insert(t.tokens), row)
        if isinstance(fact, TokenWithdrawn):
            c = t.tokens.c
            mine = (c.shop == self.id) & (c.id == fact.token)
            self.connection.execute(update(t.tokens).where(mine).values(withdrawn=True))
        if isinstance(fact, WallAdded | WallLinkMade):
            self._keep_link(fact.wall, fact.link, secrets.get("link_hash"))
        if isinstance(fact, WallWithdrawn):
            self._keep_link(fact.wall, None, None)

    def _keep_link(self, wall: str, link: str | None, hash: str | None) -> None:
        """One link a wall; the one before it is forgotten."""
        c = t.wall_links.c
        self.connection.execute(delete(t.wall_links).where(c.shop == self.id, c.wall == wall))
        if link and hash:
            row = {"shop": self.id, "wall": wall, "link": link, "hash": hash}
            self.connection.execute(insert(t.wall_links), row)

    def keep_imported(self, order_no: str, fingerprint: str, card: str) -> None:
        """Keeps the row a card is made from. Raises Refused where another import was faster."""
        i = t.imported.c
        known = select(i.card).where(i.shop == self.id, i.order_no == order_no)
        if self.connection.scalar(known) is not None:
            raise Refused("imported_already", order_no=order_no)
        self.connection.execute(
            insert(t.imported),
            {"shop": self.id, "order_no": order_no, "fingerprint": fingerprint, "card": card},
        )

    def keep_imported_anew(self, fingerprint: str, card: str) -> None:
        """Keeps what its row says now of a card that took it over."""
        i = t.imported.c
        of_the_card = update(t.imported).where(i.shop == self.id, i.card == card)
        self.connection.execute(of_the_card.values(fingerprint=fingerprint))

    # --- remembered answers --------------------------------------------------------

    def remember(
        self, key: str, fingerprint: str, answer: dict[str, Any], real_at: datetime
    ) -> None:
        q.ADD_ANSWER(
            self.connection,
            {"shop": self.id, "key": key, "fingerprint": fingerprint,
             "answer": canonical(answer), "real_at": stamp(real_at)},
        )  # fmt: skip

    def forget_answers(self, before: datetime) -> None:
        q.FORGET_ANSWERS(self.connection, {"shop": self.id, "before": stamp(before)})


def _thing(review: Review, event: Event[Fact]) -> Thing:
    """What screens are told of a review."""
    facts = {"review": review.id, "session": review.session, "state": review.state,
             "event": event.type}  # fmt: skip
    return REVIEW, facts


@contextmanager
def writing(store: Store) -> Iterator[WriteSession]:
    """The door's serial transaction; screens are woken after the commit."""
    with store.database.write() as connection:
        transaction = WriteSession(store, connection)
        yield transaction
    if transaction.seq != transaction.row.seq:
        store.wake()
