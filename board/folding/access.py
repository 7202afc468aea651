"""Knows how events change what has access besides people: devices and API tokens."""

from dataclasses import replace

from board.access import Device, Token
from board.event import Event
from board.events.access import DeviceRegistered, TokenMade, TokenWithdrawn
from board.folding.applying import on
from board.shop import Shop


@on(DeviceRegistered)
def _device_registered(shop: Shop, event: Event[DeviceRegistered]) -> None:
    device = Device(event.fact.device, event.fact.kind, event.fact.team)
    shop.devices = shop.devices | {device.id: device}


@on(TokenMade)
def _token_made(shop: Shop, event: Event[TokenMade]) -> None:
    _keep(shop, Token(event.fact.token, event.fact.person, event.fact.label))


@on(TokenWithdrawn)
def _token_withdrawn(shop: Shop, event: Event[TokenWithdrawn]) -> None:
    _keep(shop, replace(shop.tokens[event.fact.token], withdrawn=True))


def _keep(shop: Shop, token: Token) -> None:
    shop.tokens = shop.tokens | {token.id: token}
