"""What the pages of a shop with 150 cars cost the server, and a tap with all that the browser then
loads: milliseconds of CPU, SQL statements, reads of the board."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from argon2 import PasswordHasher
from flask.testing import FlaskClient

from app import create_app
from app.config import Config
from app.people import pins
from app.timekeeper import Timekeeper
from tests.app.card_pages import fields
from tests.app.shop_door import Door
from tests.bench.servers import machine, percentile
from tests.cast import CHEN, DING, FENG, LI, ZHENG
from tests.counting import loads_of_cards, statements
from tests.door.shop import PINS, make_template, opened, quick_folder
from tests.mixed_shop import fill, held_review

CARS, LATE, ROUNDS = 150, 60, 15
PAGES = (
    ("technician's home", ZHENG.id, "/"),
    ("advisor's home", CHEN.id, "/advisor"),
    ("advisor's parts alone", CHEN.id, "/live/home/advisor"),
    ("parts home", DING.id, "/parts"),
    ("manager's home", "M01", "/manager"),
    ("leader's home", "T01", "/"),
    ("dispatch", LI.id, "/dispatch"),
)


@contextmanager
def shop(cars: int) -> Iterator[Door]:
    pins.use(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    with quick_folder() as folder:
        make_template(Path(folder))
        store = opened(Path(folder))
        door = Door(store)
        fill(door, cars)
        clock = Timekeeper(store)
        while clock.tick():
            pass
        yield door
        store.database.close()


class Measured:
    """Browsers of a shop; `cost` prints what a piece of work costs. The least of its times tells
    two versions apart on a busy machine."""

    def __init__(self, door: Door) -> None:
        self.door = door
        self.app = create_app(Config(secret_key="a key for tests", language="zh-CN"), door.store)

    def browser(self, person: str) -> FlaskClient:
        client = self.app.test_client()
        page = client.get("/sign-in?all=1").get_data(as_text=True)
        token = re.search(r'data-csrf="([^"]+)"', page)
        assert token
        form = {"pin": PINS[person], "csrf_token": token[1]}
        assert client.post(f"/sign-in/person/{person}", data=form).status_code == 303
        return client

    def cost(self, name: str, one: Callable[[], None], rounds: int = ROUNDS) -> None:
        one()
        times = []
        for _ in range(rounds):
            before = time.process_time()
            one()
            times.append((time.process_time() - before) * 1000)
        with statements(self.door.store.database) as asked:
            one()
        print(f"  {name:28} {min(times):7.1f} {percentile(times, 0.5):7.1f}"
              f" {len(asked):6} {loads_of_cards(asked):6}", flush=True)  # fmt: skip

    def page(self, name: str, person: str, path: str) -> None:
        client = self.browser(person)

        def get() -> None:
            answer = client.get(path)
            assert answer.status_code == 200, (path, answer.status_code, answer.location)

        self.cost(name, get)


def tap(measured: Measured) -> None:
    """A technician begins on the next car, from home, and takes it back; each is the home with its
    button, the answer, and the page that it leads to."""
    client = measured.browser(FENG.id)

    def give(command: str) -> None:
        page = client.get("/").get_data(as_text=True)
        action = re.search(rf'action="([^"]*/do/{command})"', page)
        assert action, command
        answer = client.post(action[1], data=fields(page, command))
        assert answer.status_code == 303, answer.get_data(as_text=True)
        assert client.get(answer.location).status_code == 200

    def there_and_back() -> None:
        give("start_work")
        give("undo")

    measured.cost("two taps with their pages", there_and_back, 5)


def main() -> None:
    print(machine())
    print(f"  {CARS} cars; CPU ms least p50, statements, reads of the board")
    with shop(CARS) as door:
        measured = Measured(door)
        for page in PAGES:
            measured.page(*page)
        with door.store.read() as view:
            car = next(c for c in view.in_lanes("stopped")
                       if c.stop_reason == "consent" and c.add_ons[0].offers)  # fmt: skip
        measured.page("card with an open offer", CHEN.id, f"/c/{car.code}")
        measured.page("form of the answer", CHEN.id, f"/c/{car.code}/do/answer_add_on")
        measured.page("form of a dispatch", LI.id, f"/c/{car.code}/do/dispatch_card")
        tap(measured)
    with shop(0) as door:
        review = held_review(door, LATE)
        measured = Measured(door)
        measured.page(f"review with {LATE} cars", LI.id, f"/reviews/{review}")
