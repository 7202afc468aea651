"""Whole simulated days, lived through the API with the clock turned by hand."""

import io
import json
import os

import pytest

from app.demo.simulate import pins, play_at_once
from app.history.verifying import verify
from board.card.lanes import ON_BOARD
from board.commands.card import COMMANDS
from board.commands.reviews import SESSIONS

# JINDU_SEEDS=1-20 lives twenty days.
FIRST, _, LAST = os.environ.get("JINDU_SEEDS", "1-2").partition("-")
SEEDS = range(int(FIRST), int(LAST or FIRST) + 1)

# The clock's own.
NOT_PEOPLES = {"confirm_due", "mark_no_show", "open_duty", "escalate_duty"}
RARE = {"reopen_card"}
# Nobody in a simulated day holds a camera or writes reports.
NOT_PLAYED = {"attach_photo", "raise_record"}
SOME_DAYS = {
    "undo", "put_back", "prioritise_card", "hand_work_over", "return_bill", "edit_card",
    "reschedule_card", "cancel_card", "report_delay", "add_note", "correct_interval", "open_card",
    "expect_parts", "parts_arrived", "report_add_on", "price_add_on", "answer_add_on",
    "inform_workshop", "repromise", "finish_duty",
}  # fmt: skip
MEET = 2  # seldom two people meet over a card, and one is told no
DAYS_LIVED: dict[int, list[dict]] = {}


def lived(store, app_of, seed: int, most: int | None = None):
    """(play, what was said to the API) of a day."""
    log = io.StringIO()
    play = play_at_once(store, app_of(store), seed, pins(), log, most)
    return play, [json.loads(line) for line in log.getvalue().splitlines()]


def lanes_seen(store) -> set[str]:
    with store.read() as view:
        return {c.tile["lane"] for c in view.changes(0, limit=10**6) if c.card}


def three_reviews_a_day(store) -> None:
    """Each was held, or missed and explained, and nothing that was decided is left."""
    with store.read() as view:
        ids = [f"2026-11-23-{session}" for session in SESSIONS]
        found = [view.review(id) for id in ids]
        assert view.waiting_reviews() == []
    assert all(r.state == "held" or (r.state == "missed" and r.missed_reason) for r in found)
    assert any(r.state == "held" and r.attendance for r in found)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_day_ends_with_an_empty_board_and_everything_whole(fresh_shop, app_of, seed):
    store = fresh_shop()
    play, said = lived(store, app_of, seed)
    DAYS_LIVED[seed] = said
    assert [(t["order_no"], t["lane"]) for t in play.board.tiles.values()] == []
    assert sum(play.tally.refused.values()) <= MEET, play.tally.refused
    assert verify(store) == []
    three_reviews_a_day(store)
    assert lanes_seen(store) == {*ON_BOARD, None}
    with store.read() as view:
        assert view.in_lanes("no_show") == []
        assert view.hours.local(view.now).strftime("%d %H:%M") == "24 12:00"
        assert len(view.in_lanes("delivered")) >= 40
    missing = set(COMMANDS) - {line["command"] for line in said}
    assert missing <= NOT_PEOPLES | NOT_PLAYED | RARE | SOME_DAYS


def test_over_a_few_days_nearly_every_command_is_given(fresh_shop, app_of):
    for seed in SEEDS[:3]:
        if seed not in DAYS_LIVED:
            DAYS_LIVED[seed] = lived(fresh_shop(), app_of, seed)[1]
    given = {line["command"] for said in DAYS_LIVED.values() for line in said}
    missing = set(COMMANDS) - given - NOT_PEOPLES - NOT_PLAYED - RARE
    assert missing <= {"correct_interval", "put_back"}
    everybody = {line["person"] for said in DAYS_LIVED.values() for line in said}
    assert len(everybody) >= 28


def test_one_seed_is_one_day_whatever_ids_the_server_makes(fresh_shop, app_of):
    """The log names cards by their order numbers and intervals by their place."""
    seed = SEEDS[0]
    once = DAYS_LIVED.get(seed) or lived(fresh_shop(), app_of, seed, most=300)[1]
    _, again = lived(fresh_shop(), app_of, seed, most=300)
    assert len(again) == 300
    assert again == once[:300]
    _, other = lived(fresh_shop(), app_of, seed + 1, most=30)
    assert other != again[:30]


def test_after_a_kill_in_the_middle_the_day_goes_on_and_ends_clean(fresh_shop, app_of):
    store = fresh_shop()
    _, before = lived(store, app_of, 5, most=260)
    play, after = lived(store, app_of, 5)
    assert play.board.tiles == {}
    assert sum(play.tally.refused.values()) <= MEET, play.tally.refused
    assert verify(store) == []
    opened = [line["card"] for line in before + after if line["command"] == "open_card"]
    assert len(opened) == len(set(opened))
