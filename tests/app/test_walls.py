"""Walls: reached by a secret link, never signed out, dark within a moment of being withdrawn."""

import json
import re
from datetime import date

import pytest
from sqlalchemy import select

from app import tables as t
from app.live.views import VIEWS
from app.people.credentials import still_valid, still_watches
from app.people.log_lines import without_query
from app.perform import Actor, Order, perform
from app.records import new_id
from board.parts_of_a_card import Customer, Vehicle
from board.shop_commands import MarkAbsent, SetDay
from tests.app.shop_door import Door
from tests.cast import BAI, CHEN, WU, at
from tests.pure_shop import details

FORM = {"name": "车间", "view": "progress", "stack": "shop", "language": "zh-CN", "inches": "65",
        "metres": "5", "key": "k1"}  # fmt: skip


@pytest.fixture
def manager(client, signed_in, csrf):
    """post(path, **form): what the manager does on the pages."""
    signed_in(client, "M01")

    def post(path: str, **form):
        return client.post(path, data={"key": new_id()} | form | {"csrf_token": csrf(client)})

    return post


@pytest.fixture
def hang(manager):
    """hang(**choices): a wall is put up; its secret link."""

    def put_up(**more: object) -> str:
        page = manager("/admin/walls", **FORM | more).get_data(as_text=True)
        found = re.search(r"https?://[^<]+?(/wall/[\w-]{30,})", page)
        assert found, page
        return found[1]

    return put_up


@pytest.fixture
def wall(app, hang):
    """wall(**choices): the browser of a screen that opened its link."""

    def opened(**more: object):
        browser = app.test_client()
        assert browser.get(hang(**more)).status_code == 303
        return browser

    return opened


def the_wall(store):
    with store.read() as reading:
        return next(iter(reading.shop.walls.values()))


def test_a_link_makes_the_browser_a_wall_and_leaves_no_secret_in_the_bar(app, hang):
    browser, link = app.test_client(), hang()
    answer = browser.get(link)
    assert (answer.status_code, answer.location) == (303, "/wall/view")
    assert link.split("/")[-1] not in str(answer.headers)
    shown = browser.get("/wall/view", follow_redirects=True)
    assert shown.status_code == 200 and shown.request.path == "/wall"
    assert link.split("/")[-1] not in shown.get_data(as_text=True)


def test_a_link_is_shown_once(manager, client, hang):
    link = hang()
    assert link not in client.get("/admin/walls").get_data(as_text=True)
    again = manager("/admin/walls", **FORM)
    assert again.status_code == 409 and link not in again.get_data(as_text=True)


def test_the_secret_is_nowhere_but_in_its_hash(store, hang):
    secret = hang().split("/")[-1]
    with store.read() as reading:
        tables = [row for table in t.metadata.tables.values()
                  for row in reading.connection.execute(select(table)).all()]  # fmt: skip
    assert secret not in repr(tables)
    with store.read() as reading:
        kept = reading.connection.execute(select(t.wall_links)).one()
        events = reading.connection.scalars(select(t.events.c.body)).all()
        changes = reading.connection.scalars(select(t.changes.c.tile)).all()
    assert kept.hash not in repr((events, changes))
    assert json.loads(events[-1])["data"]["link"] == kept.link != kept.hash


def test_no_log_holds_the_secret():
    line = "GET /wall/BD3ayjSq5PxbtklFn0JFV7VnFeZLI-bil1uMOczDGzE HTTP/1.1"
    assert without_query(line) == "GET /wall/… HTTP/1.1"
    assert without_query("GET /wall/appointments?wall=1 HTTP/1.1").startswith(
        "GET /wall/appointments"
    )


@pytest.mark.parametrize(("view", "path"), [
    ("progress", "/wall"), ("axis", "/wall/axis"), ("appointments", "/wall/appointments"),
])  # fmt: skip
def test_each_wall_comes_home_to_its_own_view(wall, view, path):
    assert wall(view=view).get("/wall/view").location == path


def test_a_wall_speaks_its_own_language(wall):
    english = {"Accept-Language": "zh-CN"}
    page = wall(language="en").get("/wall", headers=english).get_data(as_text=True)
    assert '<html lang="en"' in page and "In work" in page


def test_size_and_stacking_are_the_walls_own(wall):
    page = wall(inches="86", metres="9", stack="lane").get("/wall").get_data(as_text=True)
    assert 'data-inches="86" data-metres="9"' in page
    assert 'data-live-view="wall-lanes"' in page


def test_the_shops_stacking_is_the_default(manager, wall):
    assert 'data-live-view="wall"' in wall().get("/wall").get_data(as_text=True)
    manager("/admin/settings/work", after_work_minutes="30", after_work_with_wash_minutes="50",
            undispatched_minutes="15", wall_stack="lane")  # fmt: skip
    assert 'data-live-view="wall-lanes"' in wall(name="二号", key="k2").get("/wall").get_data(True)


def test_a_wall_watches_walls_only(store, wall):
    browser, credential = wall(), f"wall:{the_wall(store).link}"
    assert still_valid(store, credential)
    for view in (*VIEWS, "api"):
        allowed = view in ("wall", "wall-lanes", "axis", "appointments")
        assert still_watches(store, credential, view) == allowed
        if view in VIEWS:
            assert (browser.get(f"/live/{view}").status_code == 200) == allowed


