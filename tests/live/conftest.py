"""A served shop: one process for a module, its people with tokens, its clock running."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from app.commands.perform import Actor, Command, perform
from app.commands.validation import arguments
from app.people import pins
from tests.door.shop import make_template, opened, quick_folder
from tests.serving import Api, Server, copy_of


@pytest.fixture(scope="session")
def made() -> Iterator[tuple[Path, dict[str, str]]]:
    """The shop with its staff, where a token alone may sign checks; and everybody's token."""
    pins.use(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    with quick_folder() as folder:
        tokens = make_template(folder)
        store = opened(folder)
        args = arguments("change_settings", {"signature_needs_pin": False})
        assert perform(store, Command(Actor("setup", "setup"), "no pins", args)).ok
        store.database.close()
        yield folder, tokens


class Served:
    """A running server and everybody's client of it."""

    def __init__(self, server: Server, tokens: dict[str, str]) -> None:
        self.server, self.tokens = server, tokens
        self._apis: dict[str, Api] = {}

    def api(self, person: str = "F01") -> Api:
        if person not in self._apis:
            self._apis[person] = Api(self.server.address, self.tokens[person])
        return self._apis[person]


@pytest.fixture(scope="module", params=["eventlet"])
def served(made, request) -> Iterator[Served]:
    template, tokens = made
    with quick_folder() as folder:
        copy_of(template, folder)
        with Server(folder, request.param) as server:
            yield Served(server, tokens)
