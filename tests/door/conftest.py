"""Fixtures of the door: one database is made and copied for every test, and no answer of the API is
other than it is described."""

import pytest
from argon2 import PasswordHasher

from app.people import pins
from tests.door.schema import as_described
from tests.door.shop import copied, make_template, quick_folder
from tests.warm import keep_templates


@pytest.fixture(scope="session", autouse=True)
def cheap_hashing():
    keep_templates()
    pins.use(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture(scope="session")
def template(tmp_path_factory, cheap_hashing):
    folder = tmp_path_factory.mktemp("template")
    return folder, make_template(folder)


@pytest.fixture
def shop(template):
    folder, tokens = template
    with quick_folder() as place, copied(folder, place, tokens) as shop:
        shop.heard = as_described
        yield shop
