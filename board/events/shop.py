"""Knows the facts of the shop's people, teams and settings."""

from datetime import date

from board.events.definition import ShopFact, private
from board.shop_commands import SomeSettings


class TeamNamed(ShopFact, shared=True):
    team: str
    name: str


class TeamAdded(TeamNamed):
    pass


class TeamChanged(TeamNamed):
    pass


class PersonAdded(ShopFact):
    person: str
    roles: list[str]
    team: str | None
    skills: list[str]
    name: str = private()


class PersonChanged(ShopFact):
    """None: it stays as it was; an empty `team`: the person is in no team any more."""

    person: str
    roles: list[str] | None = None
    team: str | None = None
    skills: list[str] | None = None
    active: bool | None = None
    name: str | None = private(default=None)


class AbsenceMarked(ShopFact):
    person: str
    day: date
    absent: bool


class StandInNamed(ShopFact):
    """`person` None: nobody stands in any more."""

    person: str | None
    day: date


class PinChanged(ShopFact):
    person: str


class SettingsChanged(ShopFact, SomeSettings):
    """The settings that were changed; None: it stays as it was."""
