"""Knows the commands that change the shop itself: people, teams, absences, settings, devices,
tokens, walls. They go through the same door, so that they are recorded (SPEC §4, last row)."""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal, dataclass_transform

from board.fields import listed, number, text
from board.registry import T, registered

SHOP_COMMANDS: dict[str, type] = {}
WallView = Literal["progress", "axis", "appointments"]
WallStack = Literal["shop", "urgency", "lane"]
Stack = Literal["urgency", "lane"]
Language = Literal["zh-CN", "en"]
DeviceKind = Literal["personal", "tablet", "wall"]


@dataclass_transform(
    frozen_default=True, kw_only_default=True, field_specifiers=(listed, number, text)
)
def _command(cls: T) -> T:
    return registered(cls, SHOP_COMMANDS)


@_command
class AddTeam:
    team: str = text(40)
    name: str = text(40)


@_command
class ChangeTeam:
    team: str = text(40)
    name: str = text(40)


@_command
class AddPerson:
    """`pin` is a first PIN; it is hashed before the door and never recorded."""

    person: str = text(40)
    name: str = text(60)
    roles: list[str] = listed(12, least=1, each=20)
    team: str | None = text(40, default=None)
    skills: list[str] = listed(40, each=40, default_factory=list)
    pin: str | None = text(20, least=4, default=None)


@_command
class ChangePerson:
    person: str = text(40)
    name: str | None = text(60, default=None)
    roles: list[str] | None = listed(12, least=1, each=20, default=None)
    team: str | None = text(40, least=0, default=None)
    skills: list[str] | None = listed(40, each=40, default=None)
    active: bool | None = None


@_command
class MarkAbsent:
    person: str = text(40)
    day: date
    absent: bool = True


@_command
class SetDay:
    """A day other than usual: open (with hours of its own) or closed; `open` null = as usual."""

    day: date
    open: bool | None = None
    opens: time | None = None
    closes: time | None = None


@_command
class SetOvertime:
    """Until when a team works on a day; `until` null = no overtime."""

    team: str = text(40)
    day: date
    until: time | None = None


@_command
class NameStandIn:
    """Who has the foreman's rights on a day; `person` null = nobody any more."""

    person: str | None = text(40, default=None)
    day: date


@_command
class ChangePin:
    """One's own PIN; hashed before the door, never recorded."""

    old: str = text(20)
    new: str = text(20, least=4)


@dataclass(frozen=True, kw_only=True)
class SomeSettings:
    """What is left out stays; `break_from` = `break_to` is no break; weekdays count Monday as 1."""

    opens: time | None = None
    closes: time | None = None
    break_from: time | None = None
    break_to: time | None = None
    open_weekdays: list[int] | None = None
    bays: list[str] | None = listed(60, each=20, default=None)
    after_work_minutes: int | None = number(0, 600, default=None)
    after_work_with_wash_minutes: int | None = number(0, 600, default=None)
    undispatched_minutes: int | None = number(1, 600, default=None)
    tablet_idle_minutes: int | None = number(1, 600, default=None)
    personal_idle_minutes: int | None = number(1, 10_080, default=None)
    name_is_enough_on_team_tablets: bool | None = None
    signature_needs_pin: bool | None = None
    undo_seconds: int | None = number(0, 600, default=None)
    range_minutes: int | None = number(0, 600, default=None)
    range_percent: int | None = number(0, 100, default=None)
    range_most_fen: int | None = number(0, 10_000_000, default=None)
    wall_stack: Stack | None = None
    call_half_a_day_before: bool | None = None
    reception_minutes: int | None = number(1, 600, default=None)
    reception_peak_minutes: int | None = number(1, 600, default=None)
    peak_from: time | None = None
    peak_to: time | None = None
    not_come_minutes: int | None = number(0, 600, default=None)
    not_arrived_minutes: int | None = number(0, 600, default=None)
    enquiry_percent: int | None = number(1, 200, default=None)
    enquiry_due_percent: int | None = number(1, 200, default=None)
    consent_minutes: int | None = number(0, 600, default=None)
    late_call_minutes: int | None = number(0, 600, default=None)
    notice_minutes: int | None = number(0, 1440, default=None)
    long_notice_minutes: int | None = number(0, 1440, default=None)
    follow_up_days: int | None = number(2, 7, default=None)
    public_holidays: bool | None = None
    review_morning: time | None = None
    review_noon: time | None = None
    review_afternoon: time | None = None
    review_grace_minutes: int | None = number(0, 120, default=None)


@_command
class ChangeSettings(SomeSettings):
    pass


@_command
class RegisterDevice:
    """What a browser device is: somebody's own, a team's tablet, or a wall."""

    device: str = text(60)
    kind: DeviceKind
    team: str | None = text(40, default=None)


@_command
class MakeToken:
    person: str = text(40)
    label: str = text(60)


@_command
class WithdrawToken:
    token: str = text(60)


@_command
class AddWall:
    """A screen that hangs; its secret link is made on the page and only its hash is kept."""

    name: str = text(40)
    view: WallView = "progress"
    teams: list[str] = listed(20, each=40, default_factory=list)
    language: Language = "zh-CN"
    inches: int = number(10, 200, default=65)
    metres: int = number(1, 30, default=5)
    stack: WallStack = "shop"


@_command
class ChangeWall:
    wall: str = text(60)
    name: str | None = text(40, default=None)
    view: WallView | None = None
    teams: list[str] | None = listed(20, each=40, default=None)
    language: Language | None = None
    inches: int | None = number(10, 200, default=None)
    metres: int | None = number(1, 30, default=None)
    stack: WallStack | None = None


@_command
class RenewWall:
    """A new secret link: the old one counts no more."""

    wall: str = text(60)


@_command
class WithdrawWall:
    wall: str = text(60)


@_command
class BeginDemoDay:
    """This shop is a demo, and this is the day it plays."""

    day: date
