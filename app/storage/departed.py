"""Knows which cards left the board lately: handed over, cancelled, or expected and never come."""

from datetime import datetime, time, timedelta

from sqlalchemy import select

from app.storage import tables as t
from app.storage.read_session import ReadSession
from app.storage.serialization import load_card
from board.card.card import Card
from board.events.event import stamp

NO_SHOW_DAYS = 14
FOLLOWED = timedelta(days=3)  # a follow-up that nobody did still stands on a list
MOST = 500


def left_since(reading: ReadSession, since: datetime) -> list[Card]:
    """Handed over or cancelled since a moment, the latest first."""
    c = t.cards.c
    found = (
        select(c.state)
        .where(c.shop == reading.id, c.finished_at >= stamp(since))
        .order_by(c.finished_at.desc())
        .limit(MOST)
    )
    return [load_card(text) for text in reading.connection.scalars(found)]


def delivered_between(reading: ReadSession, since: datetime, until: datetime) -> list[Card]:
    """Handed over from one moment to another, in that order."""
    c = t.cards.c
    found = (
        select(c.state)
        .where(c.shop == reading.id, c.lane == "delivered")
        .where(c.finished_at >= stamp(since), c.finished_at < stamp(until))
        .order_by(c.finished_at)
        .limit(MOST)
    )
    return [load_card(text) for text in reading.connection.scalars(found)]


def followed_up(reading: ReadSession) -> list[Card]:
    """Handed over so long ago that their follow-up is due, or was within the last days."""
    hours, after = reading.hours, timedelta(days=reading.settings.follow_up_days)
    today = hours.day(reading.now)
    first = hours.last_open_day(today - FOLLOWED) + timedelta(days=1) - after
    last = today + timedelta(days=1) - after
    since, until = hours.at(first, time.min), hours.at(last, time.min)
    return reading.once(("followed up",), lambda: delivered_between(reading, since, until))


def no_shows(reading: ReadSession) -> list[Card]:
    """Who did not come in the last two weeks, the latest first."""
    c, since = t.cards.c, stamp(reading.now - timedelta(days=NO_SHOW_DAYS))
    found = (
        select(c.state)
        .where(c.shop == reading.id, c.lane == "no_show", c.appointment_at >= since)
        .order_by(c.rank.desc())  # by the index of lanes; within it, by the appointment
        .limit(MOST)
    )
    return [load_card(text) for text in reading.connection.scalars(found)]
