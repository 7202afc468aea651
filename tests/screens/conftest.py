"""Real Chromium (tests/conftest.py) and real server processes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import midday, serving
from tests.screens import served
from tests.screens.hands import Hands
from tests.screens.served import Server
from tests.screens.watched import Watched

PHONE = {"width": 390, "height": 844}
TABLET = {"width": 800, "height": 1280}
DESK = {"width": 1440, "height": 900}
WALL = {"width": 1920, "height": 1080}


@pytest.fixture(scope="session")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    served.make_cheaply()
    return served.make_morning(tmp_path_factory.mktemp("morning"))


@pytest.fixture(scope="session")
def noon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    served.make_cheaply()
    return served.make_midday(tmp_path_factory.mktemp("noon"))


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """serve(folder, at, mode): a server over a copy of a shop; it is `at` o'clock there."""
    running: list[Server] = []

    def start(made: Path, at=midday.EIGHT, mode: str = "eventlet") -> Server:
        folder = tmp_path_factory.mktemp("shop") / "data"
        running.append(Server(serving.copy_of(made, folder, at), mode).start())
        return running[-1]

    yield start
    for server in running:
        server.kill()


@pytest.fixture
def screens(browser: Browser) -> Iterator[Callable[..., Hands]]:
    """screens(server, "wall", WALL): another screen; at the end none of them did wrong."""
    opened: list[Watched] = []

    def open_screen(
        server: Server, name: str, size: dict = DESK, language: str = "zh-CN", **more: object
    ) -> Hands:
        context = browser.new_context(viewport=size, locale=language, **more)
        context.set_default_timeout(8000)
        opened.append(Watched(context, server.address, name))
        return Hands(opened[-1], language)

    yield open_screen
    faults = [fault for screen in opened for fault in screen.faults]
    for screen in opened:
        screen.context.close()
    assert not faults, "\n".join(faults)
