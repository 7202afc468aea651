"""Knows that the shop's settings change together, and only to what makes sense."""

from board.commands.facts import Facts
from board.commands.fields import given
from board.commands.refusal import Refused
from board.commands.shop import ChangeSettings
from board.events.event import Happening
from board.events.shop import SettingsChanged
from board.people.people import Person
from board.rules.rule import rule
from board.shop.default_settings import changed, demand_sense
from board.shop.shop import Shop


@rule("change_settings")
def change_settings(shop: Shop, args: ChangeSettings, who: Person, facts: Facts) -> list[Happening]:
    if not (values := given(args)):
        raise Refused("nothing_to_change")
    demand_sense(changed(shop.settings, args))
    return [Happening(None, SettingsChanged(**values))]
