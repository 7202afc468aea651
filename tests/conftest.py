"""One Chromium for a whole process of tests: Playwright runs once in each. Without Chromium what
needs it is left out, and it says what to install; where CI=true that is a failure, so that nobody
leaves it out unseen."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.screens.chromium import ARGUMENTS, MISSING, found

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright  # not before: the rules are tested without it

    path = found()
    if path is None:
        pytest.fail(MISSING) if os.environ.get("CI") == "true" else pytest.skip(MISSING)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()
