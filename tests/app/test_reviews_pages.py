"""The pages of the daily reviews: the list, leading one, the wall, minutes, who may tap what."""

import re
from datetime import time, timedelta

import pytest

from app.background.timekeeper import Timekeeper
from board.commands.reviews import REVIEW_COMMANDS
from board.people.people import ROLES
from board.people.rights import RIGHTS
from tests.app.page_read import Page
from tests.app.shop_door import Door
from tests.app.test_reach import MOST_TAPS, walked
from tests.cast import CHEN, DING, LI, LIANG, MENG, SHI, WU, ZHENG, ZHONG, at

NOON = "2026-11-23-noon"
BY_ROLE = {"foreman": LI, "manager": LIANG, "technician": ZHENG, "leader": WU, "advisor": CHEN,
           "parts": DING, "washer": SHI, "cashier": ZHONG, "care": MENG}  # fmt: skip


@pytest.fixture
def door(store) -> Door:
    """At eleven, with a car whose promise has passed; the morning's review was missed."""
    door = Door(store)
    clock = Timekeeper(store)
    clock.tick()
    door.turn("8:16")
    clock.tick()
    door.car = door.working()
    door.do(CHEN, "repromise", door.car, promise_at=at("10:30"), price_fen=80_000, reason="x",
            within_range=False, consent=_consent())  # fmt: skip
    door.turn("11:00")
    clock.tick()
    return door


def _consent():
    from board.commands.promises import Consent

    return Consent(channel="phone", spoke_to="冯先生")


@pytest.fixture
def opened(door) -> Door:
    assert door.ask(LI, "open_review", session="noon").ok
    return door


@pytest.fixture
def leads(signed_in, app):
    return signed_in(app.test_client(), LI.id)


def sent(client, csrf, path: str, **fields: object):
    form = {"csrf_token": csrf(client), "key": f"k{sent.n}"} | fields
    sent.n += 1
    return client.post(path, data=form)


sent.n = 0


def test_the_foreman_opens_it_with_one_tap_and_comes_to_it(door, leads, csrf):
    page = leads.get("/reviews").get_data(as_text=True)
    assert "未召开" in page and "该召开了" in page
    answer = sent(leads, csrf, "/reviews/open", session="noon")
    assert (answer.status_code, answer.location) == (303, f"/reviews/{NOON}")
    page = leads.get(f"/reviews/{NOON}").get_data(as_text=True)
    assert "上次没有留下对策" in page and "异常" in page


def test_others_look_on_without_buttons(opened, signed_in, client):
    page = signed_in(client, ZHENG.id).get(f"/reviews/{NOON}?part=exceptions").get_data(True)
    assert "粤A12345" in page
    assert "/turn" not in page and "/decide" not in page and "/close" not in page
    assert client.post(f"/reviews/{NOON}/close").status_code in (400, 403)


def test_a_decision_that_is_refused_keeps_what_was_typed(opened, leads, csrf):
    turn = {"part": "exceptions", "card": opened.car}
    assert sent(leads, csrf, f"/reviews/{NOON}/turn", **turn).status_code == 303
    answer = sent(
        leads, csrf, f"/reviews/{NOON}/decide", card=opened.car, kind="chase_parts",
        owner=DING.id, due_other="2026-11-23T10:00", note="问仓库",
    )  # fmt: skip
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "完成时限已经过了" in page and 'value="问仓库"' in page
    assert re.search(r'value="chase_parts"\s+checked', page)


def test_a_decision_goes_to_who_mostly_does_such_things(opened, leads, csrf):
    for kind, owner in (("chase_parts", DING.id), ("new_promise", CHEN.id), ("other", LI.id)):
        answer = sent(
            leads, csrf, f"/reviews/{NOON}/decide", card=opened.car, kind=kind, owner="",
            due_at="2026-11-23T04:00:00Z",
        )  # fmt: skip
        assert answer.status_code == 303
        with opened.store.read() as view:
            assert view.review(NOON).countermeasures[-1].owner == owner


def test_a_close_that_is_refused_names_the_cars(opened, leads, csrf):
    answer = sent(leads, csrf, f"/reviews/{NOON}/close")
    assert answer.status_code == 303
    page = leads.get(answer.location).get_data(as_text=True)
    assert "还有 1 台晚的车没有定对策:粤A12345。" in page


def test_the_owner_sees_what_was_decided_at_home_and_says_it_is_done(
    opened, app, signed_in, csrf
):  # fmt: skip
    due = at("12:00")
    args = {"review": NOON, "kind": "chase_parts", "owner": DING.id, "due_at": due}
    assert opened.ask(LI, "add_countermeasure", opened.car, **args).ok
    desk = signed_in(app.test_client(), DING.id)
    page = desk.get("/parts").get_data(as_text=True)
    assert "我的对策" in page and "催备件" in page
    answer = sent(desk, csrf, f"/countermeasures/{NOON}.1/finish", next="/parts")
    assert (answer.status_code, answer.location) == (303, "/parts")
    assert "我的对策" not in desk.get("/parts").get_data(as_text=True)


