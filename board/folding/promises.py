"""Knows how events change the promise after check-in; check-in itself is in `booking`."""

from board.card.card import Card
from board.card.values import Promise
from board.events.event import Event
from board.events.promises import PromiseChanged
from board.folding.applying import on


def promised(card: Card, promise: Promise) -> None:
    """One more version of the promise, whose price is the card's from now on."""
    card.promises.append(promise)
    card.price_fen = promise.price_fen


@on(PromiseChanged)
def _changed(card: Card, event: Event[PromiseChanged]) -> None:
    fact = event.fact
    promised(card, Promise(
        fact.promise_at, fact.price_fen, event.who, event.occurred_at, fact.reason,
        fact.within_range, fact.channel, fact.spoke_to, despite=fact.despite,
    ))  # fmt: skip
