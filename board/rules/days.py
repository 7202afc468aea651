"""Knows how single days are made other than usual: closed, open, with other hours, with overtime of
a team (SPEC §3, §4); and that a shop is a demo, which only the demo's own clock can say."""

from board.event import Happening
from board.events.days import DaySet, DemoDayBegun, OvertimeSet
from board.facts import Facts
from board.people import Person
from board.refusal import Refused
from board.rules.rule import rule
from board.shop import Shop
from board.shop_commands import BeginDemoDay, SetDay, SetOvertime


@rule("set_day")
def set_day(shop: Shop, args: SetDay, who: Person, facts: Facts) -> list[Happening]:
    """Open or closed; neither: as usual again, by the week and the public calendar. On a day that
    is closed nobody stays for overtime."""
    if args.open is None and args.day not in shop.days:
        raise Refused("nothing_to_change")
    stay = [team for team, day, _ in shop.overtimes if day == args.day and args.open is False]
    ended = [OvertimeSet(team=team, day=args.day, until=None) for team in stay]
    return [Happening(None, fact) for fact in (_set(shop, args), *ended)]


def _set(shop: Shop, args: SetDay) -> DaySet:
    if not args.open:
        return DaySet(day=args.day, open=args.open)
    opens, closes = args.opens or shop.settings.opens, args.closes or shop.settings.closes
    if opens >= closes:
        raise Refused("closes_before_opening")
    return DaySet(day=args.day, open=True, opens=opens, closes=closes)


@rule("set_overtime")
def set_overtime(shop: Shop, args: SetOvertime, who: Person, facts: Facts) -> list[Happening]:
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
    return [Happening(None, OvertimeSet(team=args.team, day=args.day, until=args.until))]


@rule("begin_demo_day")
def begin_demo_day(shop: Shop, args: BeginDemoDay, who: Person, facts: Facts) -> list[Happening]:
    return [Happening(None, DemoDayBegun(day=args.day))]
