"""Running the shop from its pages: people, teams, days, settings, rights; all through the door."""

import json
import re

import pytest
from sqlalchemy import select

from app.storage import tables as t
from app.storage.serialization import new_id
from app.words import say
from board.people.rights import RIGHTS
from tests.app.shop_door import Door
from tests.cast import BAI, CHEN, LI, WU, ZHENG

HOURS = {"opens": "08:00", "closes": "18:00", "break_from": "12:00", "break_to": "13:00",
         "open_weekdays": ["1", "2", "3", "4", "5", "6"]}  # fmt: skip
PAGES = ("/admin", "/admin/people", "/admin/people/new", "/admin/people/T02", "/admin/teams",
         "/admin/days", "/admin/settings", "/admin/walls", "/access", "/admin/rights")  # fmt: skip


@pytest.fixture
def by(app, signed_in, csrf):
    """by("M01")("/admin/teams", name="新组"): what somebody does on the pages."""

    def browser_of(person: str):
        browser = signed_in(app.test_client(), person)

        def post(path: str, **form):
            return browser.post(path, data={"key": new_id()} | form | {"csrf_token": csrf(browser)})

        post.browser = browser
        return post

    return browser_of


@pytest.fixture
def manager(by):
    return by("M01")


@pytest.fixture
def shop(store):
    """shop(): the shop as it is now."""

    def now():
        with store.read() as reading:
            return reading.shop

    return now


def text_of(answer) -> str:
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_page_is_there_in_both_languages(manager, path, language):
    answer = manager.browser.get(path, headers={"Accept-Language": language})
    assert answer.status_code == 200
    for unknown in ("admin-", "setting-", "walls-", "role-", "command-", "weekday-"):
        assert f">{unknown}" not in text_of(answer), "an id stands where words should"


@pytest.mark.parametrize(("person", "open_to"), [
    ("F01", {"/admin", "/admin/days", "/admin/rights"}), ("S01", set()), ("T02", set()),
])  # fmt: skip
def test_pages_open_to_those_with_the_right(by, person, open_to):
    browser = by(person).browser
    assert {path for path in PAGES if browser.get(path).status_code == 200} == open_to


# --- people and teams ------------------------------------------------------------------


def test_somebody_new_signs_in_with_the_first_pin(app, manager, shop, csrf):
    form = {"person": "T77", "name": "钱进", "roles": ["technician"], "team": "G1",
            "skills": "底盘、 电器,空调", "pin": "483920", "key": "k"}  # fmt: skip
    assert manager("/admin/people/new", **form).status_code == 303
    person = shop().people["T77"]
    assert (person.name, person.roles, person.team) == ("钱进", ("technician",), "G1")
    assert person.skills == ("底盘", "电器", "空调")
    browser = app.test_client()
    given = {"pin": "483920", "csrf_token": csrf(browser)}
    answer = browser.post("/sign-in/person/T77", data=given)
    assert answer.status_code == 303


def test_a_first_pin_stands_in_no_event_and_no_page(store, manager):
    form = {"person": "T77", "name": "钱进", "roles": ["technician"], "pin": "483920", "key": "k"}
    manager("/admin/people/new", **form)
    with store.read() as reading:
        rows = [row for table in (t.events, t.private, t.changes, t.answers, t.shops)
                for row in reading.connection.execute(select(table)).all()]  # fmt: skip
        hash = reading.connection.scalar(select(t.pins.c.hash).where(t.pins.c.person == "T77"))
    assert "483920" not in repr(rows) and hash and hash not in repr(rows)


def test_an_easy_first_pin_is_refused_and_what_was_typed_stays(manager, shop):
    form = {"person": "T77", "name": "钱进", "roles": ["technician"], "pin": "1234", "key": "k"}
    answer = manager("/admin/people/new", **form)
    assert answer.status_code == 422 and "太好猜" in text_of(answer)
    assert 'value="钱进"' in text_of(answer) and "1234" not in text_of(answer)
    assert "T77" not in shop().people


def person_form(person, **changed):
    form = {"name": person.name, "roles": list(person.roles), "team": person.team or "",
            "skills": "、".join(person.skills), "active": "1"}  # fmt: skip
    return form | changed


