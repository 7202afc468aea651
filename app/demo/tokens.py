"""Knows how each person of the demo comes to an API token, and that old ones do not pile up."""

from app.people import tokens
from app.people.tokens import SETUP
from app.perform import Order, perform
from app.records import new_id
from app.store import Store
from board.shop_commands import WithdrawToken

LABEL = "simulate"


def token_for_each(store: Store) -> dict[str, str]:
    """A fresh token for everybody who works here; those of an earlier run are withdrawn."""
    withdraw(store)
    with store.read() as view:
        people = [p.id for p in view.directory.people.values() if p.active]
    made = {person: tokens.make(store, person, LABEL) for person in people}
    return {person: text for person, text in made.items() if text}


def withdraw(store: Store) -> None:
    with store.read() as view:
        mine = [t.id for t in view.shop.tokens.values() if t.label == LABEL and not t.withdrawn]
    for id in mine:
        perform(store, Order(SETUP, f"simulate:{new_id()}", WithdrawToken(token=id)))
