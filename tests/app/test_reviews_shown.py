"""What pages and walls say of a review is true at each moment: of then what was then, of the close
what stood at the close, and on a wall no number that is somebody's."""

from datetime import time, timedelta

import pytest

from app.background.timekeeper import Timekeeper
from app.clock import real_now
from app.storage.founding import set_clock
from board.card.values import Vehicle
from board.commands.promises import Consent
from board.people.people import Person
from tests.app.page_read import Page, words
from tests.app.shop_door import Door
from tests.cast import CHEN, DING, LI, LIANG, REN, WU, ZHENG, ZHONG, at

MORNING, NOON = "2026-11-23-morning", "2026-11-23-noon"
AFTERNOON = "2026-11-23-afternoon"
PHONE, MASKED = "13912345678", "***********"


class Shop(Door):
    """A shop on a Monday at eleven, whose morning review was missed."""

    def __init__(self, store) -> None:
        super().__init__(store)
        self.tick()
        self.go("8:16")

    def tick(self) -> None:
        Timekeeper(self.store).tick()

    def go(self, clock: str, day: int = 23) -> "Shop":
        self.turn(clock, day)
        self.tick()
        return self

    def promise(self, car: str, clock: str) -> None:
        """The customer agrees to another time."""
        consent = Consent(channel="phone", spoke_to="冯先生")
        self.do(CHEN, "repromise", car, promise_at=at(clock), price_fen=80_000, reason="x",
                within_range=False, consent=consent)  # fmt: skip

    def overdue(self) -> str:
        car = self.working()
        self.promise(car, "10:30")
        return car

    def gets_ready(self, car: str) -> None:
        self.do(ZHENG, "finish_work", car)
        for who, level in ((ZHENG, "self"), (WU, "peer"), (REN, "final")):
            self.sign(who, car, level)
        self.do(ZHONG, "check_bill", car, price_fen=80_000)
        self.do(CHEN, "move_to_ready", car)

    def open(self, session: str = "noon") -> "Shop":
        answer = self.ask(LI, "open_review", session=session)
        assert answer.ok, answer
        return self

    def decides(
        self, car: str | None, kind: str = "chase_parts", owner: Person = DING,
        due: str = "12:00", review: str = NOON, **more: object,
    ) -> str:  # fmt: skip
        args = {"review": review, "kind": kind, "owner": owner.id, "due_at": at(due)} | more
        answer = self.ask(LI, "add_countermeasure", car, **args)
        assert answer.ok, answer
        return answer.made["countermeasure"]

    def finish(self, who: Person, countermeasure: str) -> None:
        assert self.ask(who, "finish_countermeasure", countermeasure=countermeasure).ok

    def turns(self, part: str, car: str | None = None, review: str = NOON) -> None:
        assert self.ask(LI, "turn_review", car, review=review, part=part).ok

    def close(self, review: str = NOON) -> None:
        answer = self.ask(LI, "close_review", review=review)
        assert answer.ok, answer


@pytest.fixture
def shop(store) -> Shop:
    return Shop(store)


@pytest.fixture
def look(signed_in, app):
    """look(path, who): the page as somebody reads it, the foreman if nobody else is named."""
    clients = {}

    def read(path: str, who: Person = LI) -> Page:
        client = clients.get(who.id) or signed_in(app.test_client(), who.id)
        clients[who.id] = client
        return Page(client.get(path))

    return read


def said(page: Page, path: str) -> list[str]:
    return [words(one) for one in page.all(path)]


# --- privacy on walls and paper (rules.md §16) ---------------------------------------------------


def test_a_number_in_a_note_is_hidden_on_wall_tablet_and_paper(shop, look):
    car = shop.overdue()
    shop.go("11:00").open()
    shop.decides(car, note=f"打 {PHONE} 催", due="14:00")
    shop.turns("exceptions", car)
    wall = look("/wall/review")
    assert f"打 {MASKED} 催" in wall.text and PHONE not in wall.text
    assert MASKED in (led := look(f"/reviews/{NOON}").text) and PHONE not in led
    shop.close()
    assert MASKED in (paper := look(f"/reviews/{NOON}/minutes").text) and PHONE not in paper
    shop.go("15:00").open("afternoon")
    for path in ("/wall/review", "/live/wall-review"):
        wall = look(path)
        assert f"打 {MASKED} 催" in wall.text and PHONE not in wall.text
    assert MASKED in (led := look(f"/reviews/{AFTERNOON}").text) and PHONE not in led