def test_only_what_is_changed_is_recorded(store, manager, shop):
    zheng = shop().people["T02"]
    manager("/admin/people/T02", **person_form(zheng, skills="底盘"))
    with store.read() as reading:
        body = reading.connection.scalars(select(t.events.c.body).order_by(t.events.c.n)).all()[-1]
    assert json.loads(body)["data"] == {"person": "T02", "skills": ["底盘"]}
    assert manager("/admin/people/T02", **person_form(shop().people["T02"])).status_code == 409


def test_a_new_name_is_on_the_tiles_at_once(store, manager, shop):
    car = Door(store).queued()
    manager("/admin/people/T02", **person_form(shop().people["T02"], name="郑大凯"))
    with store.read() as reading:
        tile = next(c.tile for c in reversed(reading.changes(0)) if c.card == car)
    assert [one["name"] for one in tile["technicians"]] == ["郑大凯"]


def test_whoever_left_is_signed_out_and_their_story_stays(app, by, manager, shop, csrf):
    theirs = by("T02").browser
    assert theirs.get("/").status_code == 200
    form = person_form(shop().people["T02"])
    form.pop("active")
    manager("/admin/people/T02", **form)
    assert theirs.get("/").status_code == 303
    assert not shop().people["T02"].active


def test_the_last_administrator_stays(manager, shop):
    answer = manager("/admin/people/M01", **person_form(shop().people["M01"], roles=["manager"]))
    assert answer.status_code == 409 and "最后一个系统管理" in text_of(answer)
    form = person_form(shop().people["M01"])
    form.pop("active")
    assert manager("/admin/people/M01", **form).status_code == 409
    assert shop().people["M01"].has("admin")


def test_a_code_in_use_and_a_person_without_role_are_refused(manager):
    form = {"person": "T02", "name": "另一位", "roles": ["washer"], "key": "a"}
    assert "T02 已经有人用" in text_of(manager("/admin/people/new", **form))
    answer = manager("/admin/people/new", person="T78", name="无岗", key="b")
    assert answer.status_code == 422 and "岗位:至少填一项" in text_of(answer)


def test_teams_are_added_and_renamed_and_tiles_say_so(store, manager, shop):
    car = Door(store).queued()
    team = shop().people["T02"].team
    manager(f"/admin/teams/{team}", name="机电甲组", key="a")
    manager("/admin/teams", name="新能源组", key="b")
    assert shop().teams[team].name == "机电甲组"
    assert "新能源组" in {one.name for one in shop().teams.values()}
    with store.read() as reading:
        tile = next(c.tile for c in reversed(reading.changes(0)) if c.card == car)
    assert tile["team"]["name"] == "机电甲组"
    assert manager("/admin/teams", name="新能源组", key="c").status_code == 409


# --- days --------------------------------------------------------------------------------


def test_absence_is_by_day(by, shop, store):
    Door(store)
    foreman = by("F01")
    foreman("/admin/days/absence", person="T02", day="2026-11-24", absent="1", key="a")
    directory = shop().directory
    assert [d for d in (23, 24, 25) if directory.is_absent("T02", _day(d))] == [24]
    assert "缺勤" in text_of(foreman.browser.get("/admin/days?day=2026-11-24"))
    foreman("/admin/days/absence", person="T02", day="2026-11-24", absent="0", key="b")
    assert not shop().directory.is_absent("T02", _day(24))


def _day(day: int):
    from datetime import date

    return date(2026, 11, day)


def test_the_stand_in_does_what_the_foreman_does_today_and_not_tomorrow(store, by, shop):
    door = Door(store)
    car = door.waiting()
    args = {"team": door.team, "technicians": [ZHENG.id]}
    assert door.ask(BAI, "dispatch_card", car, **args).status == 403
    by("F01")("/admin/days/stand-in", person=BAI.id, day="2026-11-23", key="a")
    assert door.ask(BAI, "dispatch_card", car, **args).ok
    assert door.ask(BAI, "prioritise_card", car, flag="safety", on=True, reason="制动").ok
    door.turn("8:00", day=24)
    again = door.ask(BAI, "prioritise_card", car, flag="safety", on=False, reason="好了")
    assert (again.status, again.reason) == (403, "forbidden")


