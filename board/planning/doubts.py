"""Knows what speaks against a promised time (rules.md §5): the shop is closed then, or cannot be
done by then. Said before it is promised, and kept with the promise."""

from datetime import datetime, timedelta

from board.card.card import Card
from board.commands.choices import Despite
from board.planning.earliest_promise import earliest_honest
from board.shop.hours import Hours


def despite(at: datetime | None, earliest: datetime | None, hours: Hours) -> Despite | None:
    """What a time is promised in spite of; `earliest`: when the car can honestly be ready, None
    where nobody knows."""
    if at is None:
        return None
    day = hours.day(at)
    if not (hours.is_open_day(day) and hours.opening(day) <= at <= hours.closing(day)):
        return "outside_hours"
    return "before_earliest" if earliest and at < earliest else None


def forecast_with(card: Card, more_minutes: int, hours: Hours) -> datetime | None:
    """When a car that is here will likely be ready, with so much more work; None where nobody
    knows."""
    likely = card.forecast.likely if card.forecast else None
    return hours.after(likely, more_minutes) if likely and more_minutes else likely


def alone(card: Card, planned_minutes: int, hours: Hours, now: datetime) -> datetime:
    """When a car could be ready with nothing in front of it."""
    return earliest_honest(now, planned_minutes, card.wash, hours) - timedelta(minutes=15)
