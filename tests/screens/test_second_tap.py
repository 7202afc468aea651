"""A second tap on the same place is no second deed: 完工 stands where 开工 stood a moment ago."""

import pytest
from playwright.sync_api import Page, expect

from tests import midday
from tests.screens.conftest import PHONE
from tests.screens.every_lane import brought_to
from tests.screens.hands import PUSHED_MS, Hands

# Taps 完工 at the first moment at which it can be tapped, and keeps whether the page took taps.
TAPS_AT_ONCE = """
const tap = () => {
  const button = document.querySelector("button[data-command=finish_work]");
  const root = document.documentElement;
  if (!button || root.dataset.tapped) return;
  root.dataset.tapped = root.dataset.takesTaps;
  button.click();
};
addEventListener("load", tap);
window.tapWhenItComes = () => new MutationObserver(tap).observe(
  document.getElementById("main"), { childList: true, subtree: true });
"""


TAPS_A_LINK_AT_ONCE = """
addEventListener("load", () => {
  const link = document.querySelector("main a[href], header a[href]");
  const tap = new MouseEvent("click", { bubbles: true, cancelable: true, detail: 1 });
  document.documentElement.dataset.opened = link.dispatchEvent(tap) ? "yes" : "no";
});
"""


@pytest.fixture(scope="module")
def server(noon, serve):
    return serve(noon, midday.NOW)


@pytest.fixture
def begins(server, screens):
    """A technician before a car that is to be begun; what their page posts is kept."""
    car = next(t["id"] for t in server.tiles() if t["lane"] == "due")
    brought_to(server, car, "queued")
    technician = screens(server, "T13", PHONE).sign_in("T13")
    technician.page.add_init_script(TAPS_AT_ONCE)
    yield technician, car
    server.command("T13", "pause_work", car, reason="other")


def posted(page: Page) -> list[str]:
    paths: list[str] = []
    page.on("request", lambda one: paths.append(one.url) if one.method == "POST" else None)
    return paths


def commands(paths: list[str]) -> list[str]:
    return [path.rsplit("/", 1)[1] for path in paths if "/do/" in path]


def takes_it_later(technician: Hands) -> None:
    technician.takes_taps()
    expect(technician.action("finish_work")).to_be_visible()


def test_the_page_after_a_tap_takes_no_second_one_at_once(server, begins):
    technician, car = begins
    technician.go("/")
    paths = posted(technician.page)
    technician.tap("start_work")
    expect(technician.page.locator("html[data-tapped=no]")).to_be_attached()
    takes_it_later(technician)
    assert commands(paths) == ["start_work"]
    assert server.card(car)["lane"] == "working"


def test_what_a_push_put_under_the_finger_takes_no_tap_at_once(server, begins):
    """The leader starts the work for the technician who reaches for 开工."""
    technician, car = begins
    technician.go(f"/c/{server.card(car)['code']}").takes_taps()
    paths = posted(technician.page)
    technician.page.evaluate("window.tapWhenItComes()")
    assert server.command("T12", "start_work", car, technician="T13").ok
    expect(technician.page.locator("html[data-tapped=yes]")).to_be_attached(timeout=PUSHED_MS)
    takes_it_later(technician)
    assert commands(paths) == []


def test_what_a_push_left_in_its_place_takes_a_tap_at_any_moment(server, begins):
    technician, car = begins
    technician.go(f"/c/{server.card(car)['code']}").takes_taps()
    bar = technician.page.locator("[data-part=bar]")
    bar.evaluate("(bar) => { bar.dataset.testSaw = ''; }")
    assert server.command("F01", "add_note", car, text="客户在等").ok
    expect(bar.and_(technician.page.locator(":not([data-test-saw])"))).to_be_attached(
        timeout=PUSHED_MS
    )
    assert bar.locator("[data-just-came]").count() == 0
    technician.tap("start_work")


def twice(page: Page, button) -> None:
    """Two taps on one place, 250 ms apart, by a hand that aims at what it saw."""
    box = button.bounding_box()
    at = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.click(*at)
    page.wait_for_timeout(250)
    page.mouse.click(*at)


# Who taps what at their home; the car is brought to the place by then.
AT_HOME = [
    ("T13", "queued", "start_work"), ("W01", "washing", "start_wash"),
    ("W01", "running", "finish_wash"), ("S01", "checked", "move_to_ready"),
]  # fmt: skip


def test_a_second_tap_at_any_home_gives_no_second_command_and_opens_nothing(server, screens):
    found = (t for t in server.tiles() if t["lane"] == "due")
    due = [t["id"] for t in sorted(found, key=lambda t: not t["wash"])]
    for (who, place, command), car in zip(AT_HOME, [due[-1], *due], strict=False):
        brought_to(server, car, place)
        hands = screens(server, f"{who}-{place}", PHONE).sign_in(who)
        hands.go("/").takes_taps()
        paths = posted(hands.page)
        of_it = f"form[action*='{server.card(car)['code']}'], [data-card='{car}']"
        button = hands.page.locator(f":is({of_it}) button[data-command={command}]").first
        button.scroll_into_view_if_needed()
        before = hands.page.url
        twice(hands.page, button)
        hands.told(hands.say(f"card-done-{command}")).takes_taps()
        assert (commands(paths), hands.page.url) == ([command], before), (who, command)
        if command == "start_work":
            server.command(who, "pause_work", car, reason="other")


def test_a_second_tap_on_a_link_opens_nothing_on_the_page_it_led_to(server, begins):
    """Wherever the second one falls: the page that the first one led to is held against it."""
    technician, car = begins
    page = technician.go("/").takes_taps().page
    page.add_init_script(TAPS_A_LINK_AT_ONCE)
    link = page.locator(f"main a[href='/c/{server.card(car)['code']}']").first
    link.click()
    expect(page.locator("html[data-opened]")).to_have_attribute("data-opened", "no")
    assert page.url.endswith(f"/c/{server.card(car)['code']}")


def test_nothing_is_exchanged_under_a_finger_that_is_down(server, begins):
    technician, car = begins
    page = technician.go(f"/c/{server.card(car)['code']}").takes_taps().page
    button = technician.action("start_work")
    box = button.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    assert server.command("T12", "start_work", car, technician="T13").ok
    page.wait_for_timeout(1500)
    assert button.is_visible(), "the bar was exchanged under the finger"
    page.mouse.move(5, 5)
    page.mouse.up()
    expect(technician.action("finish_work")).to_be_visible(timeout=PUSHED_MS)


def test_enter_that_is_held_is_one_enter(server, begins):
    technician, car = begins
    page = technician.go(f"/c/{server.card(car)['code']}").takes_taps().page
    paths = posted(page)
    technician.action("start_work").focus()
    for _ in range(6):
        page.keyboard.down("Enter")
        page.wait_for_timeout(120)
    page.keyboard.up("Enter")
    takes_it_later(technician)
    assert commands(paths) == ["start_work"]