def test_the_stand_ins_pages_open_for_the_day(store, by):
    door = Door(store)
    stand_in = by("R01")
    assert stand_in.browser.get("/admin/days").status_code == 403
    by("F01")("/admin/days/stand-in", person="R01", day="2026-11-23", key="a")
    assert stand_in.browser.get("/admin/days").status_code == 200
    door.turn("8:00", day=24)
    assert stand_in.browser.get("/admin/days").status_code == 403


def test_a_refusal_names_the_stand_in_too(store, by):
    door = Door(store)
    by("F01")("/admin/days/stand-in", person=CHEN.id, day="2026-11-23", key="a")
    answer = by("W01").browser.get(f"/c/{door.card(door.queued()).code}/do/put_back")
    assert LI.name in text_of(answer) and CHEN.name in text_of(answer)


def test_importing_the_staff_list_leaves_the_stand_in_as_they_are(store, by, shop):
    from app.importing.staff import take_staff
    from tests.app.conftest import STAFF

    Door(store)
    by("F01")("/admin/days/stand-in", person=WU.id, day="2026-11-23", key="a")
    done = take_staff(store, STAFF.read_bytes())
    assert not done.changed and shop().people[WU.id].roles == WU.roles


def test_somebody_absent_cannot_stand_in(by, store):
    Door(store)
    foreman = by("F01")
    foreman("/admin/days/absence", person="T01", day="2026-11-24", absent="1", key="a")
    answer = foreman("/admin/days/stand-in", person="T01", day="2026-11-24", key="b")
    assert answer.status_code == 409 and "那天缺勤" in text_of(answer)


@pytest.mark.parametrize("day", ["", "soon", "2026-02-30", "9999-12-31", "0001-01-01"])
def test_a_day_that_is_none_is_today(by, store, day):
    Door(store)
    assert "2026-11-23" in text_of(by("F01").browser.get(f"/admin/days?day={day}"))


def test_a_day_is_closed_and_a_team_works_longer(by, shop, store):
    Door(store)
    manager, foreman, day = by("M01"), by("F01"), "2026-11-24"
    answer = manager("/admin/days/hours", day=day, open="0", key="a")
    assert answer.status_code == 303 and not shop().hours.is_open_day(_day(24))
    assert "不营业" in text_of(manager.browser.get(f"/admin/days?day={day}"))
    answer = manager("/admin/days/hours", day=day, open="1", opens="19:00", closes="18:00", key="b")
    assert answer.status_code == 409 and "关门早于开门" in text_of(answer)
    manager("/admin/days/hours", day=day, open="", opens="08:00", closes="18:00", key="c")
    assert shop().hours.is_open_day(_day(24)) and shop().days == {}
    assert foreman("/admin/days/hours", day=day, open="0", key="d").status_code == 403
    answer = foreman("/admin/days/overtime", day=day, team="G1", until="17:00", key="e")
    assert answer.status_code == 409 and "18:00" in text_of(answer)
    foreman("/admin/days/overtime", day=day, team="G1", until="20:00", key="f")
    assert [until.hour for _, _, until in shop().overtimes] == [20]
    foreman("/admin/days/overtime", day=day, team="G1", until="", key="g")
    assert shop().overtimes == []


def test_a_holiday_stands_on_its_day_in_the_readers_language(by, store):
    Door(store)
    manager = by("M01")
    page = text_of(manager.browser.get("/admin/days?day=2027-02-06"))
    assert "春节" in page or "农历" in page


# --- settings ------------------------------------------------------------------------------


@pytest.mark.parametrize(("change", "said"), [
    ({"closes": "07:00"}, "关门早于开门"),
    ({"break_from": "07:00"}, "休息要在营业时间里面"),
    ({"break_from": "13:30"}, "休息结束早于开始"),
    ({"open_weekdays": []}, "一周至少开一天"),
    ({"open_weekdays": ["9"]}, "星期只有一到日"),
    ({"opens": "eight"}, "开门:"),
    ({"opens": ""}, "开门:"),
])  # fmt: skip
def test_hours_that_cannot_be_are_refused_in_words(manager, shop, change, said):
    before = shop().settings
    answer = manager("/admin/settings/hours", **HOURS | change | {"key": "k"})
    assert answer.status_code in (409, 422) and said in text_of(answer)
    assert shop().settings == before


