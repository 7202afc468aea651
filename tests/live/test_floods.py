"""One socket that asks and asks: it is closed, and meanwhile everybody else is answered."""

import json
import re
import threading
import uuid
from collections.abc import Iterator

import pytest
import requests
import websocket

from app.live.gate import LET_IN_SECONDS
from tests.door.shop import quick_folder
from tests.live.conftest import Served
from tests.live.test_sockets import signed_in
from tests.serving import MODES, Server, copy_of

FLOOD = 500_000  # packets: more than a socket gets rid of while the others ask
PATIENCE = 20  # seconds; nobody else is answered at all where a flood takes the whole loop
ASKED, MOST_ASKED = 8, 200  # times that somebody else asks while it goes on
CLOSED = 3  # sockets
CONNECT, REFUSED = "40", "44"
WATCH = "42" + json.dumps(["watch", {"view": "wall", "language": "zh-CN"}])
PING, PONG = "2", "3"
SIGN_IN = REFUSED + '{"message":"sign_in"}'


@pytest.fixture(scope="module", params=MODES)
def served(made, request) -> Iterator[Served]:
    with quick_folder() as folder:
        copy_of(made[0], folder)
        with Server(folder, request.param) as server:
            yield Served(server, made[1])


class Raw:
    """A web socket without a client's manners; `heard` is all that it was sent."""

    def __init__(self, served: Served, **head: str) -> None:
        address = served.server.address.replace("http", "ws")
        self.web = websocket.create_connection(
            address + "/socket.io/?EIO=4&transport=websocket", header=head, timeout=PATIENCE
        )
        self.heard: list[str] = [self.web.recv()]
        self.closed, self.refused = threading.Event(), threading.Event()
        threading.Thread(target=self._hear, daemon=True).start()

    def _hear(self) -> None:
        try:
            while said := self.web.recv():
                self.heard.append(said)
                if said == PING:
                    self.web.send(PONG)
                if said.startswith('42["refused"'):
                    self.refused.set()
        except (websocket.WebSocketException, OSError):
            pass
        self.closed.set()

    def flood(self, packet: str, over: threading.Event) -> None:
        """Sends and sends, until it is closed."""
        for _ in range(FLOOD):
            if over.is_set() or self.closed.is_set():
                return
            try:
                self.web.send(packet)
            except (websocket.WebSocketException, OSError):
                return

    def sent(self, start: str) -> list[str]:
        return [said for said in list(self.heard) if said.startswith(start)]


def answered(served: Served) -> bool:
    return requests.get(f"{served.server.address}/healthz", timeout=PATIENCE).ok


class Flood(threading.Thread):
    """Sockets that flood, one after the other, until `over`."""

    def __init__(self, served: Served, packet: str, *first: str, **head: str) -> None:
        super().__init__(daemon=True)
        self.served, self.packet, self.first, self.head = served, packet, first, head
        self.over, self.under_way = threading.Event(), threading.Event()
        self.sockets: list[Raw] = []

    def run(self) -> None:
        while not self.over.is_set():
            one = Raw(self.served, **self.head)
            self.sockets.append(one)
            for packet in self.first:
                one.web.send(packet)
            self.under_way.set()
            one.flood(self.packet, self.over)


def stands(served: Served, flood: Flood) -> list[Raw]:
    """Asks while it goes on, until the server has closed some of its sockets; those."""
    flood.start()
    assert flood.under_way.wait(PATIENCE)
    asked = 0
    while asked < ASKED or len(flood.sockets) <= CLOSED:
        assert flood.is_alive() and answered(served)
        asked += 1
        assert asked < MOST_ASKED, "its first socket is still open"
    flood.over.set()
    flood.join(60)
    assert not flood.is_alive()
    return flood.sockets[:-1]


WALL = {"view": "progress", "stack": "shop", "language": "zh-CN", "inches": "65",
        "metres": "5"}  # fmt: skip


def wall_cookie(served: Served) -> str:
    """What a browser keeps that opened a wall's secret link."""
    address, manager = served.server.address, signed_in(served, "M01")
    csrf = re.search(r'data-csrf="([^"]+)"', manager.get(f"{address}/me", timeout=10).text)
    key = uuid.uuid4().hex
    form = WALL | {"name": key[:8], "key": key, "csrf_token": csrf[1]}  # type: ignore[index]
    page = manager.post(f"{address}/admin/walls", data=form, timeout=10).text
    link = re.search(r"https?://[^<]+?(/wall/[\w-]{30,})", page)
    assert link, page
    wall = requests.Session()
    assert wall.get(address + link[1], allow_redirects=False, timeout=10).status_code == 303
    return "; ".join(f"{c.name}={c.value}" for c in wall.cookies)


def test_who_is_not_let_in_hears_why_and_is_closed(served):
    one = Raw(served)
    one.web.send(CONNECT)
    assert one.closed.wait(PATIENCE), "it is still open"
    assert one.sent(REFUSED) == [SIGN_IN]


def test_who_is_not_let_in_hears_why_by_polling(served):
    address = f"{served.server.address}/socket.io/?EIO=4&transport=polling"
    begun = requests.get(address, timeout=PATIENCE).text
    address += f"&sid={json.loads(begun[1:])['sid']}"
    assert requests.post(address, data=CONNECT, timeout=PATIENCE).ok
    assert SIGN_IN in requests.get(address, timeout=PATIENCE).text


def test_who_never_knocks_is_closed(served):
    """However well it answers the server's pings."""
    assert Raw(served).closed.wait(LET_IN_SECONDS + PATIENCE), "it is still open"


def test_who_is_not_let_in_and_knocks_again_and_again_keeps_nobody_out(served):
    for one in stands(served, Flood(served, CONNECT)):
        assert len(one.sent(REFUSED)) <= 1, "its first try closes it"


def test_a_wall_that_watches_again_and_again_costs_one_hello(served):
    head = {"Cookie": wall_cookie(served)}
    for one in stands(served, Flood(served, WATCH, CONNECT, **head)):
        assert len(one.sent('42["hello"')) == 1


def test_small_packets_that_ask_nothing_are_counted_too(served):
    stands(served, Flood(served, PONG))


def test_the_same_room_again_is_told_nothing_and_another_is(served):
    one = Raw(served, Cookie=wall_cookie(served))
    one.web.send(CONNECT)
    for view in ("wall", "wall", "axis", "wall", "wall"):
        one.web.send(WATCH.replace('"wall"', f'"{view}"'))
    one.web.send(WATCH.replace('"wall"', '"secrets"'))
    assert one.refused.wait(PATIENCE)
    assert len(one.sent('42["hello"')) == 3
    one.web.close()
