"""One server on a port, and what many silent connections do to it: nothing (every async mode)."""

import json
import resource
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection

import pytest
import requests
import websocket

from app.listening import REQUEST_SECONDS
from tests.serving import MODES, Server, copy_of

CONNECTIONS = 1_100  # more than eventlet serves when nobody tells it otherwise
USUAL_FILES = 1_024  # what a process may hold open on most systems
SLACK_SECONDS = 20
PING, PONG = "2", "3"


@pytest.fixture
def shop(made, tmp_path):
    """shop(name): a folder with a shop of its own."""
    return lambda name="one": copy_of(made[0], tmp_path / name)


@contextmanager
def started_with(files: int) -> Iterator[None]:
    """What is started here begins with a soft limit of so many open files."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.parametrize("mode", MODES)
def test_a_second_server_on_a_port_says_so_and_ends(shop, mode):
    with Server(shop(), mode) as first:
        second = Server(shop("two"), mode, BOARD_PORT=str(first.port), BOARD_LANGUAGE="en")
        said = second.run("serve")
        assert said.returncode == 2
        assert f"Port {first.port} is taken. Set BOARD_PORT to another." in said.stderr
        assert said.stdout == "", "it never said that it serves"
        assert requests.get(f"{first.address}/healthz", timeout=5).ok


@pytest.mark.parametrize("mode", MODES)
def test_silent_connections_keep_nobody_out_and_are_closed(shop, mode):
    server = Server(shop(), mode)
    with started_with(USUAL_FILES):
        server.start()
    with ExitStack() as held:
        held.callback(server.stop)
        silent = [held.enter_context(connected(server)) for _ in range(CONNECTIONS)]
        silent[0].sendall(b"GET / HTTP/1.1\r\nHost: half a")
        assert requests.get(f"{server.address}/healthz", timeout=20).ok
        until = time.monotonic() + REQUEST_SECONDS + SLACK_SECONDS
        for one in silent:
            one.settimeout(max(until - time.monotonic(), 0.01))
            assert one.recv(1) == b"", "it is still open"


def connected(server: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=5)


@pytest.mark.parametrize("mode", MODES)
def test_a_connection_may_ask_again_and_a_web_socket_stays(made, shop, mode):
    """The time limit is for who asks nothing: not between two requests of a browser, and not for
    a screen that answers the server's pings."""
    with Server(shop(), mode) as server, ExitStack() as held:
        address = server.address.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket"
        screen = websocket.create_connection(address, timeout=20)
        held.callback(screen.close)
        screen.send("40" + json.dumps({"token": made[1]["S01"]}))
        browser = HTTPConnection("127.0.0.1", server.port, timeout=20)
        held.callback(browser.close)
        own = asked(browser)
        pings, until = 0, time.monotonic() + REQUEST_SECONDS + 3
        while time.monotonic() < until:
            if screen.recv() == PING:
                screen.send(PONG)
                pings += 1
        assert pings >= 2 and screen.connected
        assert asked(browser) is own, "it had to connect anew"


def asked(browser: HTTPConnection) -> socket.socket:
    """The connection over which it was answered."""
    browser.request("GET", "/healthz")
    answer = browser.getresponse()
    assert answer.status == 200 and answer.read()
    return browser.sock
