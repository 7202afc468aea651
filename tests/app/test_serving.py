"""What is sent to a browser goes at once."""

import socket
from types import SimpleNamespace

from app.listening import prompt_protocol


def test_a_connection_does_not_hold_back_what_is_sent():
    """A page of more than 16 KiB leaves in two pieces; the second must not wait for the browser to
    acknowledge the first."""
    with (
        socket.create_server(("127.0.0.1", 0)) as listening,
        socket.create_connection(listening.getsockname()),
        listening.accept()[0] as taken,
    ):
        assert not taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        server = SimpleNamespace(minimum_chunk_size=None, capitalize_response_headers=True)
        one = object.__new__(prompt_protocol())
        one.request, one.server = taken, server
        one.setup()
        assert taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
