"""A card on a phone: no word is broken in its middle, and the search field says all it takes."""

import pytest

from app.words.durations import lasting
from tests import midday
from tests.screens.conftest import PHONE
from tests.screens.hands import Hands

LATE = ("page-overdue", 129), ("page-overdue", 2000), ("tone-late", 107)
# The words of a line as they stand, each with how many lines it takes.
BROKEN = """(place, words) => {
  place.textContent = words;
  const range = document.createRange();
  let at = 0;
  return words.split(" ").filter((word) => {
    const from = words.indexOf(word, at);
    at = from + word.length;
    range.setStart(place.firstChild, from);
    range.setEnd(place.firstChild, at);
    return range.getClientRects().length > 1;
  });
}"""
# A search field keeps some room for the cross that empties it.
PLACEHOLDER = """(field) => {
  const CROSS = 18;
  const { font, paddingInlineStart, paddingInlineEnd } = getComputedStyle(field);
  const pen = Object.assign(document.createElement("canvas").getContext("2d"), { font });
  const room = field.clientWidth - parseFloat(paddingInlineStart) - parseFloat(paddingInlineEnd);
  return room - CROSS - pen.measureText(field.placeholder).width;
}"""


@pytest.fixture(scope="module")
def server(noon, serve):
    return serve(noon, midday.NOW)


@pytest.fixture(params=["zh-CN", "en"])
def technician(request, server, screens) -> Hands:
    working = next(t for t in server.tiles() if t["lane"] == "working" and t["promise_at"])
    hands = screens(server, "phone", PHONE, request.param)
    return hands.sign_in(working["technicians"][0]["id"]).go("/")


def test_how_late_a_car_is_stays_on_one_line(technician):
    place = technician.page.locator(".card-head .facts .tone :is(span, time)").last
    for id, minutes in LATE:
        words = technician.say(id, lasts=lasting(technician.language, minutes))
        assert place.evaluate(BROKEN, words) == [], id


def test_the_search_field_says_all_it_takes(technician):
    assert technician.page.locator("#find-q").evaluate(PLACEHOLDER) >= 0
