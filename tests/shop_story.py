"""The shop itself in memory: commands about it by the rules and the fold, as the door does."""

from datetime import UTC, datetime

from board.event import Event
from board.events import Fact, wire
from board.fold import apply
from board.people import Person
from board.refusal import Forbidden, Refused
from board.rules import decide
from board.shop import Shop
from board.shop_commands import SHOP_COMMANDS
from tests.cast import PEOPLE, TEAMS
from tests.pure_shop import as_recorded


class ShopStory:
    """A shop with the cast in it; `events` are what was recorded, as JSON would hold them."""

    def __init__(self) -> None:
        self.shop = Shop(people=dict(PEOPLE), teams=dict(TEAMS))
        self.events: list[Event[Fact]] = []

    def do(self, who: Person, command: str, **args: object) -> dict:
        """Gives a command; raises Forbidden or Refused. Returns the data of what happened."""
        n = len(self.events) + 1
        given = SHOP_COMMANDS[command](**args)
        for happening in decide(command, self.shop, given, who, self):
            at = datetime(2026, 11, 23, tzinfo=UTC)
            event = Event(as_recorded(happening.fact), card=None, n=n, command=n, version=None,
                          who=who.id, device=None, occurred_at=at, received_at=at,
                          by=command)  # fmt: skip
            self.events.append(event)
            self.shop = apply(self.shop, event)
        return wire.dumped(self.events[-1].fact)[0]

    def new_id(self) -> str:
        """What a rule asks of the facts."""
        return f"made{len(self.events) + 1}"

    def says(self, who: Person, command: str, **args: object) -> str:
        """What the shop says: "done", "forbidden", or the code of the refusal."""
        try:
            self.do(who, command, **args)
        except Forbidden:
            return "forbidden"
        except Refused as no:
            return no.reason
        return "done"
