"""The work list stands where the work is done and where it is checked: home, 完工, every check."""

import re

import pytest

from tests.app.card_pages import shown
from tests.app.shop_door import Door
from tests.cast import CHEN, LI, REN, WU, ZHENG

FAULT, ADD_ON, REMARK, NOTE = "左前轮螺栓未拧紧", "前刹车片到极限", "座套别脏", "客户说右后异响"
ALL = [("fault", FAULT), ("request", "更换机油"), ("request", "刹车异响"), ("add_on", ADD_ON),
       ("remark", REMARK), ("note", NOTE)]  # fmt: skip


@pytest.fixture
def door(store):
    return Door(store)


@pytest.fixture
def car(door) -> str:
    """In the queue, with everything that can be on its list, given back by the final check."""
    car = door.answered()
    door.do(CHEN, "edit_card", car, remark=REMARK)
    door.do(LI, "add_note", car, text=NOTE)
    to_final(door, car, "start_work")
    return door.do(REN, "sign_check", car, level="final", passed=False, faults=(FAULT,))


def to_final(door: Door, car: str, command: str = "start_work") -> None:
    door.do(ZHENG, command, car)
    door.do(ZHENG, "finish_work", car, confirmed=True)
    door.sign(ZHENG, car, "self")
    door.sign(WU, car, "peer")


def listed(page: str) -> list[tuple[str, str]]:
    found = re.search(r"<ul[^>]*data-work-list.*?</ul>", page, re.S)
    assert found, "no work list"
    lines = re.findall(r'data-line="(\w+)"[^>]*>(.*?)</li>', found[0], re.S)
    plain = [(kind, re.sub(r"<[^>]*>", " ", text)) for kind, text in lines]
    return [(kind, next(w for _, w in ALL if w in text)) for kind, text in plain]


def test_the_technicians_home_shows_all_there_is_to_do(car, client, signed_in):
    assert listed(signed_in(client, ZHENG.id).get("/").text) == ALL
    assert listed(client.get("/live/my-jobs").text) == ALL


def test_every_check_and_the_finish_go_by_the_same_list(door, car, client, signed_in):
    door.do(ZHENG, "start_work", car)
    signed_in(client, ZHENG.id)
    assert listed(shown(client, door, car, "/do/finish_work")) == ALL
    door.do(ZHENG, "finish_work", car, confirmed=True)
    for who, level in ((ZHENG, "self"), (WU, "peer"), (REN, "final")):
        signed_in(client, who.id)
        assert listed(shown(client, door, car, "/do/sign_check")) == ALL, level
        door.sign(who, car, level)
