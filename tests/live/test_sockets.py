"""What goes over the wire (DESIGN §3): shapes, order, rooms, gathering, and who is let in."""

import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random

import pytest
import requests
import socketio
from socketio.exceptions import ConnectionError as Refused

from app.live.views import VIEWS
from board.event import stamp
from board.screens import WALL_VIEWS, may_watch
from tests.cast import watcher_of
from tests.door.moves import moves, new_car, time_of
from tests.door.shop import PINS, opened
from tests.live.screen import Screen, whole
from tests.live.test_two_tablets import new_car as a_car
from tests.serving import Server, copy_of, dose

LANGUAGES = ("zh-CN", "en")
EVERY_ROOM = [("api", "zh-CN"), *((view, lang) for view in VIEWS for lang in LANGUAGES)]
DROPPED = 5  # seconds; asked every second, and a socket that answers nothing is kept for nine
MARK = re.compile(r"[0-9a-f]{8,}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z")


@pytest.fixture
def screen(served):
    """screen(view, language, person): a screen that watches; closed at the end."""
    opened: list[Screen] = []

    def open_screen(view: str = "api", language: str = "zh-CN", person: str = "") -> Screen:
        person = person or watcher_of(view)
        opened.append(Screen(served.api(person), served.tokens[person], view, language))
        return opened[-1].snapshot().watch()

    yield open_screen
    for one in opened:
        one.close()


class Day:
    """Random commands over the API by whoever could give them."""

    def __init__(self, served, seed: int) -> None:
        self.served, self.dice = served, Random(seed)
        self.cards: list[str] = []
        self.given = self.done = 0

    def step(self) -> None:
        board = self.served.api().get("/board")
        now = time_of(board)
        if len(self.cards) < 6 or (self.dice.random() < 0.03 and len(self.cards) < 12):
            who, command, args = new_car(self.dice, now, f"粤B{self.dice.randrange(10**5):05d}")
            reply = self.served.api(who).give(command, **args)
            self.cards.append(reply.said["card"])
        else:
            tiles = {t["id"]: t for lane in board["lanes"] for t in lane["cards"]}
            id = self.dice.choice(self.cards)
            card = self.served.api().get(f"/cards/{id}")
            tile = tiles.get(id) or card | {"lane": None}
            others = [c for c in self.cards if c != id]
            who, command, args = self.dice.choice(moves(tile, self.dice, now, others))
            reply = self.served.api(who).give(command, id, version=card["version"], **args)
        assert reply.status in (200, 403, 409), reply
        self.given, self.done = self.given + 1, self.done + reply.ok


# --- shapes ------------------------------------------------------------------------------------


def test_hello_head_and_change_have_their_shapes(served, screen):
    api, wall = screen(), screen("wall")
    for one in (api, wall):
        assert set(one.of("hello")[0]) == {"epoch", "seq", "mark", "build", "now"}
    car = a_car(served)
    for one in (api, wall):
        one.wait_for(one.pushes)
        push = one.pushes()[0]
        assert set(push) == {"epoch", "from", "to", "mark", "tiles"}
        assert isinstance(push["from"], int) and push["from"] <= push["to"]
        assert MARK.fullmatch(push["mark"])
        assert [tile["id"] for tile in push["tiles"]] == [car]
    api.wait_for(lambda: api.board.get(car) == served.api().tiles()[car])  # its forecast follows
    tile = wall.pushes()[0]["tiles"][0]
    assert set(tile) == {"id", "slot", "rank", "people", "html"}
    assert f'data-card="{car}"' in tile["html"] and f'data-rank="{tile["rank"]}"' in tile["html"]
    assert "style=" not in tile["html"] and "<script" not in tile["html"]
    wall.wait_for(lambda: wall.of("head"))
    head = wall.of("head")[-1]
    assert set(head) == {"epoch", "seq", "mark", "now"}
    assert TIME.fullmatch(head["now"])


