"""The sums of the time axis, as the browser finds them from tiles, are the loads of the teams as a
review has them: whatever the shop looks like."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from board.event import stamp
from board.planning.work_left import FEW_MINUTES, minutes_left
from board.reviews.loads import team_loads
from board.wall import tile
from tests.day_of_work import DayOfWork, days_of_work

NEAR = 1  # minute


@pytest.fixture(scope="module")
def axis() -> Iterator[subprocess.Popen]:
    node = shutil.which("node")
    assert node, "no Node: apt install nodejs"
    script = Path(__file__).with_name("axis_sums.mjs")
    with subprocess.Popen(
        [node, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.stdin.close()


def sums(axis: subprocess.Popen, day: DayOfWork, tiles: list[dict]) -> dict:
    """What the browser makes of tiles that it was given some time ago."""
    works = {team: _works(day, team) for team in (None, *day.directory.teams)}
    today = day.hours.day(day.now)
    people = [
        {"id": p.id, "team": p.team, "absent": day.directory.is_absent(p.id, today),
         "skills": [], "works": works[p.team]}
        for p in day.directory.people.values() if p.works_on_cars
    ]  # fmt: skip
    shop = {"tiles": tiles, "people": people, "works": works[None], "least": FEW_MINUTES,
            "now": stamp(day.now)}  # fmt: skip
    print(json.dumps(shop), file=axis.stdin, flush=True)
    return json.loads(axis.stdout.readline())


def _works(day: DayOfWork, team: str | None) -> list:
    found = day.hours.stretches(day.hours.day(day.now), team)
    return [[stamp(start), stamp(end)] for start, end in found]


def tiles_of(day: DayOfWork) -> list[dict]:
    return [tile(card, day.directory, day.hours, day.now) for card in day.cards]


@given(day=days_of_work(), later=st.integers(0, 240))
@settings(max_examples=200, deadline=None)
def test_the_axis_adds_up_to_the_loads_of_the_teams(axis, day, later):
    tiles = tiles_of(day)
    day.go_on(later)
    found = sums(axis, day, tiles)
    expected = {one.team: one for one in team_loads(day.cards, day.directory, day.hours, day.now)}
    assert found["nobody"] == pytest.approx(expected.pop(None).work, abs=NEAR)
    assert set(found["teams"]) == set(expected)
    for team, load in expected.items():
        assert found["teams"][team]["work"] == pytest.approx(load.work, abs=NEAR), team
        assert found["teams"][team]["left"] == pytest.approx(load.left, abs=NEAR), team


@given(day=days_of_work(), later=st.integers(0, 240))
@settings(max_examples=200, deadline=None)
def test_each_person_has_to_do_what_the_forecast_gives_them(axis, day, later):
    tiles = tiles_of(day)
    day.go_on(later)
    found = sums(axis, day, tiles)["people"]
    expected = dict.fromkeys(found, 0.0)
    for card in day.cards:
        who = [i.technician for i in card.running] or card.technicians
        for id in who:
            expected[id] += minutes_left(card, day.hours, day.now, len(who))
    assert found == pytest.approx(expected, abs=NEAR)
