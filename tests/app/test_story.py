"""The story of a card: every fact has a sentence in both languages."""

import pytest

from app.background.timekeeper import keep_duties
from app.history.story import story
from app.words import LANGUAGES, has
from board.events import FACTS
from board.events.event import Event
from board.events.work import NoteAdded
from tests.app.shop_door import Door
from tests.cast import BAI, CHEN, DING, FENG, LI, LIANG, MENG, REN, SHI, WU, ZHENG, ZHONG, at


@pytest.fixture
def door(store):
    return Door(store)


def told(door: Door, car: str, language: str = "zh-CN") -> list[str]:
    with door.store.read() as reading:
        return [line.text for line in story(reading.events(car), reading, language)]


def everything(door: Door) -> set[str]:
    """Cars that between them went through every kind of event; returns the kinds."""
    car = door.booked()
    door.do(CHEN, "edit_card", car, order_no="YY1", price_fen=72_000)
    door.do(MENG, "reschedule_card", car, appointment_at=at("9:00"), reason="客户改期")
    door.do(BAI, "arrive", car)
    back = door.stopped()
    door.do(DING, "expect_parts", back, expected_at=at("15:00"))
    door.do(DING, "parts_arrived", back)
    door.do(ZHENG, "start_work", back)
    door.do(ZHENG, "pause_work", back, reason="bay")
    door.do(WU, "resume_work", back, technician=ZHENG.id)
    door.do(ZHENG, "report_delay", back, minutes=30, reason="螺栓锈死")
    door.do(ZHENG, "report_add_on", back, what="漏油", urgency="soon", can_go_on=True)
    door.turn("9:00")
    door.do(ZHENG, "hand_work_over", back, to=FENG.id)
    one = door.card(back).intervals[2].id
    door.turn("9:30")
    door.do(LI, "correct_interval", back, interval=one, start=at("8:10"), reason="忘了点")
    door.do(FENG, "finish_work", back, cause="老化", work_done="换件", result="正常")
    door.do(ZHENG, "sign_check", back, level="self", passed=False, faults=["未紧"])
    door.do(LI, "prioritise_card", back, flag="safety", on=True, reason="刹车")
    door.do(LI, "put_back", back, lane="waiting", reason="改派")
    door.do(CHEN, "cancel_card", back, reason="客户不修了")
    door.do(ZHONG, "return_bill", back, reason="漏了机油")
    door.turn("8:00")
    out = door.delivered()
    door.do(LIANG, "reopen_card", out, reason="客户折返")
    door.do(CHEN, "tell_customer", out, about="ready", channel="phone", outcome="told")
    door.do(LIANG, "add_note", out, text="送水")
    door.do(LIANG, "undo", out)
    yes = door.answered()
    add_on = door.card(yes).add_ons[0].id
    door.do(CHEN, "inform_workshop", yes, add_on=add_on, person=LI.id)
    door.do(
        CHEN,
        "repromise",
        yes,
        promise_at=at("17:10"),
        price_fen=138_000,
        reason="等备件",
        within_range=True,
    )
    found = door.found()
    add_on = door.card(found).add_ons[0].id
    door.do(CHEN, "price_add_on", found, add_on=add_on, price_fen=1, minutes=5)
    door.do(SHI, "attach_photo", found, photo="photo_of_the_left_door")
    door.do(ZHENG, "raise_record", found, kind="warranty", note="在保")
    door.do(ZHENG, "answer_enquiry", found, on_time=False, minutes_left=30)
    door.do(ZHENG, "answer_enquiry", found, on_time=True)
    keep_duties(door.store)
    door.turn("9:30")
    keep_duties(door.store)
    duty = next(d.id for d in door.card(car).open_duties if d.kind == "reception")
    door.do(CHEN, "finish_duty", car, duty=duty, outcome="not_needed", note="客户先走了")
    cars = [car, back, out, yes, found, door.no_show(), door.cancelled()]
    with door.store.read() as reading:
        return {event.type for id in cars for event in reading.events(id)}


KINDS = {name for name, fact in FACTS.items() if fact.stream == "card"}


def test_every_kind_of_event_has_a_sentence(door):
    happened = everything(door)
    assert happened == KINDS
    for language in LANGUAGES:
        for kind in KINDS:
            assert has(language, f"story-{kind}"), kind


def test_no_sentence_shows_its_bones(door):
    everything(door)
    with door.store.read() as reading:
        cars = reading.in_lanes("arrived", "settling", "ready", "no_show", "cancelled")
    for language in LANGUAGES:
        for car in cars:
            for text in told(door, car.id, language):
                assert "story-" not in text and "{" not in text and "None" not in text, text


def test_a_morning_reads_like_the_workshop_speaks(door):
    car = door.working()
    assert told(door, car)[1:] == [
        "陈雅琴 接车,预计交车 17:00,报价 ¥800",
        "李建强 派工,机电一组,郑凯",
        "郑凯 开工",
    ]
    assert told(door, car, "en")[-1] == "郑凯 started work"


def test_what_the_technician_says_and_the_clock_notes_is_told(door):
    everything(door)
    with door.store.read() as reading:
        found, car = reading.in_lanes("stopped")[0], reading.in_lanes("arrived")[0]
    assert "郑凯 回复进度:还要 30 分" in told(door, found.id)
    assert "郑凯 回复进度:能按时" in told(door, found.id)
    lines = told(door, car.id)
    assert any(line.endswith("开始计时:接车") for line in lines)
    assert any(line.endswith("超时升级:接车") for line in lines)
    assert "陈雅琴 办结:接车,不用了" in lines


def test_a_leader_who_begins_for_another_is_named(door):
    car = door.queued()
    door.do(WU, "start_work", car, technician=ZHENG.id)
    assert told(door, car)[-1] == "吴海波 替郑凯开工"


def test_what_was_undone_stays_and_is_marked(door):
    car = door.working()
    door.do(ZHENG, "undo", car)
    with door.store.read() as reading:
        lines = story(reading.events(car), reading, "zh-CN")
    assert [line.undone for line in lines[-2:]] == [True, False]
    assert lines[-1].text == "郑凯 撤销了「开工」"


def test_a_promise_for_another_day_names_the_day(door):
    car = door.arrived()
    args = {"promise_at": at("10:00", 24), "price_fen": 80_000, "planned_minutes": 90}
    door.do(CHEN, "check_in", car, **args)
    assert "预计交车 11-24 10:00" in told(door, car)[-1]


def test_words_of_an_erased_person_read_as_deleted(door):
    note = NoteAdded(text="—")
    event = Event(note, "c", 1, 1, 1, REN.id, None, at("8:00"), at("8:00"), erased=True)
    with door.store.read() as reading:
        (line,) = story([event], reading, "zh-CN")
    assert (line.text, line.quotes) == ("任正平 备注", ("已删除",))
