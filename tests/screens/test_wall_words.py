"""No word of a state, of why a car stands, or of how late it is, is cut on the wall at 1080p."""

import pytest

from app.words.durations import lasting
from board.commands.choices import PAUSE_REASONS
from tests import midday
from tests.screens.conftest import WALL
from tests.screens.served import Server

STATES = [
    f"wall-lane-{lane}"
    for lane in (
        "arrived",
        "waiting",
        "queued",
        "working",
        "stopped",
        "checking",
        "washing",
        "settling",
    )
]
STATES += [f"wall-check-{level}" for level in ("self", "peer", "final")]
WHY = [f"wall-reason-{reason}" for reason in PAUSE_REASONS]
WHY += ["wall-wash-running", "wall-bill-returned", "wall-bill-checked"]
LONG = (59, 119, 23 * 60 + 59, 47 * 60)  # minutes: the widest of each form
# Puts each of the words where it stands, and names those that have no room there.
CUT = """(row, [where, words, beside]) => words.filter((word) => {
  const place = row.querySelector(where);
  place.textContent = word;
  const time = row.querySelector(".wall-state time");
  time.removeAttribute("data-since");
  time.textContent = beside;
  const box = place.closest("b, .wall-who, .wall-beside");
  return box.scrollWidth > box.clientWidth;
})"""


@pytest.fixture(scope="module")
def server(noon, serve) -> Server:
    return serve(noon, midday.NOW)


@pytest.fixture(params=["en", "zh-CN"])
def wall(request, server, screens):
    hands = screens(server, "wall", WALL, request.param).sign_in("F01").go("/wall")
    hands.row = hands.page.locator(".wall-row[data-tone=overdue]:visible").first
    return hands


def cut(hands, where: str, words: list[str], beside: str = "") -> list[str]:
    return hands.row.evaluate(CUT, [where, words, beside])


def test_every_state_has_room(wall):
    assert cut(wall, ".wall-state > b > span", [wall.say(id) for id in STATES]) == []


@pytest.mark.parametrize("how_long", LONG)
def test_why_a_car_stands_has_room_beside_how_long(wall, how_long):
    words = [wall.say(id) for id in WHY]
    assert cut(wall, ".wall-who", words, lasting(wall.language, how_long, "wall-lasts")) == []


def test_how_late_a_car_is_has_room(wall):
    words = [
        *(wall.say(id, lasts=lasting(wall.language, how_long, "wall-lasts"))
          for id in ("page-overdue", "tone-late") for how_long in LONG),
        wall.say("tone-on_time"), wall.say("tone-tight"), wall.say("tone-unknown"),
    ]  # fmt: skip
    assert cut(wall, ".wall-beside .overdue", words) == []
