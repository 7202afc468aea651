"""The demo's shop at its Monday's opening, made once and copied for every test."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from app import create_app
from app.config import Config
from app.demo.day import make
from app.people import pins
from app.storage.database import Database
from app.storage.read_session import Store
from tests.door.shop import quick_folder
from tests.warm import keep_templates


@pytest.fixture(scope="session", autouse=True)
def cheap_hashing():
    keep_templates()
    pins.use(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture(scope="session")
def monday(cheap_hashing) -> Iterator[Path]:
    with quick_folder() as folder:
        make(config_in(folder)).database.close()
        yield folder


@pytest.fixture
def fresh_shop(monday) -> Iterator[Callable[[], Store]]:
    """fresh_shop(): another copy of that Monday."""
    opened: list[Store] = []
    with quick_folder() as place:

        def copy() -> Store:
            folder = place / str(len(opened))
            folder.mkdir()
            for file in monday.glob("board.db*"):
                shutil.copy(file, folder / file.name)
            opened.append(Store(Database(f"sqlite:///{folder}/board.db"), "1"))
            return opened[-1]

        yield copy
        for store in opened:
            store.database.close()


@pytest.fixture
def app_of() -> Callable:
    def make_app(store: Store):
        app = create_app(Config(secret_key="a key for tests", language="zh-CN"), store)
        app.testing = True
        return app

    return make_app


def config_in(folder: Path) -> Config:
    return Config(
        database_url=f"sqlite:///{folder}/board.db", data_dir=folder, secret_key="a key for tests"
    )