def test_a_head_comes_every_three_seconds(screen):
    one = screen()
    one.wait_for(lambda: len(one.of("head")) >= 4, 20)
    times = [at for at, name, _ in one.heard if name == "head"]
    apart = sorted(later - at for at, later in zip(times, times[1:], strict=False))
    assert 2 < apart[len(apart) // 2] < 4


def test_what_is_no_card_travels_beside_the_tiles(served, screen):
    one = screen()
    assert served.api("M01").give("add_team", team="G9", name="新能源组").ok
    one.wait_for(one.pushes)
    push = one.pushes()[0]
    assert (push["tiles"], push["things"]) == ([], [{"thing": "people"}])


def test_a_renamed_person_is_renamed_on_every_screen(served, screen):
    car = a_car(served)
    one = screen()
    assert served.api("M01").give("change_person", person="S01", name="陈新名").ok
    # By a push or by catching up: this screen never takes the whole board again.
    one.wait_for(lambda: car in one.board and one.board[car]["advisor"]["name"] == "陈新名")
    assert served.api("M01").give("change_person", person="S01", name="陈雅琴").ok


# --- order and completeness --------------------------------------------------------------------


def test_every_room_hears_every_number_and_ends_as_a_fresh_page(served, screen):
    """Old snapshot + pushes = fresh, for every view in both languages, without asking once."""
    nothing_moves(served)
    screens = [screen(view, language) for view, language in EVERY_ROOM]
    begun = {one: one.settled() for one in screens}  # the clock may have moved one meanwhile
    for seed in range(dose(1, 10)):
        day = Day(served, seed)
        for _ in range(60):
            day.step()
    for one in screens:
        fresh = at_the_same_number(one)
        seq, asked, heard = begun[one]
        expected = seq + 1
        for push in one.pushes()[heard:]:
            assert push["from"] == expected, (one.view, one.language)
            expected = push["to"] + 1
        assert expected == fresh["seq"] + 1
        assert one.asked == asked and one.mark == fresh["mark"]
        board = {id: t for id, t in one.board.items() if one.view != "card" or id in whole(fresh)}
        assert board == whole(fresh), (one.view, one.language)
    print(f"{day.done} of {day.given} commands done; {len(screens)} rooms, {one.seq} numbers")


def nothing_moves(served) -> None:
    """What earlier tests did is pushed, and what it moved is forecast anew."""
    seq = -1
    while seq != (seq := served.api("W01").get("/board")["seq"]):
        time.sleep(1.2)


def at_the_same_number(one: Screen) -> dict:
    """A fresh page, taken while the screen stands at its number; the clock may add one between."""
    while True:
        fresh = one.fetch()
        one.reach(fresh["seq"])
        if one.seq == fresh["seq"]:
            return fresh


def test_whoever_joins_while_commands_run_misses_nothing(served, screen):
    """The room is joined before the number is said: the first push joins on to the hello."""
    car = a_car(served)

    def write() -> None:
        for n in range(60):
            assert served.api("W01").give("add_note", car, text=str(n)).ok

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        late = []
        while not writing.done():
            view, language = EVERY_ROOM[len(late) % len(EVERY_ROOM)]
            late.append(screen(view, language))
        writing.result()
    for one in late:
        fresh = at_the_same_number(one)
        for (_, name, first), (_, _, push) in pairs(one, ("hello", "change")):
            assert push["from"] <= (first["seq"] if name == "hello" else first["to"]) + 1
        now = whole(fresh)
        assert {id: one.board.get(id) for id in now} == now
    print(f"{len(late)} screens joined under way")


def pairs(one: Screen, names: tuple[str, ...]) -> list[tuple]:
    heard = [h for h in one.heard if h[1] in names]
    return [(a, b) for a, b in zip(heard, heard[1:], strict=False) if b[1] == "change"]


def test_the_first_goes_at_once_and_what_follows_is_gathered(served, screen):
    one = screen()
    cars = [a_car(served) for _ in range(4)]
    time.sleep(0.3)
    before = len(one.pushes())
    start = time.monotonic()
    version = served.api().get(f"/cards/{cars[0]}")["version"]
    assert served.api("W01").give("add_note", cars[0], version=version, text="x").ok
    done = time.monotonic()
    one.wait_for(lambda: len(one.pushes()) > before)
    assert one.heard[-1][0] - done < 0.9, "it waited for the poll"

    def write(car: str) -> None:
        for n in range(12):
            assert served.api("W01").give("add_note", car, text=str(n)).ok

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, cars))
    one.reach(served.api().get("/board")["seq"])
    took = time.monotonic() - start
    pushes = len(one.pushes()) - before
    assert pushes <= took / 0.05 + 2, "at most one push in 50 ms"
    times = [at for at, name, _ in one.heard if name == "change"][before:]
    apart = sorted(later - at for at, later in zip(times, times[1:], strict=False))
    print(f"49 commands in {took:.2f} s: {pushes} pushes, least apart {apart[0] * 1000:.0f} ms")


