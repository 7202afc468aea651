"""Knows that the shop's settings change together, and only to what makes sense."""

from board.event import Happening
from board.events.shop import SettingsChanged
from board.facts import Facts
from board.fields import given
from board.people import Person
from board.refusal import Refused
from board.rules.rule import rule
from board.settings import changed, demand_sense
from board.shop import Shop
from board.shop_commands import ChangeSettings


@rule("change_settings")
def change_settings(
    shop: Shop, args: ChangeSettings, who: Person, facts: Facts
) -> list[Happening]:
    if not (values := given(args)):
        raise Refused("nothing_to_change")
    demand_sense(changed(shop.settings, args))
    return [Happening(None, SettingsChanged(**values))]
