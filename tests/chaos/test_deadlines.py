"""A simulated day that is killed again and again: every deadline opens once and escalates once."""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

from app.demo.day import make
from app.history.verifying import verify
from app.storage.read_session import ReadSession, Store
from board.duties.duties import owed, to_escalate
from board.events.duties import DutyEscalated, DutyOpened
from tests.demo.conftest import config_in
from tests.door.shop import opened, quick_folder
from tests.serving import ROOT, dose

KILLS = dose(3, 20)
EVENTS_OF_A_DAY = 900  # at least; nearly all of a day's people and deadlines are in them
PATIENCE_SECONDS = 300


def live(folder: Path) -> subprocess.Popen:
    """The day is taken up where it stands, and lived to its end."""
    env = {"BOARD_DATA_DIR": str(folder), "BOARD_SECRET_KEY": "a key for tests"}
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "app", "simulate", "--speed", "max", "--seed", "11"],
            cwd=ROOT, env=os.environ | env, stdout=log, stderr=log,
        )  # fmt: skip


def happened(store: Store) -> int:
    with store.read() as view:
        return view.row.events


def killed_after(store: Store, folder: Path, events: int) -> bool:
    """Lives until so many events stand, then `kill -9`; False where the day was over before."""
    day, until = live(folder), time.monotonic() + PATIENCE_SECONDS
    try:
        while happened(store) < events:
            if day.poll() is not None:
                return False
            assert time.monotonic() < until, "the day does not go on"
            time.sleep(0.1)
        return True
    finally:
        day.kill()
        day.wait()


def test_every_deadline_once_however_often_the_day_is_killed():
    dice = Random(20)
    with quick_folder() as folder:
        make(config_in(folder)).database.close()
        store = opened(folder)
        begun = happened(store)
        for number in range(KILLS):
            share = (number + dice.random()) / KILLS
            assert killed_after(store, folder, begun + int(share * EVENTS_OF_A_DAY))
            assert verify(store) == []
        day = live(folder)
        assert day.wait(PATIENCE_SECONDS) == 0, (folder / "log").read_text(errors="replace")[-2000:]
        noted = _noted(store)
        assert verify(store) == [] == _left(store)
        store.database.close()
    assert {n for what, n in noted.items()} == {1}, noted.most_common(3)
    opened_kinds = {duty.split(".")[1] for duty, type in noted if type == "duty_opened"}
    assert {"reception", "late_call", "pickup_notice", "enquiry"} <= opened_kinds
    escalated = {duty for duty, type in noted if type == "duty_escalated"}
    assert escalated and escalated <= {duty for duty, type in noted if type == "duty_opened"}
    print(f"{KILLS} kills, {len(noted)} deadlines opened or escalated, each once")


def _noted(store: Store) -> Counter:
    """How often each duty was opened, and escalated, by the events alone."""
    with store.read() as view:
        cards = view.connection.exec_driver_sql("SELECT id FROM cards").scalars().all()
        events = [event for card in cards for event in view.events(card)]
    return Counter(
        (e.fact.duty, e.type) for e in events if isinstance(e.fact, DutyOpened | DutyEscalated)
    )


def _left(store: Store) -> list:
    """What should have been opened or escalated by now and was not."""
    with store.read() as view:
        cards = view.in_lanes()
        return [one for card in cards for one in owed(card, view.hours, view.now)] + [
            duty for card in cards for duty in to_escalate(card, view.now, view.hours)
        ]


def test_a_day_killed_in_the_middle_of_a_review_goes_on_where_it_was():
    """The noon review is open when everything is killed; it is led on, and every review of the two
    days ends once."""
    with quick_folder() as folder:
        make(config_in(folder)).database.close()
        store = opened(folder)
        assert killed_when(store, folder, lambda view: _state(view, "noon") == "open")
        with store.read() as view:
            frozen = view.review(_id("noon"))
        day = live(folder)
        assert day.wait(PATIENCE_SECONDS) == 0, (folder / "log").read_text()
        with store.read() as view:
            events = [e for e in _told(view) if e["type"] in ("review_opened", "review_closed")]
            noon, waiting = view.review(_id("noon")), view.waiting_reviews()
        once = Counter((e["review"], e["type"]) for e in events)
        assert set(once.values()) == {1} and once[_id("noon"), "review_closed"] == 1
        assert noon.opened_at == frozen.opened_at and noon.raised == frozen.raised
        assert waiting == [] and verify(store) == []
        store.database.close()


def killed_when(store: Store, folder: Path, holds: Callable[[ReadSession], bool]) -> bool:
    day, until = live(folder), time.monotonic() + PATIENCE_SECONDS
    try:
        while day.poll() is None and time.monotonic() < until:
            with store.read() as view:
                if holds(view):
                    return True
            time.sleep(0.05)
        return False
    finally:
        day.kill()
        day.wait()


def _id(session: str) -> str:
    return f"2026-11-23-{session}"


def _state(view: ReadSession, session: str) -> str | None:
    review = view.review(_id(session))
    return review.state if review else None


def _told(view: ReadSession) -> list[dict]:
    rows = view.connection.exec_driver_sql("SELECT body FROM events WHERE review IS NOT NULL")
    return [json.loads(row.body) for row in rows]
