"""The shop as the tests meet it: a real database with the cast of `app/demo/staff.csv` in it."""

import csv
import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from app import create_app
from app.clock import real_now
from app.commands.perform import Actor, Command, perform
from app.config import Config
from app.importing.staff import take_staff
from app.people import pins
from app.people.devices import device_id
from app.storage.database import Database
from app.storage.founding import found_shop, set_clock
from app.storage.read_session import Store
from board.commands.shop import RegisterDevice
from board.shop.shop import Shop
from tests.app.whole_shop import whole_shop
from tests.cast import at
from tests.warm import keep_templates

STAFF = Path(__file__).parents[2] / "app/demo/staff.csv"
PINS = {
    row["编号"]: row["密码(PIN)"]
    for row in csv.DictReader(STAFF.read_text(encoding="utf-8-sig").splitlines())
}


@pytest.fixture(scope="session", autouse=True)
def cheap_hashing():
    keep_templates()
    pins.use(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture(scope="session")
def shop_with_cast(tmp_path_factory, cheap_hashing) -> Path:
    """A database file with the shop and its people on the sample day at eight, made once and copied
    for every test: what may be booked depends on the day."""
    path = tmp_path_factory.mktemp("cast") / "board.db"
    store = Store(Database(f"sqlite:///{path}"), "1")
    store.database.upgrade()
    found_shop(store, "演示店", Shop())
    take_staff(store, STAFF.read_bytes())
    set_clock(store, at("8:00"), 1.0, real_now())
    store.database.close()
    return path


@pytest.fixture
def store(tmp_path, shop_with_cast):
    for file in shop_with_cast.parent.glob("board.db*"):
        shutil.copy(file, tmp_path / file.name)
    store = Store(Database(f"sqlite:///{tmp_path}/board.db"), "1")
    yield store
    store.database.close()


@pytest.fixture(scope="session")
def one_app(shop_with_cast):
    """A process makes one application; each test gives it its own store."""
    app = create_app(
        Config(secret_key="a key for tests", language="zh-CN"),
        Store(Database(f"sqlite:///{shop_with_cast}"), "1"),
    )
    app.testing = True
    return app


@pytest.fixture
def app(one_app, store, tmp_path):
    one_app.extensions["store"] = store
    config = one_app.extensions["board_config"]
    one_app.extensions["board_config"] = replace(config, data_dir=tmp_path)
    return one_app


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory, shop_with_cast):
    """(store, cars, door): a car at every place of its way, somebody for every role alone."""
    made = whole_shop(tmp_path_factory.mktemp("everywhere"), shop_with_cast.parent)
    yield made
    made[0].database.close()


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def pin_of():
    """The first PIN of one of the cast."""
    return PINS.__getitem__


@pytest.fixture
def csrf():
    """csrf(client): the token of this browser, as its pages carry it."""
    return token_of


@pytest.fixture
def signed_in():
    """signed_in(client, "T02"): the same client after signing in with the PIN."""

    def sign_in(client, person: str):
        form = {"pin": PINS[person], "csrf_token": token_of(client)}
        answer = client.post(f"/sign-in/person/{person}", data=form)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return client

    return sign_in


def token_of(client) -> str:
    page = client.get("/sign-in?all=1").get_data(as_text=True)
    return re.search(r'data-csrf="([^"]+)"', page)[1]


class RealTime:
    """Real time as a test has it: it stands still until it is moved on."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def forward(self, **amount: float) -> None:
        self.now += timedelta(**amount)


@pytest.fixture
def real_time(monkeypatch):
    time = RealTime()
    monkeypatch.setattr("app.clock.real_now", lambda: time.now)
    return time


@pytest.fixture
def tablet(store, app, csrf):
    """tablet("G1"): a browser that the shop has registered as a team's tablet; "wall": a wall."""

    def make(team: str):
        browser = app.test_client()
        csrf(browser)
        with app.test_request_context(headers={"Cookie": cookies(browser)}):
            id = device_id()
        kind = {"kind": "wall"} if team == "wall" else {"kind": "tablet", "team": team}
        args = RegisterDevice(device=id, **kind)
        assert perform(store, Command(Actor("M01"), f"register:{id}", args)).ok
        return browser

    return make


@pytest.fixture
def cookies_of():
    """cookies_of(client): what this browser would send along."""
    return cookies


def cookies(browser) -> str:
    kept = (browser.get_cookie(name) for name in ("jindu", "jindu_device"))
    return "; ".join(f"{c.key}={c.value}" for c in kept if c)
