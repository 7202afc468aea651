"""Knows which photos no card names, and removes them: a report that was given up, or never came. It
looks once a day of the shop, a few cards at a time, since a shop has many that have left."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import delete, select

from app import photos
from app import tables as t
from app.store import Reading, Store
from app.writing import Writing, writing
from board.event import stamp
from board.photos import NAME

OLD = timedelta(days=1)  # until then its report may still come
CARDS_AT_ONCE = 100


@dataclass
class _Search:
    """`unnamed`: old photos that no card looked through so far names. Cards are looked through by
    id, up to `after`; those that change from number `since` on are looked at again at the end."""

    unnamed: set[str]
    epoch: str
    since: int
    after: str = ""
    over: bool = False


class Orphans:
    """The search of one process; two of them do no harm."""

    def __init__(self, store: Store, data_dir: Path) -> None:
        self.store, self.data_dir = store, data_dir
        self._day: date | None = None
        self._search: _Search | None = None

    @property
    def searching(self) -> bool:
        return self._search is not None

    @property
    def all_looked_through(self) -> bool:
        return self._search is not None and self._search.over

    def step(self) -> int:
        """A little further; returns how many photos were removed."""
        if self._search and self._search.over:
            search, self._search = self._search, None
            return _remove(self.store, self.data_dir, search)
        with self.store.read() as view:
            if self._search is None:
                self._search = self._begun(view)
            elif self._search.epoch != view.row.epoch:
                self._search = self._day = None  # another database: from the beginning
            else:
                _look_further(view, self._search)
        return 0

    def _begun(self, view: Reading) -> _Search | None:
        """A search, once a day, where there is anything to look for."""
        today = view.hours.day(view.now)
        if today == self._day:
            return None
        self._day = today
        p = t.photos.c
        old = select(p.id).where(p.shop == view.id, p.at < stamp(view.now - OLD))
        unnamed = set(view.connection.scalars(old))
        return _Search(unnamed, view.row.epoch, view.row.seq) if unnamed else None


def _look_further(view: Reading, search: _Search) -> None:
    c = t.cards.c
    rows = view.connection.execute(
        select(c.id, c.state)
        .where(c.shop == view.id, c.id > search.after)
        .order_by(c.id)
        .limit(CARDS_AT_ONCE)
    ).all()
    for row in rows:
        _strike(search, row.state)
        search.after = row.id
    search.over = len(rows) < CARDS_AT_ONCE or not search.unnamed


def _strike(search: _Search, state: str) -> None:
    """Whatever the card's text says that could be a name counts as one: better kept than lost."""
    search.unnamed.difference_update(NAME.findall(state))


def _remove(store: Store, data_dir: Path, search: _Search) -> int:
    """Inside the door's transaction, so that no card names one and no picture comes meanwhile."""
    with writing(store) as door:
        if door.row.epoch != search.epoch:
            return 0
        for state in _changed_since(door, search.since):
            _strike(search, state)
        for name in search.unnamed:
            _remove_one(door, data_dir, name)
    return len(search.unnamed)


def _changed_since(door: Writing, seq: int) -> list[str]:
    c, cards = t.changes.c, t.cards.c
    touched = select(c.card).where(c.shop == door.id, c.seq > seq, c.card.is_not(None))
    return list(
        door.connection.scalars(
            select(cards.state).where(cards.shop == door.id, cards.id.in_(touched))
        )
    )


def _remove_one(door: Writing, data_dir: Path, name: str) -> None:
    """The picture first: where the machine stops in between, it is looked for again tomorrow. It
    stays where it has another name, in whichever shop."""
    p = t.photos.c
    hash = photos.hash_of(door, name)
    mine = (p.shop == door.id) & (p.id == name)
    others = select(p.id).where(p.hash == hash, ~mine).limit(1)
    if hash and door.connection.scalar(others) is None:
        photos.path_of(data_dir, hash).unlink(missing_ok=True)
    door.connection.execute(delete(t.photos).where(mine))
