"""Knows which few facts beyond its subject a rule may ask for; the store answers them."""

from datetime import datetime
from typing import Protocol

from board.card.card import Card
from board.people.people import Directory
from board.reviews.review import Review
from board.shop.default_settings import Settings
from board.shop.hours import Hours
from board.shop.shop import Shop


class Facts(Protocol):
    """Facts of one shop at one moment. `now` is the shop's time, aware UTC; `seq` the number of the
    latest change that screens were told of."""

    now: datetime
    seq: int
    shop: Shop
    directory: Directory
    settings: Settings
    hours: Hours

    def card(self, id: str) -> Card | None:
        """A card of this shop."""

    def running(self, person: str) -> str | None:
        """The id of the card on which a person has a running interval."""

    def lane(self, lane: str) -> list[tuple[str, str]]:
        """(rank, card id) of every card in a lane, in order."""

    def in_lanes(self, *lanes: str) -> list[Card]:
        """The cards of some lanes; of none named, every card on the board."""

    def holder_of_order(self, order_no: str) -> str | None:
        """The code of the card that has this order number."""

    def holder_of_bay(self, bay: str) -> str | None:
        """The id of the card being worked on in a bay."""

    def worked(self, person: str) -> list[Card]:
        """Cards of the last days on which a person has intervals."""

    def touched_by(self, command: int) -> list[str]:
        """Ids of the cards a command touched."""

    def was_in_review(self, command: int) -> bool:
        """Whether a command was a decision of a review, which keeps it as carried out."""

    def without_latest(self, card: str) -> Card:
        """The card as it would be had its latest command not been given."""

    def parts_came(self, card: str) -> datetime | None:
        """When parts last came for a card."""

    def review(self, id: str) -> Review | None:
        """A review of this shop."""

    def waiting_reviews(self) -> list[Review]:
        """Reviews that still ask something of somebody, the oldest first."""

    def new_id(self) -> str:
        """A fresh id."""

    def new_code(self) -> str:
        """A short code no card of the installation has."""
