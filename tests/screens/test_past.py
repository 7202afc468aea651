"""回看 in a browser: the slider, the steps and play show the board of then, by its own clock."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import expect

from tests import midday
from tests.screens.conftest import DESK, PHONE
from tests.screens.test_axe import SIDEWAYS, violations


@pytest.fixture(scope="module")
def server(serve, noon):
    return serve(noon, midday.NOW)


@pytest.fixture
def past(server, screens):
    def open_at(size: dict = DESK, clock: str = "10:20"):
        screen = screens(server, "F01", size).sign_in("F01")
        return screen.go(f"/board/at?day=2026-11-23&time={clock}")

    return open_at


def moment(page) -> datetime:
    return datetime.fromisoformat(page.locator("#past-moment").get_attribute("data-at"))


def rows(page) -> set[str]:
    return set(page.locator("#past-moment [data-card]").evaluate_all(
        "rows => rows.map((row) => row.dataset.card + row.querySelector('.chip').dataset.lane)"
    ))  # fmt: skip


def test_the_slider_shows_the_board_of_each_moment_as_a_fresh_page_does(past):
    screen = past()
    page = screen.page
    page.locator("#f-slide").fill("150")  # from seven on
    expect(page.locator("#past-moment time").first).to_have_text("2026-11-23 09:30:00")
    moved = rows(page)
    expect(page).to_have_url(re.compile("at=2026-11-23T01%3A30"))
    page.reload()
    assert rows(page) == moved and len(moved) > 5
    page.locator("#f-slide").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#past-moment time").first).to_have_text("2026-11-23 09:31:00")
    assert page.locator("#f-slide").get_attribute("aria-valuetext") == "09:31"


def test_steps_lead_from_change_to_change_and_keep_the_focus(past):
    page = past(clock="10:20:30").page
    before, after = moment(page), page.locator("#past-moment").get_attribute("data-after-at")
    page.locator("#past-moment [data-step]").last.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#past-moment")).to_have_attribute("data-at", re.compile(after[:19]))
    assert moment(page) > before
    expect(page.locator("#past-moment [data-fresh]").first).to_be_visible()
    expect(page.locator("#past-moment [data-step]").last).to_be_focused()


def test_a_step_over_midnight_opens_the_other_day(past):
    """The day above, the slider and who was late are that day's too."""
    page = past(clock="07:40").page
    step = page.locator("#past-moment a[data-step]").first
    step.evaluate("a => { a.href = '/board/at?at=2026-11-22T09:00:00Z'; }")
    step.click()
    expect(page.locator("#past-moment time").first).to_have_text("2026-11-22 17:00:00")
    expect(page.locator("#f-day")).to_have_value("2026-11-22")


def test_the_slider_ends_where_now_is(past):
    page = past().page
    page.locator("#f-slide").focus()
    page.keyboard.press("End")
    shown = page.locator("#past-moment time").first
    expect(shown).to_have_text(re.compile("2026-11-23 11:4[78]"))
    assert page.locator("#f-slide").get_attribute("aria-valuetext") in shown.inner_text()


def test_play_goes_on_until_it_is_stopped(past):
    page = past().page
    page.locator("[data-play]").click()
    expect(page.locator("#past-moment time").first).to_have_text(
        "2026-11-23 10:30:00", timeout=15000
    )
    page.locator("[data-play]").click()
    stood = moment(page)
    page.wait_for_timeout(1500)
    assert moment(page) == stood


def test_minutes_stand_still_at_the_moment(past):
    page = past().page
    said = page.locator("#past-moment [data-since]").all_inner_texts()
    page.wait_for_timeout(1200)
    assert page.locator("#past-moment [data-since]").all_inner_texts() == said
    overdue = page.locator("#past-moment [data-tone=overdue] [data-overdue-from]").all_inner_texts()
    assert all(re.search(r"\d", words) for words in overdue)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_it_can_be_used_by_everybody(past, size):
    page = past(size).page
    assert violations(page, True) == [] and page.evaluate(SIDEWAYS) == []
    page.locator(".past-turn a:not(.btn)").first.click()
    expect(page.locator(".past-strip rect").first).to_be_visible()
    assert violations(page, True) == [] and page.evaluate(SIDEWAYS) == []
