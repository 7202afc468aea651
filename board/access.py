"""Knows what has access to the board besides people: registered devices, API tokens."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from board.event import Happening
from board.refusal import Forbidden, Refused

if TYPE_CHECKING:
    from board.shop import Shop


@dataclass(frozen=True)
class Device:
    id: str
    kind: str
    team: str | None = None


@dataclass(frozen=True)
class Token:
    id: str
    person: str
    label: str
    withdrawn: bool = False


def _register_device(args, who, shop, new_id):
    if args.team and args.team not in shop.teams:
        raise Refused("unknown_team", team=args.team)
    data = {"device": args.device, "kind": args.kind, "team": args.team}
    return [Happening("device_registered", None, data)]


def _make_token(args, who, shop, new_id):
    if args.person not in shop.people:
        raise Refused("unknown_person", person=args.person)
    if not who.has("admin") and shop.people[args.person].has("admin"):
        raise Forbidden("make_token", ("admin",))
    data = {"token": new_id, "person": args.person, "label": args.label}
    return [Happening("token_made", None, data)]


def _withdraw_token(args, who, shop, new_id):
    token = shop.tokens.get(args.token)
    if token is None or token.withdrawn:
        raise Refused("unknown_token")
    return [Happening("token_withdrawn", None, {"token": args.token})]


def _device_registered(shop: "Shop", d: dict, p: dict) -> "Shop":
    device = Device(d["device"], d["kind"], d["team"])
    return replace(shop, devices=shop.devices | {device.id: device})


def _token_made(shop: "Shop", d: dict, p: dict) -> "Shop":
    token = Token(d["token"], d["person"], d["label"])
    return replace(shop, tokens=shop.tokens | {token.id: token})


def _token_withdrawn(shop: "Shop", d: dict, p: dict) -> "Shop":
    token = replace(shop.tokens[d["token"]], withdrawn=True)
    return replace(shop, tokens=shop.tokens | {token.id: token})


RULES = {
    "register_device": _register_device,
    "make_token": _make_token,
    "withdraw_token": _withdraw_token,
}
FOLDS = {
    "device_registered": _device_registered,
    "token_made": _token_made,
    "token_withdrawn": _token_withdrawn,
}
