"""Knows the shop itself, the fold of its own events: people, teams, absences, settings, devices,
tokens, walls, single days. Secrets (PINs, texts of tokens and links) are no part of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import cached_property

from board.people.people import Directory, Person, Team
from board.shop.access import Device, Token
from board.shop.default_settings import DEFAULTS, Settings
from board.shop.hours import Day, Hours
from board.shop.walls import Wall


@dataclass
class Shop:
    """Everything of a shop that is not a card."""

    people: dict[str, Person] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    absences: list[tuple[str, date]] = field(default_factory=list)
    stand_ins: dict[date, str] = field(default_factory=dict)
    settings: Settings = DEFAULTS
    devices: dict[str, Device] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    walls: dict[str, Wall] = field(default_factory=dict)
    demo_day: date | None = None
    days: dict[date, Day] = field(default_factory=dict)
    overtimes: list[tuple[str, date, time]] = field(default_factory=list)
    # The public calendar, handed in: no part of the fold.
    public: Mapping[date, bool] = field(default_factory=dict, compare=False, repr=False)

    @property
    def directory(self) -> Directory:
        return Directory(self.people, self.teams, frozenset(self.absences), self.stand_ins)

    @cached_property
    def hours(self) -> Hours:
        """The shop's whole calendar, laid out once for each state of the shop."""
        overtime = {(team, day): until for team, day, until in self.overtimes}
        public = self.public if self.settings.public_holidays else {}
        return Hours(self.settings, self.days, overtime, public)


def founded(timezone: str) -> Shop:
    """A shop before its first event. No event tells its time zone: that is the installation's,
    chosen when its database was made, and every fold of its events begins with it."""
    return Shop(settings=Settings(timezone=timezone))