# --- who is let in, and who is sent away ---------------------------------------------------------


def refused(served, auth: object = None, **head: str) -> bool:
    options = {"suppress_origin": True} if "Origin" in head else {}
    client = socketio.Client(reconnection=False, websocket_extra_options=options)
    try:
        client.connect(served.server.address, auth=auth, headers=head, transports=["websocket"])
    except Refused:
        return True
    client.disconnect()
    return False


def test_without_a_right_there_is_no_socket(served):
    good = {"token": served.tokens["S01"]}
    assert not refused(served, good)
    for auth in (
        None,
        {},
        {"token": ""},
        {"token": "jd_x"},
        {"token": 7},
        {"token": None},
        "x",
        [],
    ):
        assert refused(served, auth), auth


def test_another_origin_gets_no_socket(served):
    good = {"token": served.tokens["S01"]}
    assert refused(served, good, Origin="https://evil.example")
    assert refused(served, good, Origin=served.server.address.replace("http:", "https:"))
    assert refused(served, good, Origin="null")
    assert not refused(served, good, Origin=served.server.address)
    for path in ("/socket.io/?EIO=4&transport=polling",):
        answer = requests.get(served.server.address + path, timeout=5,
                              headers={"Origin": "https://evil.example"})  # fmt: skip
        assert answer.status_code == 400
        assert "access-control-allow-origin" not in {k.lower() for k in answer.headers}


def test_an_unknown_view_is_refused(served):
    one = Screen(served.api("S01"), served.tokens["S01"], "secrets").connect()
    for asked in (
        {"view": "secrets"},
        {"view": None},
        {},
        "wall",
        None,
        ["wall"],
        {"view": ["wall"]},
    ):
        before = len(one.of("refused"))
        one.socket.emit("watch", asked)
        one.wait_for(lambda before=before: len(one.of("refused")) > before)
        assert one.of("refused")[-1] == {"reason": "unknown_view"}
    assert one.of("hello") == []
    a_car(served)
    time.sleep(0.3)
    assert one.pushes() == [], "whoever watches nothing hears no change"
    one.close()


def test_whoever_watches_another_view_leaves_the_first(served, screen):
    one = screen("wall")
    one.view = "api"
    one.socket.emit("watch", {"view": "api"})
    one.wait_for(lambda: len(one.of("hello")) == 2)
    one.snapshot()
    a_car(served)
    one.wait_for(one.pushes)
    time.sleep(0.2)
    assert all("lane" in tile for push in one.pushes() for tile in push["tiles"])


def made_token(served, person: str) -> str:
    said = served.server.run("token", "--person", person)
    assert said.returncode == 0, said.stderr
    return said.stdout.strip().splitlines()[-1]


def gone_after(one: Screen, act: Callable[[], object]) -> float:
    assert not one.dropped.is_set()
    act()
    start = time.monotonic()
    assert one.dropped.wait(6), "it stays"
    return time.monotonic() - start


def test_a_withdrawn_token_loses_its_socket(served):
    token = made_token(served, "T08")
    one = Screen(served.api("T08"), token, "wall").watch()
    stays = Screen(served.api("T08"), served.tokens["T08"], "wall").watch()
    store = opened(served.server.folder)
    with store.read() as view:
        id = [t.id for t in view.shop.tokens.values() if t.person == "T08"][-1]
    store.database.close()
    took = gone_after(one, lambda: served.api("M01").give("withdraw_token", token=id))
    assert took < DROPPED, took
    assert stays.socket.connected
    stays.close()


