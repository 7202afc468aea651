"""Knows how single days are made other than usual: closed, open, with other hours, with overtime of
a team (SPEC §3, §4)."""

from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING

from board.event import Happening
from board.hours import Day
from board.people import Person
from board.refusal import Refused
from board.settings import as_data
from board.shop_commands import SetDay, SetOvertime

if TYPE_CHECKING:
    from board.shop import Shop


def set_day(args: SetDay, who: Person, shop: "Shop", new_id: str) -> list[Happening]:
    """Open or closed; neither: as usual again, by the week and the public calendar. On a day that
    is closed nobody stays for overtime."""
    if args.open is None and args.day not in shop.days:
        raise Refused("nothing_to_change")
    data: dict[str, object] = {"day": args.day.isoformat(), "open": args.open}
    if args.open:
        opens, closes = args.opens or shop.settings.opens, args.closes or shop.settings.closes
        if opens >= closes:
            raise Refused("closes_before_opening")
        data |= {"opens": as_data(opens), "closes": as_data(closes)}
    stay = [team for team, day, _ in shop.overtimes if day == args.day and args.open is False]
    return [Happening("day_set", None, data), *(_overtime(team, args.day, None) for team in stay)]


def set_overtime(args: SetOvertime, who: Person, shop: "Shop", new_id: str) -> list[Happening]:
    """Until when a team works on a day; no time: no overtime any more."""
    if args.team not in shop.teams:
        raise Refused("unknown_team", team=args.team)
    hours = shop.hours
    if args.until is None and (args.team, args.day) not in hours.overtime:
        raise Refused("nothing_to_change")
    if args.until:
        over = hours.closing(args.day) if hours.is_open_day(args.day) else hours.opening(args.day)
        if hours.at(args.day, args.until) <= over:
            raise Refused("overtime_too_early", at=over)
    return [_overtime(args.team, args.day, args.until)]


def _overtime(team: str, day: date, until: time | None) -> Happening:
    data = {"team": team, "day": day.isoformat(), "until": as_data(until) if until else None}
    return Happening("overtime_set", None, data)


def _day_set(shop: "Shop", d: dict, p: dict) -> "Shop":
    day = date.fromisoformat(d["day"])
    others = {k: v for k, v in shop.days.items() if k != day}
    if d["open"] is not None:
        opens, closes = (time.fromisoformat(d[n]) if n in d else None for n in ("opens", "closes"))
        others[day] = Day(d["open"], opens, closes)
    return replace(shop, days=others)


def _overtime_set(shop: "Shop", d: dict, p: dict) -> "Shop":
    team, day = d["team"], date.fromisoformat(d["day"])
    others = [one for one in shop.overtimes if one[:2] != (team, day)]
    if d["until"]:
        others.append((team, day, time.fromisoformat(d["until"])))
    return replace(shop, overtimes=others)


RULES = {"set_day": set_day, "set_overtime": set_overtime}
FOLDS = {"day_set": _day_set, "overtime_set": _overtime_set}
