"""Knows who gives a device or a program access to the board, and takes it back."""

from board.event import Happening
from board.events.access import DeviceRegistered, TokenMade, TokenWithdrawn
from board.facts import Facts
from board.people import Person
from board.refusal import Forbidden, Refused
from board.rules.rule import rule
from board.shop import Shop
from board.shop_commands import MakeToken, RegisterDevice, WithdrawToken


@rule("register_device")
def register_device(
    shop: Shop, args: RegisterDevice, who: Person, facts: Facts
) -> list[Happening]:
    if args.team and args.team not in shop.teams:
        raise Refused("unknown_team", team=args.team)
    registered = DeviceRegistered(device=args.device, kind=args.kind, team=args.team)
    return [Happening(None, registered)]


@rule("make_token")
def make_token(shop: Shop, args: MakeToken, who: Person, facts: Facts) -> list[Happening]:
    if args.person not in shop.people:
        raise Refused("unknown_person", person=args.person)
    if not who.has("admin") and shop.people[args.person].has("admin"):
        raise Forbidden("make_token", ("admin",))
    made = TokenMade(token=facts.new_id(), person=args.person, label=args.label)
    return [Happening(None, made)]


@rule("withdraw_token")
def withdraw_token(shop: Shop, args: WithdrawToken, who: Person, facts: Facts) -> list[Happening]:
    token = shop.tokens.get(args.token)
    if token is None or token.withdrawn:
        raise Refused("unknown_token")
    return [Happening(None, TokenWithdrawn(token=args.token))]
