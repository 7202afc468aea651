"""Knows what every template may use: words, times in the shop's zone, names, who is signed in."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Flask

from app import context
from app.build import build
from app.clock import real_now
from app.store import NoShop
from app.words import say
from board.event import instant, stamp

Moment = datetime | str | None


def add_template_globals(app: Flask) -> None:
    app.jinja_env.globals.update(
        t=_say,
        hhmm=hhmm,
        day=day,
        when=when,
        yuan=yuan,
        hours=hours,
        for_form=for_form,
    )
    app.jinja_env.filters.update(stamp=stamp)
    app.context_processor(_about_this_request)


def _say(id: str, **facts: object) -> str:
    return say(context.language(), id, **facts)


def _about_this_request() -> dict:
    from app.people.signed_in import csrf_token, device, person

    return _about_the_shop() | {
        "language": context.language(),
        "me": person(),
        "device": device(),
        "csrf_token": csrf_token,
        "build": build(),
        "person_name": lambda id: context.reading().directory.name_of(id) or id,
    }


def _about_the_shop() -> dict:
    try:
        view = context.reading()
    except NoShop:
        return {"clock_now": stamp(real_now()), "shop_name": None}
    return {
        "clock_now": stamp(view.now),
        "clock_speed": view.row.clock.speed,
        "shop_name": view.row.name,
        "timezone": view.settings.timezone,
    }


def _local(at: Moment) -> datetime | None:
    at = instant(at) if isinstance(at, str) else at
    zone = ZoneInfo(context.reading().settings.timezone)
    return at.astimezone(zone) if at else None


def hhmm(at: Moment) -> str:
    """11:47, by the shop's clock; "" for none."""
    local = _local(at)
    return local.strftime("%H:%M") if local else ""


def for_form(at: Moment) -> str:
    """As a field for a time holds it."""
    local = _local(at)
    return local.strftime("%Y-%m-%dT%H:%M") if local else ""


def day(at: Moment) -> str:
    """11-24, by the shop's calendar."""
    local = _local(at)
    return local.strftime("%m-%d") if local else ""


def when(at: Moment) -> str:
    """The time alone today, else with the day."""
    local = _local(at)
    if local is None:
        return ""
    today = context.reading().hours.day(context.reading().now)
    return local.strftime("%H:%M" if local.date() == today else "%m-%d %H:%M")


def yuan(fen: int | None) -> str:
    """Fen as yuan: ¥1,280 or ¥12.50."""
    if fen is None:
        return ""
    return f"¥{fen // 100:,}" if fen % 100 == 0 else f"¥{fen / 100:,.2f}"


def hours(minutes: int | None) -> str:
    """Minutes as hours with at most one decimal: 90 → 1.5."""
    return "" if minutes is None else f"{round(minutes / 60, 1):g}"
