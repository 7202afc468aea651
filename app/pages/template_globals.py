"""Knows what every template may use: words, times in the shop's zone, names, who is signed in."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, g

from app import context
from app.build import build
from app.clock import real_now
from app.people import signed_in
from app.storage.read_session import ReadSession
from app.storage.rows import NoShop
from app.words import say
from app.words.amounts import hours, yuan
from app.words.durations import lasting, patterns
from board.card.masking import masked
from board.events.event import instant, stamp

Moment = datetime | str | None


def add_template_globals(app: Flask) -> None:
    app.jinja_env.globals.update(
        t=_say,
        hhmm=hhmm,
        day=day,
        when=when,
        yuan=yuan,
        hours=hours,
        lasting=lambda minutes: lasting(context.language(), minutes),
        lasting_patterns=lambda kind: patterns(context.language(), kind),
        for_form=for_form,
    )
    app.jinja_env.filters.update(stamp=stamp, masked=masked)
    app.context_processor(_about_this_request)


def _say(id: str, **facts: object) -> str:
    return say(context.language(), id, **facts)


def _about_this_request() -> dict[str, Any]:
    return _about_the_shop() | {
        "language": context.language(),
        "me": signed_in.person(),
        "device": signed_in.device(),
        "csrf_token": signed_in.csrf_token,
        "build": build(),
    }


def _about_the_shop() -> dict[str, Any]:
    try:
        view = context.read_session()
    except NoShop:
        return {"clock_now": stamp(real_now()), "shop_name": None}
    g.times = Times.of(view)
    name_of = view.directory.name_of
    return {
        "person_name": lambda id: name_of(id) or id,
        "clock_now": stamp(view.now),
        "clock_speed": view.row.clock.speed,
        "shop_name": view.row.name,
        "timezone": view.settings.timezone,
    }


@dataclass(frozen=True)
class Times:
    """Moments (UTC, or as the API writes them) as the shop's clock and calendar say them; "" for
    none. What draws a page or a push puts one in `g.times`: drawing opens no session."""

    zone: ZoneInfo
    today: date

    @staticmethod
    def of(reading: ReadSession) -> "Times":
        return Times(reading.hours.zone, reading.hours.day(reading.now))

    def written(self, at: Moment, form: str) -> str:
        at = instant(at) if isinstance(at, str) else at
        return at.astimezone(self.zone).strftime(form) if at else ""

    def when(self, at: Moment) -> str:
        day = self.written(at, "%Y-%m-%d")
        return self.written(at, "%H:%M" if day == self.today.isoformat() else "%m-%d %H:%M")


def _times() -> Times:
    times: Times = g.times
    return times


def hhmm(at: Moment) -> str:
    """11:47, by the shop's clock."""
    return _times().written(at, "%H:%M")


def for_form(at: Moment) -> str:
    """As a field for a time holds it."""
    return _times().written(at, "%Y-%m-%dT%H:%M")


def day(at: Moment) -> str:
    """11-24, by the shop's calendar."""
    return _times().written(at, "%m-%d")


def when(at: Moment) -> str:
    """The time alone today, else with the day."""
    return _times().when(at)
