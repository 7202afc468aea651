"""The paper board as a browser prints it: no sheet that holds only empty rows."""

import re

import pytest

from tests import midday
from tests.screens.conftest import DESK

SHEET = re.compile(rb"/Type\s*/Page\b")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_day_of_forty_four_cars_is_one_sheet(noon, serve, screens, language):
    server = serve(noon, midday.NOW)
    page = screens(server, "paper", DESK, language).sign_in("F01").go("/board/paper").page
    printed = page.pdf(prefer_css_page_size=True)
    assert len(SHEET.findall(printed)) == 1