def test_the_card_says_what_was_decided_about_the_car(opened, leads):
    code = opened.card(opened.car).code
    assert "有效对策" not in leads.get(f"/c/{code}").get_data(as_text=True)
    args = {"review": NOON, "kind": "chase_parts", "owner": DING.id, "due_at": at("12:00")}
    assert opened.ask(LI, "add_countermeasure", opened.car, **args).ok
    for path in (f"/c/{code}", f"/live/card/{code}"):
        page = leads.get(path).get_data(as_text=True)
        assert "有效对策" in page and "催备件" in page and "丁一凡" in page


def test_a_missed_review_is_told_to_the_manager_until_it_is_explained(
    door, app, signed_in, leads, csrf
):  # fmt: skip
    manager = signed_in(app.test_client(), LIANG.id)
    assert "早晨进度确认" in manager.get("/manager").get_data(as_text=True)
    path = "/reviews/2026-11-23-morning/explain"
    assert sent(leads, csrf, path, reason="厂家来人").status_code == 303
    assert "早晨进度确认" not in manager.get("/manager").get_data(as_text=True)
    assert "厂家来人" in manager.get("/reviews").get_data(as_text=True)


def test_a_shop_never_open_at_the_time_of_a_review_has_its_pages_all_the_same(door, leads):
    evenings = {"opens": time(15, 30), "closes": time(23), "break_from": time(18),
                "break_to": time(19), "peak_from": time(16), "peak_to": time(17)}  # fmt: skip
    assert door.ask(LIANG, "change_settings", **evenings).ok
    door.turn("15:40", 24)
    for path in ("/wall", "/wall/axis", "/dispatch", "/reviews", "/live/strip"):
        answer = leads.get(path)
        assert answer.status_code == 200 and "data-countdown" not in answer.get_data(True), path


def test_the_wall_turns_to_the_review_and_back(opened, leads, csrf):
    assert leads.get("/wall").location == "/wall/review"
    assert leads.get("/wall/axis").location == "/wall/review"
    assert leads.get("/wall/view").location == "/wall/review"
    assert leads.get("/wall/appointments").status_code == 200
    assert leads.get("/wall?stay").status_code == 200
    assert "中午进度确认" in leads.get("/wall/review").get_data(as_text=True)
    decide = {"kind": "chase_parts", "owner": DING.id, "due_at": "2026-11-23T04:00:00Z"}
    sent(leads, csrf, f"/reviews/{NOON}/decide", card=opened.car, **decide)
    assert sent(leads, csrf, f"/reviews/{NOON}/close").status_code == 303
    assert leads.get("/wall/review").location == "/wall/view"
    page = leads.get("/wall").get_data(as_text=True)
    assert "data-strip-list" in page and "催备件" in page


def test_a_forgotten_review_gives_the_wall_back_and_its_minutes_say_that_it_was(
    opened, leads, csrf
):  # fmt: skip
    opened.turn("14:59")
    assert leads.get("/wall").location == "/wall/review"
    opened.turn("15:00")
    Timekeeper(opened.store).tick()
    assert leads.get("/wall").status_code == 200
    assert 'data-shows="over"' in leads.get("/live/wall-review").get_data(as_text=True)
    assert 'data-state="due"' in leads.get("/live/strip").get_data(as_text=True)
    page = leads.get("/reviews").get_data(as_text=True)
    assert f'href="/reviews/{NOON}"' in page and 'value="afternoon"' in page
    answer = sent(leads, csrf, "/reviews/open", session="afternoon")
    assert answer.location == "/reviews/2026-11-23-afternoon"
    assert leads.get("/wall").location == "/wall/review"
    for path in (f"/reviews/{NOON}", f"/reviews/{NOON}/minutes"):
        assert "没有人结束" in leads.get(path).get_data(as_text=True), path
    assert "留下 1 台晚的车没有定对策:粤A12345。" in leads.get(f"/reviews/{NOON}").get_data(True)
    assert "没有人结束" in leads.get("/reviews").get_data(as_text=True)


def test_a_car_that_was_ready_after_its_promise_is_late_by_that_and_no_more_each_hour(
    door, leads
):  # fmt: skip
    door.do(ZHENG, "pause_work", door.car, reason="parts")
    car = door.settling()
    door.turn("17:10")
    door.do(ZHONG, "check_bill", car, price_fen=80_000)
    door.do(CHEN, "move_to_ready", car)
    door.turn("8:05", 24)
    assert door.ask(LI, "open_review", session="morning").ok
    page = leads.get("/reviews/2026-11-24-morning?part=exceptions").get_data(as_text=True)
    assert "已超时10分" in page


