"""派工 and 时间轴: who sees which rows and cars, who is absent, what a leader finds at home."""

from datetime import time

import pytest

from app.background.timekeeper import Timekeeper, show_as_they_are
from app.commands.perform import Actor, Command, perform
from board.card.values import Vehicle
from board.commands.shop import MarkAbsent
from tests.app.page_read import Page, words
from tests.app.shop_door import Door
from tests.cast import BAI, CHEN, DENG, LI, REN, WU, XIE, ZHENG, at


@pytest.fixture
def door(store):
    return Door(store)


@pytest.fixture
def page(client, signed_in):
    """page(LI): somebody's /dispatch after signing in; page(WU, "/"): another page."""

    def open_page(who, path: str = "/dispatch") -> Page:
        signed_in(client, who.id)
        return Page(client.get(path))

    return open_page


def rows(shown: Page) -> list[str]:
    return [e.attrib["data-person"] for e in shown.all("li[@data-person]")]


def cars(shown: Page, slot: str) -> list[str]:
    found = shown.all(f"ol[@data-slot='{slot}']")
    return [e.attrib["data-card"] for e in found[0] if "data-card" in e.attrib]


def car(plate: str) -> dict[str, object]:
    return {"vehicle": Vehicle("凯美瑞", plate)}


def test_the_foreman_sees_everybody_who_works_on_cars(page):
    shown = rows(page(LI))
    assert {WU.id, ZHENG.id, XIE.id, DENG.id} < set(shown)
    assert not {LI.id, CHEN.id, REN.id, "W01"} & set(shown)


def test_a_leader_sees_only_the_own_team(door, page):
    shown = page(WU)
    assert ZHENG.id in rows(shown) and DENG.id not in rows(shown)
    assert f'data-teams="{door.team}"' in shown.text
    assert "/dispatch/absence" not in shown.text


@pytest.mark.parametrize("who", [CHEN, ZHENG, REN, BAI])
def test_nobody_else_dispatches(client, signed_in, who):
    assert signed_in(client, who.id).get("/dispatch").status_code == 403


def test_cars_stand_where_they_belong(door, page):
    waiting, queued, stopped = door.waiting(), door.queued(), door.stopped()
    checking = door.checking(**car("粤A00001"))
    arrived = door.arrived()
    shown = page(LI)
    assert cars(shown, "undispatched") == [waiting]
    assert cars(shown, "stopped") == [stopped]
    assert set(cars(shown, "bars")) == {queued, checking}
    assert cars(shown, "elsewhere") == [arrived]


def test_a_car_of_a_team_without_anybody_is_still_to_be_dispatched(door, page):
    id = door.waiting()
    door.do(LI, "dispatch_card", id, team=door.team, technicians=[])
    assert cars(page(WU), "undispatched") == [id]


def test_a_row_holds_what_is_needed_to_lay_it_out(door, page):
    id = door.working(requests=["空调不制冷"])
    [row] = [e for e in page(LI).all("li[@data-card]") if e.attrib["data-card"] == id]
    data = row.attrib
    assert data["data-technicians"] == data["data-work-left-by"] == ZHENG.id
    assert float(data["data-work-left"]) == 90
    assert data["data-work-left-at"] == "2026-11-23T00:00:00Z"
    assert data["data-asks"] == "空调" and data["data-promise"] == "2026-11-23T09:00:00Z"
    [interval] = [e for e in row if "data-technician" in e.attrib]
    assert interval.attrib["data-technician"] == ZHENG.id and "data-to" not in interval.attrib


def test_the_hours_are_those_of_the_settings(door, page):
    part = page(LI).all("div[@data-people]")[0].attrib
    assert part["data-works"] == (
        "2026-11-23T00:00:00Z/2026-11-23T04:00:00Z 2026-11-23T05:00:00Z/2026-11-23T10:00:00Z"
    )


def test_a_team_has_the_hours_of_its_overtime_and_the_axis_reaches_there(door, page):
    door.ask(LI, "set_overtime", team=door.team, day=at("8:00").date(), until=time(20))
    shown = page(LI)
    works = {
        e.attrib["data-team"]: e.attrib["data-works"] for e in shown.all("section[@data-team]")
    }
    assert works[door.team].endswith("2026-11-23T05:00:00Z/2026-11-23T12:00:00Z")
    assert {text[-20:] for team, text in works.items() if team != door.team} == {
        "2026-11-23T10:00:00Z"
    }
    part = shown.all("div[@data-people]")[0].attrib
    assert part["data-closes"] == "2026-11-23T12:00:00Z"
    assert part["data-works"].endswith("2026-11-23T10:00:00Z")