def test_on_the_wall_who_and_until_when_stand_before_a_note_however_long(shop, look):
    car = shop.overdue()
    shop.go("11:00").open()
    shop.decides(car, note="很长的说明" * 20, due="14:00")
    shop.turns("exceptions", car)
    text = look("/wall/review").text
    assert text.index("丁一凡") < text.index("很长的说明")
    shop.close()
    shop.go("15:00").open("afternoon").turns("earlier", review=AFTERNOON)
    text = look("/wall/review").text
    assert text.index("丁一凡") < text.index("很长的说明")


# --- then, now, and at the close -------------------------------------------------------------


def test_before_and_after_of_a_held_review_are_those_of_its_opening_and_its_close(shop, look):
    car = shop.overdue()
    shop.go("11:00").open()
    shop.decides(car)
    shop.go("11:22").close()
    shop.promise(car, "17:45")
    shop.go("16:00")
    page = look(f"/reviews/{NOON}")
    [_, cell] = page.all("table[@class='table review-effect']/tbody/tr/td")[-2:]
    assert "已超时52分" in words(cell) and "10:30" in words(cell)
    assert "17:45" not in words(cell)


def test_a_car_that_became_ready_late_is_late_by_that_much_before_and_after(shop, look):
    car = shop.overdue()
    shop.go("11:00").open()
    shop.decides(car)
    shop.go("11:10").gets_ready(car)
    shop.go("11:40").close()
    page = look(f"/reviews/{NOON}")
    [_, cell] = page.all("table[@class='table review-effect']/tbody/tr/td")[-2:]
    assert "已超时40分" in words(cell)


def test_who_is_just_overdue_is_so_by_a_minute_as_on_every_other_screen(shop, look):
    car = shop.working()
    shop.promise(car, "10:30")
    set_clock(shop.store, at("10:30") + timedelta(seconds=20), 1e-6, real_now())
    shop.open()
    for path in ("/wall/review", f"/reviews/{NOON}"):
        shop.turns("exceptions")
        text = look(path).text
        assert "已超时1分" in text and "已超时0分" not in text


def test_minutes_of_a_review_that_the_next_one_ended_say_so(shop, look):
    shop.overdue()
    shop.go("11:00").open()
    shop.go("15:00").open("afternoon")
    text = look(f"/reviews/{NOON}/minutes").text
    assert "这次没有人结束,15:00 开始下一次时才算结束。" in text and "未定对策" not in text


def test_minutes_say_the_same_for_ever(shop, look):
    """Whom it was given to, until when, and what had become of it when the review was closed."""
    car = shop.overdue()
    shop.go("11:00").open()
    measure = shop.decides(car, due="12:00")
    late = shop.decides(car, kind="other", owner=LI, due="11:30")
    shop.go("11:22").close()
    path = f"/reviews/{NOON}/minutes"
    before = said(look(path), "article")
    assert "丁一凡" in before[0] and "12:00 前" in before[0] and "已落实" not in before[0]
    shop.go("11:50").finish(DING, measure)
    shop.go("13:00").finish(LI, late)
    assert said(look(path), "article") == before


def test_minutes_keep_what_had_become_of_earlier_decisions(shop, look):
    car = shop.overdue()
    shop.go("11:00").open()
    measure = shop.decides(car, due="14:00")
    shop.close()
    shop.go("15:00").open("afternoon")
    shop.decides(car, review=AFTERNOON, due="17:00")
    shop.go("15:10").close(AFTERNOON)
    shop.go("16:00").finish(DING, measure)
    page = look(f"/reviews/{AFTERNOON}/minutes")
    [earlier] = said(page, "ul[@class='minutes-list']/li")
    assert "超时未落实" in earlier and "丁一凡" in earlier and "14:00 前" in earlier
    assert "已落实" not in earlier.replace("超时未落实", "")


