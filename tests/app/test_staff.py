"""A staff list comes in through the door, once, and again without harm."""

import pytest

from app.database import Database
from app.people import pins
from app.staff import import_staff, take_staff
from app.store import Store
from app.writing import found_shop
from board.shop import Shop

LIST = """编号,姓名,角色,班组,技能,密码(PIN)
T01,吴海波,leader;technician,机电一组,底盘,510722
T02,郑凯,technician,快保组,,756211
S01,陈雅琴,advisor,,,183277
"""


@pytest.fixture
def empty(tmp_path):
    store = Store(Database(f"sqlite:///{tmp_path}/empty.db"), "1")
    store.database.upgrade()
    found_shop(store, "空店", Shop())
    yield store
    store.database.close()


def take(store, text):
    return take_staff(store, text.encode())


def people(store):
    with store.read() as reading:
        return reading.shop.people


def right(store, person, pin, real_time):
    return pins.verify(store, person, "d", pin, real_time.now).ok


def test_the_demo_staff_come_in_with_their_teams(store):
    with store.read() as reading:
        assert list(reading.shop.teams) == ["G1", "G2", "G3", "G4", "G5"]
        assert reading.directory.name_of("T02") == "郑凯"
        assert reading.people_with_pins() == set(reading.shop.people)


def test_teams_are_numbered_by_first_appearance(empty):
    done = take(empty, LIST)
    with empty.read() as reading:
        teams = {id: team.name for id, team in reading.shop.teams.items()}
    assert teams == {"G1": "机电一组", "G2": "快保组"}
    assert (done.added, done.teams) == (["T01", "T02", "S01"], ["机电一组", "快保组"])
    take(empty, LIST.replace("S01,陈雅琴,advisor,,", "S01,陈雅琴,advisor,钣喷组,"))
    assert people(empty)["S01"].team == "G3"


def test_the_first_pin_is_right_and_stands_nowhere(empty, real_time):
    take(empty, LIST)
    assert right(empty, "T02", "756211", real_time)
    with empty.read() as reading:
        assert "756211" not in str(reading.events(None))


def test_again_changes_nothing(empty):
    take(empty, LIST)
    with empty.read() as reading:
        before = reading.row.events
    done = take(empty, LIST)
    with empty.read() as reading:
        assert reading.row.events == before
    assert done.unchanged == ["T01", "T02", "S01"]


def test_who_changed_is_changed_and_keeps_the_own_pin(empty, real_time):
    take(empty, LIST)
    done = take(empty, LIST.replace("郑凯,technician,快保组,,756211", "郑楷,technician,,,999123"))
    assert (done.changed, done.unchanged) == (["T02"], ["T01", "S01"])
    assert (people(empty)["T02"].name, people(empty)["T02"].team) == ("郑楷", None)
    assert right(empty, "T02", "756211", real_time)


def test_who_had_no_pin_gets_one(empty, real_time):
    take(empty, LIST.replace("756211", ""))
    assert not right(empty, "T02", "756211", real_time)
    assert take(empty, LIST).changed == ["T02"]
    assert right(empty, "T02", "756211", real_time)


def test_a_bad_row_is_named_and_the_others_come_in(empty, capsys):
    bad = LIST + "X01,某人,king,,,1234\nX02,另一人,advisor,,,12ab\n"
    assert import_staff(empty, bad.encode(), "zh-CN") == 0
    said = capsys.readouterr().out
    assert "第5行" in said and "第6行" in said and "12ab" not in said
    assert "人员新增3" in said and "拒绝2" in said


def test_the_summary_in_english(empty, capsys):
    import_staff(empty, LIST.encode(), "en")
    assert "People added: 3" in capsys.readouterr().out


def test_what_is_no_staff_list_is_said_so(empty, capsys):
    assert import_staff(empty, b"a,b\n1,2\n", "zh-CN") == 1
    assert capsys.readouterr().out.strip()
    assert not people(empty)