def test_people_are_chosen_where_a_car_is_talked_about(opened, leads):
    opened.ask(LI, "turn_review", opened.car, review=NOON, part="exceptions")
    assert 'name="technicians"' in leads.get(f"/reviews/{NOON}").get_data(as_text=True)
    opened.ask(LI, "turn_review", review=NOON, part="load")
    page = leads.get(f"/reviews/{NOON}").get_data(as_text=True)
    assert 'value="add_people"' in page and 'name="technicians"' not in page


@pytest.mark.parametrize("part", ["earlier", "load", "exceptions", "attendance", "effect", "close"])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_part_is_drawn_on_tablet_and_wall(opened, leads, part, language):
    leads.post("/language", data={"language": language})
    assert opened.ask(LI, "turn_review", review=NOON, part=part).ok
    head = {"Accept-Language": language}
    for path in (f"/reviews/{NOON}", f"/live/review/{NOON}", "/wall/review", "/live/wall-review"):
        answer = leads.get(path, headers=head)
        assert answer.status_code == 200, path
        assert "review-part-" not in answer.get_data(as_text=True)
    assert opened.ask(LI, "turn_review", opened.car, review=NOON, part="exceptions").ok
    assert leads.get("/wall/review", headers=head).status_code == 200


def test_the_next_review_opens_with_what_became_of_earlier_decisions(opened, leads, csrf):
    for kind, owner, due in (("chase_parts", DING, "12:00"), ("other", LI, "16:30")):
        args = {"review": NOON, "kind": kind, "owner": owner.id, "due_at": at(due)}
        assert opened.ask(LI, "add_countermeasure", opened.car, **args).ok
    assert opened.ask(LI, "close_review", review=NOON).ok
    opened.turn("15:00")
    assert opened.ask(LI, "open_review", session="afternoon").ok
    page = leads.get("/reviews/2026-11-23-afternoon").get_data(as_text=True)
    rows = [row.get("data-became") for row in Page(leads.get("/reviews/2026-11-23-afternoon"))
            .all("li[@data-became]")]  # fmt: skip
    assert rows == ["overdue", "open"]
    assert "超时未落实" in page and "未到时限" in page


def test_lists_by_day_and_over_weeks(opened, leads):
    args = {"review": NOON, "kind": "chase_parts", "owner": DING.id, "due_at": at("12:00")}
    assert opened.ask(LI, "add_countermeasure", opened.car, **args).ok
    assert opened.ask(LI, "close_review", review=NOON).ok
    opened.turn("9:00", 24)
    Timekeeper(opened.store).tick()
    page = leads.get("/reviews").get_data(as_text=True)
    assert f'href="/reviews/{NOON}"' in page and "异常 1 · 对策 1" in page
    week = leads.get("/reviews/weeks").get_data(as_text=True)
    assert "11-23" in week and "已超时 1" in week
    held = leads.get(f"/reviews/{NOON}").get_data(as_text=True)
    assert "粤A12345" in held and "/turn" not in held
    assert leads.get(f"/reviews/{NOON}/minutes").status_code == 200


@pytest.mark.parametrize("path", ["/reviews/2026-11-23-noon", "/reviews/2026-01-01-noon",
                                  "/reviews/x/minutes", "/live/review/x"])  # fmt: skip
def test_what_is_not_there_is_said_so(door, leads, path):
    assert leads.get(path).status_code in (303, 404)


def test_nobody_reads_it_unseen(door, client):
    for path in ("/reviews", f"/reviews/{NOON}", "/reviews/weeks", "/wall/review"):
        assert "/sign-in" in client.get(path).location
    for path in ("/live/review-lists", f"/live/review/{NOON}", "/live/wall-review", "/live/strip"):
        assert client.get(path).status_code == 401


# --- three taps ------------------------------------------------------------------------------


def too_far(client, wanted: set[str]) -> dict[str, int | None]:
    reached = walked(client, [], search=False)
    return {c: reached.get(c) for c in wanted if reached.get(c, MOST_TAPS + 1) > MOST_TAPS}


def test_the_foreman_opens_and_explains_within_three_taps(door, leads):
    assert too_far(leads, {"open_review", "explain_missed_review"}) == {}


def test_the_foreman_leads_within_three_taps(opened, leads):
    wanted = {c for c in REVIEW_COMMANDS if "foreman" in RIGHTS[c]}
    wanted -= {"open_review", "explain_missed_review", "finish_countermeasure"}
    assert too_far(leads, wanted) == {}


@pytest.mark.parametrize("role", [role for role in ROLES if role in BY_ROLE])
def test_everybody_finishes_their_own_within_three_taps(opened, app, signed_in, role):
    who = BY_ROLE[role]
    args = {"review": NOON, "kind": "other", "owner": who.id, "note": "x",
            "due_at": at("11:00") + timedelta(hours=1)}  # fmt: skip
    assert opened.ask(LI, "add_countermeasure", opened.car, **args).ok
    client = signed_in(app.test_client(), who.id)
    assert too_far(client, {"finish_countermeasure"}) == {}