def test_on_a_closed_day_the_page_says_so(door, page):
    door.turn("9:00", day=22)
    assert "今天不营业" in page(LI).text


def test_who_is_absent_is_marked_with_one_tap_and_back(door, client, page):
    form = page(LI)
    [button] = [f for f in form.all("form[@action='/dispatch/absence']") if ZHENG.name in words(f)]
    fields = {e.attrib["name"]: e.attrib["value"] for e in button.iter("input")}
    assert client.post("/dispatch/absence", data=fields).location == "/dispatch"
    shown = Page(client.get("/dispatch"))
    [row] = [e for e in shown.all("li[@data-person]") if e.attrib["data-person"] == ZHENG.id]
    assert "data-absent" in row.attrib and f"{ZHENG.name}今天缺勤" in shown.text
    fields |= {"absent": "0", "key": "another"}
    client.post("/dispatch/absence", data=fields)
    assert f"{ZHENG.name}今天在岗" in client.get("/dispatch").text


def test_the_rows_can_be_fetched_anew(door, client, store, page):
    page(LI)
    order = Command(Actor(LI.id), "absent", MarkAbsent(person=ZHENG.id, day=at("8:00").date()))
    assert perform(store, order).ok
    fresh = client.get("/live/axis-rows").text
    assert "data-absent" in fresh
    only = client.get(f"/live/axis-rows?team={door.team}").text
    assert ZHENG.id in only and DENG.id not in only


def test_rows_are_for_people_of_the_shop(client):
    assert client.get("/live/axis-rows").status_code == 401
    assert client.get("/wall/axis").status_code == 303


def test_a_wall_shows_the_axis_without_anybody_signed_in(door, tablet):
    id = door.waiting()
    wall = tablet("wall")
    shown = wall.get("/wall/axis").text
    assert id in shown and "data-picked" not in shown
    assert wall.get("/live/axis").status_code == 200


def test_a_leader_finds_the_team_at_home(door, page):
    peer, queued = door.at_peer(**car("粤A00009")), door.queued(**car("粤A00002"))
    door.waiting(**car("粤A00003"))
    shown = page(WU, "/")
    part = shown.all("div[@data-part='leader']")[0]
    text = words(part)
    assert "粤A00009" in text and "粤A00002" in text and ZHENG.name in text
    assert "待派工 1" in text
    links = [a.attrib["href"] for a in part.iter("a")]
    assert "/dispatch" in links
    assert f"/c/{door.card(peer).code}/do/sign_check?next=/" in links
    assert f"/c/{door.card(queued).code}" in links


def test_another_teams_leader_finds_none_of_it(door, page):
    door.at_peer(**car("粤A00009"))
    assert "粤A00009" not in page(XIE, "/").text


def test_an_interval_the_clock_has_ended_is_corrected_from_home(door, client, page):
    door.working(**car("粤A00007"))
    door.turn("18:01")
    Timekeeper(door.store).tick()
    shown = page(WU, "/")
    part = shown.all("div[@data-part='leader']")[0]
    [link] = [a for a in part.iter("a") if a.attrib.get("data-command") == "correct_interval"]
    form = client.get(link.attrib["href"])
    assert form.status_code == 200 and "下班前没点完工" in form.text


def test_the_days_work_stays_on_the_axis_when_the_car_is_gone(door, page, client):
    """On a fresh page and after the push of the hand-over alike; the day after it is gone."""
    gone, never_begun = door.ready(**car("粤A8")), door.waiting(**car("粤A9"))
    shown = page(LI)
    body = shown.all("body")[0].attrib
    asked = {"epoch": body["data-epoch"], "since": body["data-seq"]}
    door.do(CHEN, "hand_over", gone)
    door.do(CHEN, "cancel_card", never_begun, reason="不修了")
    again = page(LI)
    assert gone in cars(again, "bars") and never_begun not in str(cars(again, "undispatched"))
    pushed = client.get("/live/axis", query_string=asked).json["tiles"]
    assert {tile["id"]: tile["slot"] for tile in pushed} == {gone: "bars", never_begun: None}
    door.turn("8:00", 24)
    show_as_they_are(door.store)
    assert gone not in cars(page(LI), "bars")
    pushed = client.get("/live/axis", query_string=asked).json["tiles"]
    assert {tile["slot"] for tile in pushed if tile["id"] == gone} == {None}
