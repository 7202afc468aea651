"""The shop itself in memory: commands about it by the rules and the fold, as the door does."""

import json
from datetime import UTC, datetime

from board.event import Event
from board.people import Person
from board.refusal import Forbidden, Refused
from board.shop import Shop, apply_shop, decide_shop
from board.shop_commands import SHOP_COMMANDS
from tests.cast import PEOPLE, TEAMS


class ShopStory:
    """A shop with the cast in it; `events` are what was recorded, as JSON would hold them."""

    def __init__(self) -> None:
        self.shop = Shop(people=dict(PEOPLE), teams=dict(TEAMS))
        self.events: list[Event] = []

    def do(self, who: Person, command: str, **args: object) -> dict:
        """Gives a command; raises Forbidden or Refused. Returns the data of what happened."""
        n = len(self.events) + 1
        given = SHOP_COMMANDS[command](**args)
        for happening in decide_shop(command, given, who, self.shop, f"made{n}"):
            data = json.loads(json.dumps(happening.data))
            at = datetime(2026, 11, 23, tzinfo=UTC)
            event = Event(type=happening.type, card=None, n=n, command=n, version=None, who=who.id,
                          device=None, occurred_at=at, received_at=at, data=data,
                          private=happening.private, by=command)  # fmt: skip
            self.events.append(event)
            self.shop = apply_shop(self.shop, event)
        return self.events[-1].data

    def says(self, who: Person, command: str, **args: object) -> str:
        """What the shop says: "done", "forbidden", or the code of the refusal."""
        try:
            self.do(who, command, **args)
        except Forbidden:
            return "forbidden"
        except Refused as no:
            return no.reason
        return "done"
