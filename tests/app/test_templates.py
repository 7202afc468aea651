"""Templates only draw: while one is rendered nothing is asked of the database."""

import pytest
from flask import Flask, before_render_template, template_rendered

from app.storage.database import Database
from app.storage.read_session import Store
from tests.app.whole_shop import whole_shop
from tests.counting import Asked, statements

CARS = ("waiting", "working", "found", "offered", "checking", "settling", "ready")
PAGES = (
    ("T02", "/"), ("T01", "/"), ("S01", "/advisor"), ("S01", "/advisor/cars"), ("F01", "/dispatch"),
    ("F01", "/dispatch/cars"), ("F01", "/duties"), ("F01", "/reviews"), ("Q01", "/check"),
    ("W01", "/wash"), ("C01", "/bill"), ("P01", "/parts"), ("R01", "/arrivals"), ("K01", "/care"),
    ("M01", "/manager"), ("M01", "/admin/people"), ("M01", "/admin/settings"),
    ("M01", "/admin/days"),
    ("F01", "/wall"), ("F01", "/wall/axis"), ("F01", "/wall/appointments"), ("M01", "/records"),
    ("F01", "/past"), ("F01", "/me"),
)  # fmt: skip


@pytest.fixture(scope="module")
def shop(tmp_path_factory, shop_with_cast):
    store, cars, _ = whole_shop(tmp_path_factory.mktemp("drawn"), shop_with_cast.parent)
    yield store, cars
    store.database.close()


class Drawing:
    """Which templates were drawn, and which of them asked something."""

    def __init__(self, found: list[Asked]) -> None:
        self.found, self.before = found, 0
        self.drawn: list[str] = []
        self.asked: list[tuple[str, str]] = []

    def begins(self, _app: Flask, **_more: object) -> None:
        self.before = len(self.found)

    def ends(self, _app: Flask, template: object, **_more: object) -> None:
        name = str(getattr(template, "name", None))
        self.drawn.append(name)
        self.asked += [(name, text) for text, _ in self.found[self.before :]]


def drawing(app: Flask, database: Database, look: object) -> Drawing:
    with statements(database) as found:
        seen = Drawing(found)
        before_render_template.connect(seen.begins, app)
        template_rendered.connect(seen.ends, app)
        look()
        return seen


@pytest.mark.parametrize(("who", "path"), PAGES)
def test_a_page_is_drawn_without_asking(one_app, shop, signed_in, who, path):
    store, _ = shop
    one_app.extensions["store"] = store
    browser = signed_in(one_app.test_client(), who)
    seen = drawing(one_app, store.database, lambda: browser.get(path, follow_redirects=True))
    assert seen.drawn, "nothing was drawn"
    assert seen.asked == []


@pytest.mark.parametrize("who", ["S01", "F01", "T02"])
@pytest.mark.parametrize("place", CARS)
def test_a_card_is_drawn_without_asking(one_app, shop, signed_in, who, place):
    store, cars = shop
    one_app.extensions["store"] = store
    browser = signed_in(one_app.test_client(), who)
    with store.read() as reading:
        code = reading.card(cars[place]).code
    seen = drawing(one_app, store.database, lambda: browser.get(f"/c/{code}"))
    assert seen.drawn, "nothing was drawn"
    assert seen.asked == []


def test_a_template_that_asks_is_found(one_app, shop):
    store, _ = shop
    assert isinstance(store, Store)
    one_app.extensions["store"] = store

    def ask() -> str:
        with store.read() as reading:
            return reading.row.name

    def look() -> None:
        with one_app.app_context():
            template = one_app.jinja_env.from_string("{{ ask() }}")
            before_render_template.send(one_app, template=template, context={})
            template.render(ask=ask)
            template_rendered.send(one_app, template=template, context={})

    assert drawing(one_app, store.database, look).asked
