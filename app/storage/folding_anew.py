"""Knows how all that is stored is folded anew, once, when this version folds events otherwise than
the one that stored it (board/folding/fold_number.py): the shop, then reviews and cards in batches.
Each batch is one serial transaction that also notes how far it came: a kill loses one batch at
most, and two processes that start at once share the work. Nobody serves before it is done.

Cards that left the board years ago are folded too. A change is written for a card only where what
screens show of the board becomes another."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Row, and_, delete, func, select, update

from app.storage import findings, reviews
from app.storage import tables as t
from app.storage.read_session import Store
from app.storage.serialization import canonical, dump_shop, load_forecast, read_event
from app.storage.write_session import WriteSession
from board.card.card import Card
from board.card.values import Forecast
from board.events import Fact
from board.events.event import Event
from board.folding.fold import apply, fold, fold_review
from board.folding.fold_number import FOLD
from board.shop.shop import founded

BATCH = 200
# Rows that are made of cards alone: all are forgotten first, and come back with their cards.
MADE_OF_CARDS = (t.running, t.worked, t.findings, t.records)
_S, _E, _P, _C, _R = t.shops.c, t.events.c, t.private.c, t.cards.c, t.reviews.c


@dataclass(frozen=True)
class Place:
    """How far a fold has come: the next stage, behind which id, and how many cards are done."""

    fold: int
    stage: str = "shop"
    after: str = ""
    done: int = 0


def fold_anew(store: Store, told: Callable[[int, int], None]) -> bool:
    """Brings what is stored to this version's fold; whether there was anything to do. `told` hears
    after each batch how many cards are done, of how many."""
    anew = False
    while place := _one_batch(store):
        told(place.done, _number_of_cards(store))
        anew = True
    return anew


def of_another_fold(connection: Connection, shop: str) -> bool:
    """Whether what is stored, or a part of it, was folded by another version."""
    return connection.scalar(select(_S.fold).where(_S.shop == shop)) != FOLD


def _one_batch(store: Store) -> Place | None:
    """Does what comes next and notes the place behind it; None where all is done."""
    with store.database.write() as connection:
        shop = select(_S.fold, _S.refolding).where(_S.shop == store.shop)
        row = connection.execute(shop).one_or_none()
        if row is None or row.fold == FOLD:
            return None
        place = _place(row.refolding)
        after = _STAGES[place.stage](store, connection, place)
        is_done = after.stage not in _STAGES
        noted: dict[str, object] = {"refolding": None if is_done else canonical(asdict(after))}
        noted |= {"fold": FOLD} if is_done else {}
        connection.execute(update(t.shops).where(_S.shop == store.shop).values(noted))
    return after


def _place(noted: str | None) -> Place:
    """Where to go on. What was done towards another fold than this one is of no use."""
    place = Place(**json.loads(noted)) if noted else Place(FOLD)
    return place if place.fold == FOLD else Place(FOLD)


def _number_of_cards(store: Store) -> int:
    with store.database.read() as connection:
        counted = select(func.count()).select_from(t.cards).where(_C.shop == store.shop)
        return connection.scalar(counted) or 0


# --- the stages -------------------------------------------------------------------------------


def _shop(store: Store, connection: Connection, place: Place) -> Place:
    """By its text alone: an earlier version's shop may be none that this one can load."""
    text, version = connection.execute(
        select(_S.state, _S.state_version).where(_S.shop == store.shop)
    ).one()
    shop = founded(json.loads(text)["settings"]["timezone"])
    of_shop = and_(_E.card.is_(None), _E.review.is_(None))
    for _, event in _events(connection, store.shop, _E.card, of_shop):
        shop = apply(shop, event)
    values = {"state": dump_shop(shop), "state_version": version + 1}
    connection.execute(update(t.shops).where(_S.shop == store.shop).values(values))
    for table in MADE_OF_CARDS:
        connection.execute(delete(table).where(table.c.shop == store.shop))
    return replace(place, stage="reviews")


def _reviews(store: Store, connection: Connection, place: Place) -> Place:
    batch = select(_R.id).where(_R.shop == store.shop, _R.id > place.after)
    ids = connection.scalars(batch.order_by(_R.id).limit(BATCH)).all()
    for events in _stories(connection, store.shop, _E.review, ids).values():
        if review := fold_review(events):
            reviews.keep(connection, store.shop, review)
    if len(ids) < BATCH:
        return replace(place, stage="cards", after="")
    return replace(place, after=ids[-1])


def _cards(store: Store, connection: Connection, place: Place) -> Place:
    door = _Anew(store, connection)
    batch = select(_C.id, _C.forecast).where(_C.shop == store.shop, _C.id > place.after)
    rows = connection.execute(batch.order_by(_C.id).limit(BATCH)).all()
    stories = _stories(connection, store.shop, _E.card, [row.id for row in rows])
    for row in rows:
        if card := fold(stories.get(row.id, ())):
            card.forecast = _forecast(row)
            door.keep(card)
    door.note_changes()
    done = place.done + len(rows)
    if len(rows) < BATCH:
        return replace(place, stage="end", after="", done=done)
    return replace(place, after=rows[-1].id, done=done)


_STAGES = {"shop": _shop, "reviews": _reviews, "cards": _cards}


class _Anew(WriteSession):
    """The door's transaction, without a command."""

    def keep(self, card: Card) -> None:
        """The card with all that stands beside it, and a change where the board shows another."""
        self._store(card, new=False)
        findings.keep(self.connection, self.id, card)
        shown = self.last_shown(card.id)
        was_on_board = shown is not None and shown["lane"] is not None
        if (card.on_board or was_on_board) and shown != self.tile(card):
            self.change(card)

    def note_changes(self) -> None:
        self._count()


def _forecast(row: Row[*tuple[Any, ...]]) -> Forecast | None:
    """One that this version cannot read is made anew within half a minute."""
    try:
        return load_forecast(row.forecast)
    except ValueError:
        return None


def _stories(
    connection: Connection, shop: str, key: Column[Any], ids: Iterable[str]
) -> dict[str, list[Event[Fact]]]:
    """Id → its events in order, of some cards or some reviews."""
    stories: dict[str, list[Event[Fact]]] = {id: [] for id in ids}
    for id, event in _events(connection, shop, key, key.in_(list(stories))):
        stories[id].append(event)
    return stories


def _events(
    connection: Connection, shop: str, key: Column[Any], where: ColumnElement[bool]
) -> list[tuple[str, Event[Fact]]]:
    """(id by the key, event) of the events that are asked for, in order."""
    private = and_(_P.shop == _E.shop, _P.key == _E.n.cast(_P.key.type))
    rows = connection.execute(
        select(key, _E.body, _P.body)
        .select_from(t.events.outerjoin(t.private, private))
        .where(_E.shop == shop, where)
        .order_by(_E.n)
    )
    return [(id, read_event(body, kept)) for id, body, kept in rows]
