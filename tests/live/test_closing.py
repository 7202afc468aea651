"""A web socket that both sides close at once says nothing on the terminal; a real error does."""

import errno
import io
import socket
import warnings

import pytest

from app.serving import let_either_side_close

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from eventlet.websocket import RFC6455WebSocket


@pytest.fixture
def closing(monkeypatch):
    """closing(socket): what is said on the terminal when a web socket over it is closed."""
    monkeypatch.setattr(RFC6455WebSocket, "close", RFC6455WebSocket.close)
    let_either_side_close()

    def close(over: object) -> str:
        web = RFC6455WebSocket.__new__(RFC6455WebSocket)
        web.socket, web.log, web.log_context = over, io.StringIO(), "a wall"
        web.version, web.websocket_closed = 13, True
        web.close()
        return web.log.getvalue()

    return close


class Broken:
    closed = False

    def shutdown(self, how: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    def close(self) -> None:
        self.closed = True


def test_what_was_closed_already_is_no_error(closing):
    one, other = socket.socketpair()
    one.close()
    assert closing(one) == ""
    other.close()


def test_any_other_error_is_still_said_and_the_socket_closed(closing):
    broken = Broken()
    assert closing(broken) == "a wall socket shutdown error: [Errno 5] Input/output error\n"
    assert broken.closed