def test_what_was_done_at_once_names_its_owner_and_time_in_the_minutes(shop, look):
    car = shop.overdue()
    shop.go("11:00").open()
    shop.decides(car, kind="overtime", owner=LI, due="17:00", team=shop.team, until=time(19))
    shop.decides(car)
    shop.close()
    text = said(look(f"/reviews/{NOON}/minutes"), "article")[0]
    assert "李建强 · 17:00 前 已执行" in text


def test_a_car_for_which_a_time_was_agreed_is_not_later_still(shop, look):
    """It was overdue and will be late by the new time: better, not worse."""
    car = shop.overdue()
    shop.go("11:00").open()
    shop.promise(car, "11:10")
    shop.tick()
    row = look(f"/reviews/{NOON}?part=exceptions").says(car)
    assert "改到 11:10 交车" in row and "更晚了" not in row


# --- the strip -------------------------------------------------------------------------------


def test_a_review_held_early_is_not_counted_down_to(shop, look):
    shop.go("10:40").open()
    shop.close()
    strip = said(look("/wall"), "p[@class='strip-next']")[0]
    assert "下午" in strip and "15:00" in strip and "11:00" not in strip


def test_a_screen_that_was_away_hears_how_each_review_stands(shop, signed_in, app):
    """Not only of the one that was spoken of last."""
    with shop.store.read() as view:
        missed = {"epoch": view.row.epoch, "since": view.row.seq, "language": "zh-CN"}
    shop.go("11:00").open()
    shop.close()
    assert shop.ask(LI, "explain_missed_review", review=MORNING, reason="厂家来人").ok
    answer = signed_in(app.test_client(), LI.id).get("/live/wall", query_string=missed)
    states = [(one["review"], one["state"]) for one in answer.get_json()["things"]]
    assert states == [(NOON, "held"), (MORNING, "missed")]


# --- who is there ----------------------------------------------------------------------------


def test_who_is_in_no_team_can_be_there_too(shop, look):
    added = {"person": "T99", "name": "王外援", "roles": ["technician"]}
    assert shop.ask(LIANG, "add_person", **added).ok
    shop.go("11:00").open()
    shop.turns("attendance")
    page = look(f"/reviews/{NOON}")
    boxes = [box.get("value") for box in page.all("input[@name='people']")]
    with shop.store.read() as view:
        assert boxes == view.review(NOON).on_shift and "T99" in boxes
    assert "不在班组" in said(page, "legend")


# --- since when ------------------------------------------------------------------------------


def test_since_when_a_car_stands_is_on_the_wall_and_where_it_is_talked_about(shop, look):
    booked = shop.due(vehicle=Vehicle("凯美瑞", "粤B20000"), appointment_at=at("10:30"))
    car = shop.go("9:10").working()
    shop.go("9:40").do(ZHENG, "pause_work", car, reason="bay")
    shop.go("11:00").open()
    shop.turns("exceptions")
    for path in ("/wall/review", f"/reviews/{NOON}"):
        page = look(path)
        assert "09:40 起" in page.text
        assert "预约 10:30" in page.text and "10:30 起" not in page.text
    shop.turns("exceptions", car)
    for path in ("/wall/review", f"/reviews/{NOON}"):
        assert "09:40 起" in look(path).text
    shop.turns("exceptions", booked)
    for path in ("/wall/review", f"/reviews/{NOON}"):
        facts = said(look(path), "dl/div")
        assert "预约10:30" in facts, (path, facts)


def test_a_car_that_will_be_late_is_not_said_to_be_so_since_it_came_to_its_lane(shop, look):
    car = shop.working()
    shop.go("9:00").promise(car, "9:20")
    shop.go("9:10").go("10:40")
    shop.promise(car, "10:50")
    shop.tick()
    shop.open()
    with shop.store.read() as view:
        [one] = view.review(NOON).raised
    assert (one.kind, one.since) == ("late", None)
    assert "起" not in look(f"/reviews/{NOON}?part=exceptions").says(car)


# --- one car after the other ------------------------------------------------------------------


