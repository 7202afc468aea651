"""Knows where the daily reviews are kept and how they are found."""

from datetime import date, datetime

from sqlalchemy import BindParameter, Connection, bindparam, select

from app.storage import tables as t
from app.storage.serialization import dump_review, load_review
from app.storage.statements import Statement, upserted
from board.events.event import instant, stamp
from board.reviews.closing import given_up_at
from board.reviews.review import MISSED, OPEN, Review
from board.shop.hours import Hours

_R = t.reviews.c
_SHOP: BindParameter[str] = bindparam("shop")
_ONE = Statement(select(_R.state).where(_R.shop == _SHOP, _R.id == bindparam("id")))
_WAITING = Statement(select(_R.state).where(_R.shop == _SHOP, _R.waits).order_by(_R.at))
_LATEST = Statement(select(_R.at).where(_R.shop == _SHOP).order_by(_R.at.desc()).limit(1))
_KEEP = Statement(upserted(t.reviews, ["shop", "id"], ["at", "waits", "state"]))
MOST = 500
MOST_MISSED = 20  # shown at once, of those that nobody explained


def one(connection: Connection, shop: str, id: str) -> Review | None:
    text = _ONE(connection, {"shop": shop, "id": id}).scalar()
    return load_review(text) if text else None


def waiting(connection: Connection, shop: str) -> list[Review]:
    """Reviews that still ask something of somebody, the oldest first."""
    return [load_review(text) for text in _WAITING(connection, {"shop": shop}).scalars()]


def under_way(waiting: list[Review], hours: Hours, now: datetime) -> Review | None:
    """The review that is being held; one that nobody has closed by the next one's time is not."""
    open_now = (one for one in waiting if one.state == OPEN)
    return next((r for r in open_now if now < given_up_at(r, hours)), None)


def unexplained(waiting: list[Review]) -> list[Review]:
    """Reviews that were not held and of which nobody has said why, the newest first."""
    found = [one for one in waiting if one.state == MISSED and one.missed_reason is None]
    return found[::-1]


def latest_at(connection: Connection, shop: str) -> datetime | None:
    """When the latest review that is known was to be held."""
    return instant(_LATEST(connection, {"shop": shop}).scalar())


def between(connection: Connection, shop: str, since: datetime, until: datetime) -> list[Review]:
    """Reviews held, missed or due from one moment to another, the oldest first."""
    found = (
        select(_R.state)
        .where(_R.shop == shop, _R.at >= stamp(since), _R.at < stamp(until))
        .order_by(_R.at)
        .limit(MOST)
    )
    return [load_review(text) for text in connection.scalars(found)]


def keep(connection: Connection, shop: str, review: Review) -> None:
    row = {"shop": shop, "id": review.id, "at": stamp(review.at), "waits": review.waits,
           "state": dump_review(review)}  # fmt: skip
    _KEEP(connection, row)


def day_of(review: str) -> date:
    """The day a review's id names."""
    return date.fromisoformat(review[:10])
