"""Knows API tokens: made once for a person, shown once, kept only as a hash, withdrawable."""

import hashlib
import secrets

from app.perform import Actor, Answer, Order, perform
from app.records import new_id
from app.statements import TOKEN
from app.store import Reading, Store
from app.validation import arguments
from board.people import Person

PREFIX = "jd_"
SETUP = Actor("setup", "setup")


class NotMade(Exception):
    """The door said no; `answer` says why."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.reason)
        self.answer = answer


def make(store: Store, person: str, label: str, actor: Actor = SETUP) -> str:
    """A new token's text. Raises NotMade, or Invalid for a label that will not do."""
    text = new_text()
    args = arguments("make_token", {"person": person, "label": label})
    order = Order(actor, f"token:{new_id()}", args, secrets={"token_hash": hashed(text)})
    answer = perform(store, order)
    if not answer.ok:
        raise NotMade(answer)
    return text


def new_text() -> str:
    return PREFIX + secrets.token_urlsafe(32)


def hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def holder(reading: Reading, text: str) -> tuple[str, Person] | None:
    """(token id, whose it is) for the text of a token that counts."""
    asked = {"shop": reading.id, "hash": hashed(text)}
    row = TOKEN(reading.connection, asked).one_or_none()
    person = reading.directory.person(row.person) if row else None
    return (row.id, person) if row and person and person.active else None


def owner(reading: Reading, id: str) -> Person | None:
    """Whose the token with this id is; None where it may not be used any more."""
    token = reading.shop.tokens.get(id)
    if token is None or token.withdrawn:
        return None
    person = reading.directory.person(token.person)
    return person if person and person.active else None