def test_somebody_who_left_loses_every_socket(served):
    screens = [Screen(served.api("T07"), served.tokens["T07"], v).watch() for v in ("wall", "api")]
    leave = {"person": "T07", "active": False}
    took = gone_after(screens[0], lambda: served.api("M01").give("change_person", **leave))
    assert took < DROPPED and screens[1].dropped.wait(1)
    assert refused(served, {"token": served.tokens["T07"]})


def signed_in(served, person: str) -> requests.Session:
    browser = requests.Session()
    page = browser.get(f"{served.server.address}/sign-in?all=1", timeout=10).text
    form = {"pin": PINS[person], "csrf_token": re.search(r'data-csrf="([^"]+)"', page)[1]}
    answer = browser.post(f"{served.server.address}/sign-in/person/{person}", data=form,
                          allow_redirects=False, timeout=10)  # fmt: skip
    assert answer.status_code == 303
    return browser


def test_a_session_that_ends_loses_its_socket(served):
    browser = signed_in(served, "S03")
    one = Screen(served.api("S03"), served.tokens["S03"], "wall")
    one.token = None
    one.connect(Cookie="; ".join(f"{c.name}={c.value}" for c in browser.cookies)).watch()
    page = browser.get(f"{served.server.address}/me", timeout=10).text
    form = {"csrf_token": re.search(r'data-csrf="([^"]+)"', page)[1]}

    def sign_out() -> None:
        browser.post(f"{served.server.address}/sign-out", data=form, timeout=10)

    assert gone_after(one, sign_out) < DROPPED


def test_a_walls_own_credential_shows_walls_only(served):
    # 进度 comes by urgency and by lane; both are the wall's.
    assert set(WALL_VIEWS) <= {"wall", "wall-lanes", "axis", "appointments"}
    for view in (*VIEWS, "api"):
        assert may_watch(None, view) is (view in WALL_VIEWS)


# --- beside the server ---------------------------------------------------------------------------


def test_a_command_typed_beside_the_server_reaches_the_sockets(served, screen):
    one = screen()
    made_token(served, "T10")
    one.wait_for(one.pushes)
    assert one.pushes()[0]["things"] == [{"thing": "access"}]


def test_a_day_file_taken_in_beside_the_server_reaches_the_sockets(served, screen):
    one = screen("wall")
    said = served.server.run("import-day", "app/demo/day-2026-11-23.csv")
    assert said.returncode == 0, said.stdout + said.stderr
    assert whole(at_the_same_number(one)) == one.board
    assert verified(served)


def test_a_promise_that_passes_reaches_the_sockets(served, screen):
    car = a_car(served)
    one = screen()
    now = time_of(served.api().get("/board"))
    soon = stamp(now + timedelta(seconds=3))
    assert served.api("S01").give("check_in", car, promise_at=soon, price_fen=1,
                                  planned_minutes=1).ok  # fmt: skip
    one.wait_for(lambda: one.board.get(car, {}).get("tone") == "overdue", 15)
    assert one.board[car]["version"] == 2, "a refresh is no command"
    shown = [tile["tone"] for tile in written_of(served, car) if tile["version"] == 2]
    assert shown[0] != shown[-1] == "overdue"


def written_of(served, car: str) -> list[dict]:
    """Every tile of a car that screens could have been shown, in order."""
    store = opened(served.server.folder)
    with store.read() as view:
        tiles = [change.tile for change in view.changes(0, 100_000) if change.card == car]
    store.database.close()
    return tiles


def verified(served) -> bool:
    return served.server.run("verify").returncode == 0


def test_after_all_this_the_store_is_whole(served):
    assert verified(served)


@pytest.mark.parametrize(
    "origins", ["http://board.example", "http://a.example, http://board.example"]
)
def test_origins_that_are_named_are_let_in(made, tmp_path, origins):
    template, tokens = made
    with Server(copy_of(template, tmp_path), "threading", BOARD_ORIGINS=origins) as server:

        class Here:
            pass

        here = Here()
        here.server = server
        good = {"token": tokens["S01"]}
        assert not refused(here, good, Origin="http://board.example")
        assert refused(here, good, Origin="http://evil.example")
