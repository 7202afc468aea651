"""Knows the facts of what has access besides people: devices and API tokens."""

from board.events.definition import ShopFact
from board.shop_commands import DeviceKind


class DeviceRegistered(ShopFact):
    device: str
    kind: DeviceKind
    team: str | None


class TokenMade(ShopFact):
    token: str
    person: str
    label: str


class TokenWithdrawn(ShopFact):
    token: str
