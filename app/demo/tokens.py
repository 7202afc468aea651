"""Knows how each person of the demo comes to an API token, and that old ones do not pile up."""

from app.commands.perform import Command, perform
from app.people import tokens
from app.people.tokens import SETUP
from app.storage.read_session import Store
from app.storage.serialization import new_id
from board.commands.shop import WithdrawToken

LABEL = "simulate"


def token_for_each(store: Store) -> dict[str, str]:
    """A fresh token for everybody who works here; those of an earlier run are withdrawn."""
    withdraw(store)
    with store.read() as reading:
        people = [p.id for p in reading.directory.people.values() if p.active]
    made = {person: tokens.make(store, person, LABEL) for person in people}
    return {person: text for person, text in made.items() if text}


def withdraw(store: Store) -> None:
    with store.read() as reading:
        mine = [t.id for t in reading.shop.tokens.values() if t.label == LABEL and not t.withdrawn]
    for id in mine:
        perform(store, Command(SETUP, f"simulate:{new_id()}", WithdrawToken(token=id)))
