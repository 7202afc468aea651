"""One process's follower and hub, looked at from inside: what happens when something goes wrong."""

import threading
import time

import pytest

from app import create_app
from app.commands.perform import Actor, Command, perform
from app.commands.validation import arguments
from app.config import Config
from app.live.follower import Follower
from app.live.hub import Hub
from board.commands.work import AddNote
from tests.door.shop import RealShop, copied, quick_folder


@pytest.fixture
def shop(made):
    template, tokens = made
    with quick_folder() as place, copied(template, place, tokens) as shop:
        yield shop


class Heard:
    """A follower whose pushes are kept; `broken` makes the next ones fail."""

    def __init__(self, shop: RealShop) -> None:
        self.pushes: list[tuple[str, list[int]]] = []
        self.heads = self.broken = 0
        self.follower = Follower(shop.store, self.publish, self.head)
        self.follower.start_at_head()

    def publish(self, epoch: str, changes: list) -> None:
        if self.broken:
            self.broken -= 1
            raise RuntimeError("the wire is cut")
        self.pushes.append((epoch, [change.seq for change in changes]))

    def head(self) -> None:
        self.heads += 1


def test_a_push_that_fails_is_sent_again(shop):
    heard, seq = Heard(shop), shop.standing()[0]
    shop.arrived()
    heard.broken = 1
    with pytest.raises(RuntimeError):
        heard.follower.follow()
    shop.arrived()
    heard.follower.follow()
    heard.follower.follow()
    assert [numbers for _, numbers in heard.pushes] == [[seq + 1, seq + 2]]


def test_a_follower_far_behind_comes_up_in_pieces(shop):
    heard, seq = Heard(shop), shop.standing()[0]
    car = shop.arrived()
    for version in range(1, 1200):
        order = Command(Actor("S01"), f"n{version}", AddNote(text="x"), car, version)
        assert perform(shop.store, order).ok
    while heard.follower.seq < shop.standing()[0]:
        heard.follower.follow()
    numbers = [n for _, some in heard.pushes for n in some]
    assert numbers == list(range(seq + 1, shop.standing()[0] + 1))
    assert max(len(some) for _, some in heard.pushes) == 500


def test_after_a_restore_the_follower_says_the_new_epoch_at_once(shop):
    heard = Heard(shop)
    with shop.store.database.write() as connection:
        connection.exec_driver_sql("UPDATE shops SET epoch = 'restored'")
    heard.follower.follow()
    assert (heard.heads, heard.pushes) == (1, [])
    shop.arrived()
    heard.follower.follow()
    assert [epoch for epoch, _ in heard.pushes] == ["restored"]


def test_the_door_wakes_the_follower(shop):
    heard = Heard(shop)
    assert not heard.follower.wake.is_set()
    shop.arrived()
    assert heard.follower.wake.is_set()
    heard.follower.step()
    assert len(heard.pushes) == 1


def test_the_first_push_goes_at_once_and_the_others_every_50_ms(shop):
    heard, times = Heard(shop), []
    publish = heard.follower.publish
    heard.follower.publish = lambda *what: (times.append(time.monotonic()), publish(*what))
    turning = threading.Thread(target=heard.follower.run)
    turning.start()
    time.sleep(0.1)
    car, began = shop.arrived(), time.monotonic()
    for version in range(1, 50):
        order = Command(Actor("S01"), f"n{version}", AddNote(text="x"), car, version)
        assert perform(shop.store, order).ok
        time.sleep(0.004)
    time.sleep(0.2)
    heard.follower.stopped = True
    heard.follower.wake.set()
    turning.join()
    assert times[0] - began < 0.9, "it waited for the poll"
    assert min(later - at for at, later in zip(times, times[1:], strict=False)) > 0.045
    numbers = [n for _, some in heard.pushes for n in some]
    assert numbers == list(range(numbers[0], numbers[0] + 50))
    assert len(heard.pushes) < 25


@pytest.fixture
def hub(shop):
    """The hub of an application, its loop turned by hand."""
    app = create_app(Config(secret_key="x", async_mode="threading"), shop.store)
    hub = Hub(app, Config(async_mode="threading"), shop.store)
    hub.follower.start_at_head()
    return hub


def joined(hub: Hub, shop: RealShop, view: str):
    client = hub.sockets.test_client(hub.app, auth={"token": shop.tokens["S01"]})
    client.emit("watch", {"view": view, "language": "zh-CN"})
    assert [m["name"] for m in client.get_received()] == ["hello"]
    return client


def test_a_view_that_cannot_be_drawn_takes_no_other_with_it(hub, shop, monkeypatch):
    """Its screens hear of the number by the head and ask; nobody is told twice."""
    clients = {view: joined(hub, shop, view) for view in ("advisor", "wall", "card", "api")}
    drawn = hub._tiles

    def torn(room, tiles):
        if room[0] == "advisor":
            raise ValueError("a template is broken")
        return drawn(room, tiles)

    monkeypatch.setattr(hub, "_tiles", torn)
    shop.arrived()
    hub.follower.follow()
    heard = {view: [m["name"] for m in client.get_received()] for view, client in clients.items()}
    assert heard == {"advisor": [], "wall": ["change"], "card": ["change"], "api": ["change"]}
    hub.send_head()
    head = clients["advisor"].get_received()[0]["args"][0]
    assert head["seq"] == shop.standing()[0], "the screen learns that it missed something"


def test_a_room_is_drawn_once_however_many_watch(hub, shop, monkeypatch):
    clients = [joined(hub, shop, "wall") for _ in range(5)]
    count = []
    drawn = hub._tiles
    monkeypatch.setattr(hub, "_tiles", lambda room, tiles: count.append(room) or drawn(room, tiles))
    shop.arrived()
    hub.follower.follow()
    assert count == [("wall", "zh-CN")]
    assert all(len(client.get_received()) == 1 for client in clients)


def test_nobody_who_has_left_is_drawn_for(hub, shop, monkeypatch):
    joined(hub, shop, "wall").disconnect()
    monkeypatch.setattr(hub, "_tiles", lambda *_: pytest.fail("drawn for nobody"))
    shop.arrived()
    hub.follower.follow()


def test_rights_are_read_again_when_a_socket_speaks(hub, shop):
    client = joined(hub, shop, "wall")
    leave = arguments("change_person", {"person": "S01", "active": False})
    assert perform(shop.store, Command(Actor("M01"), "leave", leave)).ok
    client.emit("watch", {"view": "api"})
    assert not client.is_connected()
