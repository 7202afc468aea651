"""Knows how connections are taken on each loop: one port for one server, how many at once, and how
long one may keep silent. Who asks nothing is closed; a web socket is held by its own pings."""

import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from flask import Flask

REQUEST_SECONDS = 10.0  # from the connection to the end of the first request's head
IDLE_SECONDS = 65.0  # to the next one; longer than nginx keeps a connection that it may use again
STALLED_SECONDS = 30.0  # a body that comes no further, an answer that nobody takes
MOST_CONNECTIONS = 10_000
OTHER_FILES = 200  # held open beside connections: the database, photos, threads
WAITING = 1024  # connections that the system takes while we are busy


def listener(host: str, port: int) -> socket.socket:
    """The port, ours alone. Raises OSError with EADDRINUSE where another server has it: two that
    share one (SO_REUSEPORT) would each be asked half of everything."""
    family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    # Of both families: else one server on :: and one on 0.0.0.0 have the port at the same time.
    both = family == socket.AF_INET6 and socket.has_dualstack_ipv6()
    return socket.create_server(
        address[:2], family=family, backlog=WAITING, reuse_port=False, dualstack_ipv6=both
    )


def most_connections() -> int:
    """How many connections this process can hold, once it has taken all the open files that the
    system lets it have. At its end it must stop taking more: an accept that fails ends a loop."""
    try:
        import resource
    except ImportError:  # a system without such limits
        return MOST_CONNECTIONS
    wanted = MOST_CONNECTIONS + OTHER_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return MOST_CONNECTIONS
    more = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    with suppress(ValueError, OSError):  # some systems let a process have fewer than they say
        resource.setrlimit(resource.RLIMIT_NOFILE, (more, hard))
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return max(files - OTHER_FILES, files // 2)


def answer(app: Flask, mode: str, taken: socket.socket) -> None:
    """Answers what comes to the port until the process is stopped."""
    {"eventlet": _by_eventlet, "gevent": _by_gevent, "threading": _by_threads}[mode](app, taken)


def _by_eventlet(app: Flask, taken: socket.socket) -> None:
    import eventlet
    from eventlet import wsgi
    from eventlet.websocket import RFC6455WebSocket

    let_others_in(RFC6455WebSocket, "_recv_frame", eventlet.sleep)
    wsgi.server(
        taken, app, log_output=False, protocol=prompt_protocol(), max_size=most_connections(),
        socket_timeout=STALLED_SECONDS,
    )  # fmt: skip


def prompt_protocol() -> type:
    """What is sent goes at once. Else the second piece of an answer, or a push right behind
    another, waits until a browser has acknowledged the first, which takes it 40 ms."""
    import eventlet
    from eventlet import hubs
    from eventlet.wsgi import HttpProtocol

    class Prompt(_InTime, HttpProtocol):
        def setup(self) -> None:
            self.request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            super().setup()

        def later(self, seconds: float) -> Callable[[], Any]:
            timer = hubs.get_hub().schedule_call_global(seconds, give_up, self.request)
            cancel: Callable[[], Any] = timer.cancel
            return cancel

        def wait_at_most(self, seconds: float | None) -> None:
            self.request.settimeout(seconds)

        def let_others_in(self) -> None:
            eventlet.sleep(0)

    return Prompt


def _by_gevent(app: Flask, taken: socket.socket) -> None:
    import gevent
    from gevent.pywsgi import WSGIServer
    from geventwebsocket.handler import WebSocketHandler
    from geventwebsocket.websocket import WebSocket

    class Handler(_InTime, WebSocketHandler):
        def later(self, seconds: float) -> Callable[[], Any]:
            kill: Callable[[], Any] = gevent.spawn_later(seconds, give_up, self.socket).kill
            return kill

        def wait_at_most(self, seconds: float | None) -> None:
            self.socket.settimeout(seconds)

        def let_others_in(self) -> None:
            gevent.sleep(0)

    let_others_in(WebSocket, "read_frame", gevent.sleep)
    most = most_connections()
    WSGIServer(taken, app, log=None, handler_class=Handler, spawn=most).serve_forever()


def let_others_in(web_socket: type, reads_a_frame: str, pause: Callable[[float], None]) -> None:
    """Before each frame of a web socket everybody else has a turn. A loop reads on where there is
    more to read: one socket that sends without end would be all that it ever reads."""
    read = getattr(web_socket, reads_a_frame)

    def after_the_others(self: Any, *given: Any, **named: Any) -> Any:
        pause(0)
        return read(self, *given, **named)

    setattr(web_socket, reads_a_frame, after_the_others)


class _InTime:
    """A connection whose next request must be there in time, its head whole: a byte now and then
    does not keep it open. `later(seconds)` gives it up then; what it returns prevents that. Before
    each request everybody else has a turn: what a command pushes leaves before the page that its
    answer leads to is drawn. Put before a loop's own handler, whose methods it calls."""

    later: Callable[[float], Callable[[], Any]]
    let_others_in: Callable[[], None]
    wait_at_most: Callable[[float | None], None]
    patience = REQUEST_SECONDS

    def handle_one_request(self) -> Any:
        self.wait_at_most(None)
        self.came = self.later(self.patience)
        self.patience = IDLE_SECONDS
        self.let_others_in()
        try:
            own: Any = super()
            return own.handle_one_request()
        finally:
            self.came()

    def get_environ(self) -> dict[str, Any]:
        self.came()
        self.wait_at_most(STALLED_SECONDS)
        own: Any = super()
        environ: dict[str, Any] = own.get_environ()
        return environ


def give_up(connection: socket.socket) -> None:
    with suppress(OSError):  # it may have left by itself
        connection.shutdown(socket.SHUT_RDWR)


def _by_threads(app: Flask, taken: socket.socket) -> None:
    """A thread for each connection, which waits so long for a piece, not for the whole head."""
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Handler(WSGIRequestHandler):
        patience = REQUEST_SECONDS

        def handle_one_request(self) -> None:
            self.connection.settimeout(self.patience)
            self.patience = IDLE_SECONDS
            super().handle_one_request()

        def make_environ(self) -> dict[str, Any]:
            self.connection.settimeout(STALLED_SECONDS)
            return super().make_environ()

        def log(self, *_said: Any) -> None:
            """As on the other loops: neither what was asked nor who fell silent is said."""

    most_connections()
    host, port = taken.getsockname()[:2]
    make_server(
        host, port, app, threaded=True, request_handler=Handler, fd=taken.fileno()
    ).serve_forever()