def test_the_next_car_is_one_of_which_nothing_was_decided(shop, look):
    late = shop.overdue()
    stands = shop.go("10:00").waiting(vehicle=Vehicle("凯美瑞", "粤B20000"))
    shop.go("11:00").open()
    shop.turns("exceptions", late)
    shop.decides(late)
    assert "下一台:粤B20000" in look(f"/reviews/{NOON}").text
    shop.turns("exceptions", stands)
    assert "下一步:参加人员" in look(f"/reviews/{NOON}").text


def test_what_an_earlier_review_decided_answers_for_the_car_and_is_shown(shop, look):
    car = shop.overdue()
    shop.go("11:00").open()
    shop.decides(car, due="17:00", note=f"打 {PHONE}")
    shop.close()
    shop.go("15:00").open("afternoon")
    shop.turns("exceptions", review=AFTERNOON)
    row = look(f"/reviews/{AFTERNOON}").says(car)
    assert "催备件" in row and "丁一凡" in row and "未定对策" not in row
    assert "催备件" in said(look("/wall/review"), "span[@class='rw-answer']")[0]
    shop.turns("exceptions", car, review=AFTERNOON)
    assert "催备件" in said(look(f"/reviews/{AFTERNOON}"), "section[@data-kind='overdue']")[0]
    wall = look("/wall/review")
    assert "催备件" in said(wall, "ol[@class='rw-decided']")[0] and "怎么办?" not in wall.text
    assert PHONE not in wall.text
    shop.close(AFTERNOON)
    assert "催备件" in look(f"/reviews/{AFTERNOON}").says(car)


# --- not held --------------------------------------------------------------------------------


def test_a_reason_can_be_given_while_it_can_still_be_held(shop, look):
    page = look("/reviews")
    actions = [form.get("action") for form in page.all("form")]
    assert "/reviews/open" in actions and f"/reviews/{MORNING}/explain" in actions


def test_who_may_not_explain_is_not_asked_to(shop, look):
    link = "section[@data-duty='review']/p/a"
    assert said(look("/manager", LIANG), link) == ["看"]
    assert said(look("/dispatch"), link) == ["补原因"]
    assert not look("/reviews", LIANG).all("form[@action='/reviews/{MORNING}/explain']")


def test_reviews_not_held_are_listed_however_old_until_somebody_says_why(shop, look):
    set_clock(shop.store, at("20:00") + timedelta(days=30), 1e-6, real_now())
    for _ in range(3):
        shop.tick()
    with shop.store.read() as view:
        waiting = view.waiting_reviews()
    rest = sum(r.at < at("0:00") + timedelta(days=16) for r in waiting) - 20
    assert rest > 0 and len(waiting) > 60
    page = look("/reviews")
    older = [form.get("action", "") for one in page.places("reviews-older")
             for form in page.all("form", one)]  # fmt: skip
    assert len(older) == 20 and len(set(older)) == 20
    assert [words(p) for p in page.all("p[@class='muted review-rest']")] == [f"另有 {rest} 次"]
    home = look("/manager", LIANG)
    assert len(home.all("section[@data-duty='review']")) == 20
    assert [words(p) for p in home.all("p[@class='muted review-rest']")] == [
        f"另有 {len(waiting) - 20} 次"
    ]


# --- the foreman's home ----------------------------------------------------------------------


def test_the_foremans_page_of_work_shows_their_own_and_what_was_missed(shop, look):
    """And when there is nothing, nothing stands there."""
    car = shop.overdue()
    page = look("/dispatch")
    assert "未召开" in words(page.places("countermeasures")[0])
    shop.go("11:00").open()
    shop.decides(car, kind="other", owner=LI, note="盯紧")
    shop.ask(LI, "explain_missed_review", review=MORNING, reason="厂家来人")
    shop.close()
    for path in ("/dispatch", "/live/dispatch-own"):
        [own] = look(path).places("countermeasures")
        assert "我的对策 1" in words(own) and "盯紧" in words(own)
        assert [f.get("value") for f in own.iter("input") if f.get("name") == "next"] == [
            "/dispatch"
        ]
    shop.finish(LI, f"{NOON}.1")
    [own] = look("/dispatch").places("countermeasures")
    assert words(own) == "" and "hidden" in own.attrib
