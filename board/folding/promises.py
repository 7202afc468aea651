"""Knows how events change the promise after check-in; check-in itself is in `booking`."""

from board.card import Card
from board.event import Event, instant
from board.folding.applying import ERASED, on, private
from board.parts_of_a_card import Promise


def promised(
    card: Card, event: Event, price_fen: int | None, reason: str, added_fen: int | None = None,
    keeps_time: bool = False,
) -> None:  # fmt: skip
    """One more version of the promise; without a time in the event the time stays."""
    d = event.data
    spoke_to = private(event, "spoke_to")
    card.promises.append(
        Promise(instant(d.get("promise_at")) or card.promise_at, price_fen, event.who,
                event.occurred_at, reason, d.get("within_range", False), d.get("channel"),
                str(spoke_to) if spoke_to else None, added_fen, keeps_time)
    )  # fmt: skip
    card.price_fen = price_fen


@on("promise_changed")
def _changed(card: Card, event: Event) -> None:
    promised(card, event, event.data["price_fen"], str(private(event, "reason", ERASED)))
