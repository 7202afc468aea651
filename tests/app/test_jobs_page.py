"""Home: the car at hand with its one action, my jobs in order, what waits for each role."""

import re

import pytest

from app.commands.perform import Actor, Command, perform
from app.storage.serialization import new_id
from board.card.values import Vehicle
from board.commands.work import StartWork
from tests.app.card_pages import fields, open_for
from tests.app.shop_door import Door
from tests.cast import CAI, CHEN, DENG, FENG, LI, LIANG, REN, WU, ZHENG


@pytest.fixture
def door(store):
    return Door(store)


@pytest.fixture
def home(client, signed_in):
    def open_home(who) -> str:
        signed_in(client, who.id)
        answer = client.get("/")
        assert answer.status_code == 200
        return answer.text

    return open_home


def plates(page: str, region: str) -> list[str]:
    """The plates of a list, in order: "jobs" is one's own, others by their heading's id."""
    start = page.index('data-slot="jobs"' if region == "jobs" else f'id="{region}"')
    return re.findall(r'<b class="plate">([^<]+)</b>', page[start : page.index("</ol>", start)])


def car(plate: str) -> dict[str, object]:
    return {"vehicle": Vehicle("凯美瑞", plate)}


def test_the_first_in_the_queue_is_at_hand_with_its_one_action(door, home):
    door.queued(ZHENG, **car("粤A00001"))
    door.turn("8:10")
    door.queued(ZHENG, **car("粤A00002"))
    page = home(ZHENG)
    assert plates(page, "jobs") == ["粤A00001", "粤A00002"]
    assert re.search(r'class="plate plate-large">粤A00001<', page)
    assert page.count("btn-glove") == 1 and open_for(page, "start_work")


def test_the_car_one_works_on_goes_before_the_queue(door, home):
    door.queued(ZHENG, **car("粤A00001"))
    second = door.queued(ZHENG, **car("粤A00002"))
    assert perform(door.store, Command(Actor("T02"), new_id(), StartWork(), second, 3)).ok
    page = home(ZHENG)
    assert plates(page, "jobs") == ["粤A00002", "粤A00001"]
    for command in ("finish_work", "pause_work", "report_add_on", "report_delay"):
        assert open_for(page, command)


def test_a_tap_at_home_comes_back_home_and_can_be_undone(door, home, client):
    one = door.queued(ZHENG)
    page = home(ZHENG)
    code = door.card(one).code
    answer = client.post(f"/c/{code}/do/start_work", data=fields(page, "start_work"))
    assert (answer.status_code, answer.location) == (303, "/")
    page = client.get("/").text
    assert "已开工" in page and open_for(page, "undo")
    answer = client.post(f"/c/{code}/do/undo", data=fields(page, "undo"))
    assert (answer.status_code, answer.location) == (303, "/")
    assert door.card(one).lane == "queued"


def test_a_stale_tap_at_home_is_told_at_home(door, home, client):
    one = door.queued(ZHENG)
    page = home(ZHENG)
    door.do(LI, "add_note", one, text="先做这台")
    answer = client.post(f"/c/{door.card(one).code}/do/start_work", data=fields(page, "start_work"))
    assert answer.status_code == 409
    assert "李建强刚改过" in answer.text and 'data-slot="jobs"' in answer.text


def test_ones_own_self_check_is_at_hand_before_the_queue(door, home):
    door.checking(**car("粤A00001"))
    door.queued(ZHENG, **car("粤A00002"))
    page = home(ZHENG)
    assert re.search(r'class="plate plate-large">粤A00001<', page)
    assert open_for(page, "sign_check")


def test_the_teams_other_cars_can_be_joined(door, home):
    door.queued(ZHENG, **car("粤A00001"))
    assert plates(home(FENG), "h-team") == ["粤A00001"]
    assert "h-team" not in home(DENG)


def test_nobody_elses_jobs_are_in_my_list(door, home):
    door.queued(ZHENG, **car("粤A00001"))
    page = home(CAI)
    assert plates(page, "jobs") == [] and "没有派给你的车" in page
    assert 'data-mine="T04"' in page


def test_a_leader_finds_the_peer_checks_that_wait(door, home):
    door.at_peer(**car("粤A00009"))
    assert plates(home(WU), "h-led-peer") == ["粤A00009"]


def test_who_does_not_work_on_cars_comes_home_to_their_role(client, signed_in):
    for who, place in ((CHEN, "/advisor"), (REN, "/check"), (LIANG, "/manager")):
        answer = signed_in(client, who.id).get("/")
        assert (answer.status_code, answer.location) == (303, place)


def test_a_technician_is_not_led_to_new_cards(home):
    assert 'href="/new"' not in home(ZHENG)


def test_the_regions_are_the_same_as_the_page_has_them(door, home, client):
    door.working()
    page = home(ZHENG)
    parts = client.get("/live/my-jobs").text
    assert set(re.findall(r'data-part="([\w-]+)"', parts)) == set(
        re.findall(r'data-part="([\w-]+)"', page)
    )


def test_home_asks_to_sign_in(client):
    assert client.get("/").location.startswith("/sign-in")
    assert client.get("/live/my-jobs").status_code == 401


def test_the_bar_names_its_car_and_says_when_it_is_another_than_a_moment_ago(door, home, client):
    one = door.working(**car("粤A00001"))
    door.queued(ZHENG, **car("粤A00002"))
    bar = home(ZHENG).split('data-part="bar"')[1]
    assert "粤A00001" in bar and "data-another" not in bar
    page = client.get(f"/c/{door.card(one).code}/do/pause_work?next=/").text
    sent = fields(page, "pause_work") | {"reason": "other"}
    assert client.post(f"/c/{door.card(one).code}/do/pause_work", data=sent).status_code == 303
    for path in ("/", "/live/my-jobs"):
        bar = client.get(path).text.split('data-part="bar"')[1]
        assert "粤A00002" in bar and "data-another" in bar and "另一台车" in bar