def test_hours_are_changed(manager, shop):
    change = {"closes": "20:30", "open_weekdays": ["1", "7"]}
    assert manager("/admin/settings/hours", **HOURS | change).status_code == 303
    assert shop().settings.closes.hour == 20 and shop().settings.open_weekdays == (1, 7)
    assert shop().settings.opens.hour == 8


def test_when_work_must_be_done_follows_the_setting_on_every_tile(store, manager):
    car = Door(store).queued()
    with store.read() as reading:
        seq = reading.row.seq
    work = {"after_work_minutes": "60", "after_work_with_wash_minutes": "50",
            "undispatched_minutes": "15", "wall_stack": "urgency"}  # fmt: skip
    manager("/admin/settings/work", **work)
    with store.read() as reading:
        tile = next(c.tile for c in reading.changes(seq) if c.card == car)
    assert (tile["finish_due_at"], tile["promise_at"]) == ("2026-11-23T08:00:00Z",
                                                           "2026-11-23T09:00:00Z")  # fmt: skip


def test_bays_are_tiles_when_a_car_is_given_out(store, manager, by):
    door = Door(store)
    manager("/admin/settings/bays", bays="1号举升机\n\n 2号 \n")
    page = text_of(by("F01").browser.get(f"/c/{door.card(door.waiting()).code}/do/dispatch_card"))
    assert 'name="bay" value="1号举升机"' in page and 'name="bay" value="2号"' in page
    answer = manager("/admin/settings/bays", bays="1号\n1号", key="again")
    assert answer.status_code == 409 and "写了两次" in text_of(answer)


def test_numbers_out_of_range_and_no_numbers_are_named(manager):
    signing = {
        "signature_needs_pin": "1",
        "name_is_enough_on_team_tablets": "1",
        "tablet_idle_minutes": "5",
        "personal_idle_minutes": "720",
        "undo_seconds": "60",
    }
    answer = manager("/admin/settings/signing", **signing | {"undo_seconds": "9999"})
    assert answer.status_code == 422 and "多少秒内可以撤销:不能大于 600" in text_of(answer)
    answer = manager("/admin/settings/signing", **signing | {"tablet_idle_minutes": "-1"})
    assert answer.status_code == 422
    assert manager("/admin/settings/signing", **signing).status_code == 409  # nothing changed


def test_each_setting_says_what_it_does_and_its_default():
    from app.pages.admin.settings import GROUPS

    for language in ("zh-CN", "en"):
        for name in (name for names in GROUPS.values() for name in names):
            for id in (f"setting-{name}", f"setting-{name}-does"):
                assert say(language, id) != id


def test_every_setting_of_the_shop_is_on_the_page():
    from dataclasses import fields

    from app.pages.admin.settings import GROUPS
    from board.shop.default_settings import Settings

    shown = {name for names in GROUPS.values() for name in names}
    assert {f.name for f in fields(Settings)} - shown == {"timezone"}  # the installation's


# --- rights ----------------------------------------------------------------------------------


def test_the_rights_page_is_the_table_the_door_uses(manager):
    page = text_of(manager.browser.get("/admin/rights"))
    assert page.count("✓") == sum(list(r.values()).count("any") for r in RIGHTS.values())
    for command in RIGHTS:
        assert say("zh-CN", f"command-{command}") in page


def test_money_is_typed_in_yuan(manager, shop, store):
    Door(store)
    page = text_of(manager.browser.get("/admin/settings"))
    assert re.search(r'name="range_most_fen"\s+type="number"\s+value="200"', page)
    form = {"range_minutes": "15", "range_percent": "10", "range_most_fen": "350"}
    assert manager("/admin/settings/promises", **form, key="a").status_code == 303
    assert shop().settings.range_most_fen == 35_000
