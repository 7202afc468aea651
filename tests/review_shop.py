"""A shop in memory that holds its daily reviews by the rules and the fold, as the door does."""

from datetime import datetime, timedelta

from board.card import Card
from board.event import Event, Happening
from board.events import Fact
from board.fold import apply
from board.parts_of_a_card import Forecast
from board.people import Person
from board.refusal import Forbidden, Refused
from board.review_commands import REVIEW_COMMANDS
from board.reviews.deeds import parts_came
from board.reviews.review import Review
from board.rights import CLOCK
from board.rules import decide
from board.shop import Shop
from tests.cast import PEOPLE, TEAMS, at
from tests.pure_shop import as_recorded
from tests.story import Story


class ReviewShop(Story):
    """`meets` gives a command of a review and returns the happenings."""

    def __init__(self) -> None:
        super().__init__()
        self.reviews: dict[str, Review] = {}
        self.shop = Shop(people=dict(PEOPLE), teams=dict(TEAMS))
        self.seq = 0
        self.decisions: set[int] = set()  # commands on cards that were given in a review

    def meets(
        self, who: Person, command: str, card: str | None = None, **args: object
    ) -> list[Happening]:
        given = REVIEW_COMMANDS[command](**args)
        about = self.cards[card] if card else None
        happenings = decide(command, about, given, who, self)
        self.seq += 1
        for happening in happenings:
            if happening.review:
                event = self._told(happening, command, who)
                before = self.reviews.get(happening.review)
                self.reviews[happening.review] = apply(before, event)
            elif happening.card:
                self.decisions.add(len(self.events) + 1)
                self._record([happening], command, who)
            else:
                self.shop = apply(self.shop, self._told(happening, command, who))
                self.hours = self.shop.hours
        return happenings

    def answers(self, who: Person, command: str, card: str | None = None, **args: object) -> str:
        """ "done", "forbidden", or the code of the refusal."""
        try:
            self.meets(who, command, card, **args)
        except Forbidden:
            return "forbidden"
        except Refused as refused:
            return refused.reason
        return "done"

    def _told(self, h: Happening, by: str, who: Person) -> Event[Fact]:
        return Event(as_recorded(h.fact), h.card, self.seq, self.seq, None, who.id, None, self.now,
                     self.now, by, h.review)  # fmt: skip

    def late(self, minutes: int = 30, promise: str = "12:00", **more: object) -> str:
        """A car that will be ready so long after its promise."""
        car = self.queued(**more)
        likely = at(promise)
        self.cards[car].promises[-1].at = at(promise)
        likely += timedelta(minutes=minutes)
        self.cards[car].forecast = Forecast(likely, likely)
        return car

    def was_in_review(self, command: int) -> bool:
        return command in self.decisions

    # --- facts (board/facts.py) ----------------------------------------------------------

    def review(self, id: str) -> Review | None:
        return self.reviews.get(id)

    def waiting_reviews(self) -> list[Review]:
        return sorted((r for r in self.reviews.values() if r.waits), key=lambda r: r.at)

    def parts_came(self, card: str) -> datetime | None:
        return parts_came(self.story(card))

    def in_lanes(self) -> list[Card]:
        return [card for card in self.cards.values() if card.on_board]

    def clock(self, command: str, **args: object) -> str:
        return self.answers(CLOCK, command, **args)