@pytest.mark.parametrize("path", ["/", "/find?q=1", "/admin", "/appointments", "/import", "/me",
                                  "/c/K3M7Q", "/new"])  # fmt: skip
def test_a_wall_opens_no_other_page(wall, path):
    answer = wall().get(path)
    assert answer.status_code in (303, 404) and "/sign-in" in (answer.location or "/sign-in")


def test_a_wall_has_no_api(wall):
    browser = wall()
    assert browser.get("/api/v1/board").status_code == 401
    assert browser.get("/api/v1/cards?q=1").status_code == 401


def test_no_phone_no_full_name_no_vin_on_any_view(store, wall):
    door = Door(store)
    given = details(
        customer=Customer("欧阳静怡", None, "13912345678"),
        vehicle=Vehicle("汉兰达", "粤A12345", "LFMAYACC8L0123456"),
        requests=["回电 13912345678"],
    )
    door.do(CHEN, "book_card", **given | {"appointment_at": at("9:00")})
    door.do(CHEN, "open_card", **given)
    browser = wall()
    for path in ("/wall", "/wall/appointments", "/live/wall", "/live/appointments",
                 "/live/wall-lanes"):  # fmt: skip
        page = browser.get(path).get_data(as_text=True)
        assert "A12345" in page
        for secret in ("欧阳静怡", "13912345678", "LFMAYACC8L0123456"):
            assert secret not in page


@pytest.mark.parametrize("how", ["withdraw", "link"])
def test_a_link_that_counts_no_more_says_so_in_one_sentence(app, store, manager, hang, how):
    link = hang()
    browser = app.test_client()
    browser.get(link)
    credential, id = f"wall:{the_wall(store).link}", the_wall(store).id
    manager(f"/admin/walls/{id}/{how}", key="k9")
    assert not still_valid(store, credential)
    for path in ("/wall", "/wall/view", "/wall/appointments", link):
        answer = browser.get(path)
        assert answer.status_code == 403
        assert "这块看板的链接已收回" in answer.get_data(as_text=True)
    assert browser.get("/live/wall").status_code == 401


def test_a_new_link_hangs_the_wall_again(app, store, manager, hang):
    old = hang()
    page = manager(f"/admin/walls/{the_wall(store).id}/link", key="k2").get_data(as_text=True)
    new = re.search(r"/wall/[\w-]{30,}", page)[0]
    assert app.test_client().get(new).status_code == 303
    assert app.test_client().get(old).status_code == 403


def test_a_guessed_link_opens_nothing(app, hang):
    hang()
    browser = app.test_client()
    assert browser.get("/wall/" + "A" * 43).status_code == 403
    assert browser.get("/wall").status_code == 303  # to sign in


def test_a_wall_of_a_team_shows_its_cars_and_those_nobody_has_yet(store, wall):
    door = Door(store)
    with store.read() as reading:
        teams = list(reading.shop.teams)
        mine = reading.shop.people[WU.id].team
    other = next(id for id in teams if id != mine)
    queued, waiting = door.queued(), door.waiting()
    of_mine, of_other = (
        wall(name=name, key=name, teams=[team]).get("/wall").get_data(as_text=True)
        for name, team in (("甲", mine), ("乙", other))
    )
    assert f'data-card="{queued}"' in of_mine and f'data-card="{queued}"' not in of_other
    assert f'data-card="{waiting}"' in of_mine and f'data-card="{waiting}"' in of_other
    assert f'data-any="[&#34;{mine}&#34;, &#34;-&#34;]"' in of_mine


def test_what_a_wall_stands_on_changes_with_its_choices_and_the_shops(store, manager, wall):
    browser = wall()
    first = browser.get("/live/frame").json["frame"]
    assert browser.get("/live/frame").json["frame"] == first
    manager(f"/admin/walls/{the_wall(store).id}", **FORM | {"metres": "8", "key": "k2"})
    second = browser.get("/live/frame").json["frame"]
    manager("/admin/settings/bays", bays="1号\n2号", key="k3")
    assert len({first, second, browser.get("/live/frame").json["frame"]}) == 3


def test_appointments_stand_on_who_is_there_and_on_days_other_than_usual(store, wall):
    browser = wall()
    frames = [browser.get("/live/frame?people").json["frame"]]
    for command in (
        MarkAbsent(person=WU.id, day=date(2026, 11, 24)),
        SetDay(day=date(2026, 11, 29), open=True),
    ):
        assert perform(store, Order(Actor("M01"), command.command, command)).ok
        frames.append(browser.get("/live/frame?people").json["frame"])
    assert len(set(frames)) == 3


@pytest.mark.parametrize(("change", "status", "said"), [
    ({"metres": "0"}, 422, "不能小于 1"),
    ({"inches": "x"}, 422, "屏幕尺寸"),
    ({"view": "films"}, 422, "不在可选项里"),
    ({"teams": ["G99"]}, 409, "没有这个班组"),
    ({"name": ""}, 422, "要填"),
])  # fmt: skip
def test_what_is_filled_in_wrong_is_said_in_words(manager, change, status, said):
    answer = manager("/admin/walls", **FORM | change)
    assert answer.status_code == status and said in answer.get_data(as_text=True)


def test_walls_are_for_those_who_run_the_shop(client, signed_in):
    assert signed_in(client, BAI.id).get("/admin/walls").status_code == 403
