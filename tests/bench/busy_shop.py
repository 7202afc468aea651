"""A shop with many cars in the queue, made through the door, for the measurements of forecasts."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from argon2 import PasswordHasher

from app.people import pins
from board.people.people import Person
from tests.cast import CAO, DENG, ENGINE, FENG, HYBRID, ZHENG
from tests.door.shop import RealShop, copied, make_template

CREW = ((ZHENG, ENGINE), (FENG, ENGINE), (DENG, HYBRID), (CAO, HYBRID))


@contextmanager
def busy_shop(cars: int, crew: tuple[tuple[Person, str], ...] = CREW) -> Iterator[RealShop]:
    """So many cars in the queue of these people, the first of each being worked on."""
    pins.use(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    with tempfile.TemporaryDirectory() as made, tempfile.TemporaryDirectory() as place:
        keys = make_template(Path(made))
        with copied(Path(made), Path(place), keys) as shop:
            for n in range(cars):
                person, team = crew[n % len(crew)]
                car = (
                    shop.queued(person, planned_minutes=30 + n % 5 * 15)
                    if team == ENGINE
                    else (shop.dispatched(shop.waiting(planned_minutes=60), person, team=team))
                )
                if n < len(crew):
                    shop.do(person, "start_work", car)
            yield shop
