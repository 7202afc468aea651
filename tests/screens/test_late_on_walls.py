"""How late a car is, and when it was promised, can be read on every wall whatever the size: since
yesterday, and since a week."""

from datetime import timedelta

import pytest

from tests import midday
from tests.screens.conftest import WALL
from tests.screens.served import Server

MORNING_AFTER = midday.NOW + timedelta(hours=22)
RESOLUTIONS = (WALL, {"width": 3840, "height": 2160})
INCHES, METRES = (32, 43, 55, 65, 75, 86), (5, 3)
# Makes the page another screen, by the page's own way of sizing.
RESIZE = """async ([inches, metres]) => {
  const wall = document.querySelector(".wall");
  Object.assign(wall.dataset, { inches, metres });
  const own = document.querySelector("script[src*='/wall.js']").src;
  (await import(own.replace("wall.js", "wall_size.js"))).setSize(wall);
  dispatchEvent(new Event("resize"));
}"""
# Late cars that cannot be read: words that reach out of the row's middle, the row out of the list.
CUT = """() => [...document.querySelectorAll(".wall-row[data-tone=overdue]")]
  .filter((row) => row.offsetHeight).filter((row) => {
    const within = row.querySelector(".wall-job").getBoundingClientRect();
    const bottom = Math.min(row.getBoundingClientRect().bottom, innerHeight,
      row.parentElement.getBoundingClientRect().bottom);
    return [".wall-time-promise", ".wall-beside .tone"].some((name) => {
      const place = row.querySelector(name), ink = document.createRange();
      ink.selectNodeContents(place);
      const { left, right, width, height } = ink.getBoundingClientRect();
      const foot = place.getBoundingClientRect().bottom; // of the line: what is drawn is within
      const boxes = [place, place.closest(".wall-beside, .wall-time")];
      return !width || !height || left < within.left - 1 || right > within.right + 1
        || foot > bottom + 1 || boxes.some((box) => box.scrollWidth > box.clientWidth + 1);
    });
  }).map((row) => row.querySelector(".wall-job").innerText)"""
COUNT = "document.querySelectorAll('.wall-row[data-tone=overdue]').length"
# The same cars, promised six days earlier.
A_WEEK = """() => {
  for (const name of ["overdueFrom", "otherDay"])
    for (const one of document.querySelectorAll(".wall-row [data-" +
        name.replace(/[A-Z]/, (c) => "-" + c.toLowerCase()) + "]"))
      one.dataset[name] = new Date(Date.parse(one.dataset[name]) - 6 * 864e5).toISOString();
}"""
A_WEEK_SHOWN = """() => /[67](天|d)/.test(
  document.querySelector(".wall-row[data-tone=overdue]:not([hidden]) .overdue").textContent)"""


@pytest.fixture(scope="module")
def server(noon, serve) -> Server:
    return serve(noon, MORNING_AFTER)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_promise_and_tone_are_cut_on_no_wall(server, screens, language):
    page = screens(server, "wall", WALL, language).sign_in("F01").go("/wall?stay").page
    page.wait_for_function(f"{COUNT} > 5")
    wrong = _cut(page, "since yesterday")
    page.evaluate(A_WEEK)
    page.wait_for_function(A_WEEK_SHOWN)
    wrong += _cut(page, "since a week")
    assert not wrong, "\n".join(wrong)


def _cut(page, since: str) -> list[str]:
    wrong = []
    for size in RESOLUTIONS:
        page.set_viewport_size(size)
        for inches in INCHES:
            for metres in METRES:
                page.evaluate(RESIZE, [inches, metres])
                if cut := page.evaluate(CUT):
                    at = f"{inches} inch, {size['height']}p, {metres} m, {since}"
                    wrong.append(f"{at}: {cut[0]!r}")
    return wrong
