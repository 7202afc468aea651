"""The demo's note can be read on every page and every wall, however small or dark."""

import pytest

from app.demo.day import make
from tests import midday
from tests.demo.conftest import config_in
from tests.screens import served
from tests.screens.conftest import DESK, PHONE, WALL
from tests.screens.served import Server
from tests.screens.test_axe import AXE, RUN

LEAST_PX = 14
NOTE = ".demo-note"
SIZE = f"parseFloat(getComputedStyle(document.querySelector('{NOTE}')).fontSize)"


@pytest.fixture(scope="module")
def server(serve, tmp_path_factory) -> Server:
    served.make_cheaply()
    folder = tmp_path_factory.mktemp("demo")
    make(config_in(folder)).database.close()
    return serve(folder, midday.EIGHT)


@pytest.mark.parametrize("size", [PHONE, DESK, WALL], ids=lambda size: str(size["width"]))
def test_the_note_is_readable_wherever_it_stands(server, screens, size):
    hands = screens(server, "note", size)
    hands.screen.expected = {403}
    wrong = []
    for path in ("/wall/withdrawn-long-ago", "/demo", "/wall", "/wall/axis", "/wall/appointments"):
        hands.go(path)
        if hands.page.url.endswith("/demo"):
            hands.page.locator("form[action$='/F01'] button").click()
        hands.page.evaluate(AXE)
        faint = hands.page.evaluate(RUN, [[], ["color-contrast"]])
        wrong += [f"{path}: {words}" for words in faint if "demo" in words]
        if (px := hands.page.evaluate(SIZE)) < LEAST_PX:
            wrong.append(f"{path}: {px} px")
    assert not wrong, "\n".join(wrong)
