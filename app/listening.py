"""Knows how connections are taken on each loop: one port for one server."""

import socket

from flask import Flask

WAITING = 1024  # connections that the system takes while we are busy


def listener(host: str, port: int) -> socket.socket:
    """The port, ours alone. Raises OSError with EADDRINUSE where another server has it: two that
    share one (SO_REUSEPORT) would each be asked half of everything."""
    family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    return socket.create_server(address[:2], family=family, backlog=WAITING, reuse_port=False)


def answer(app: Flask, mode: str, taken: socket.socket) -> None:
    """Answers what comes to the port until the process is stopped."""
    {"eventlet": _by_eventlet, "gevent": _by_gevent, "threading": _by_threads}[mode](app, taken)


def _by_eventlet(app: Flask, taken: socket.socket) -> None:
    from eventlet import wsgi

    wsgi.server(taken, app, log_output=False, protocol=prompt_protocol())


def prompt_protocol() -> type:
    """What is sent goes at once. Else the second piece of an answer, or a push right behind
    another, waits until a browser has acknowledged the first, which takes it 40 ms."""
    from eventlet.wsgi import HttpProtocol

    class Prompt(HttpProtocol):
        def setup(self) -> None:
            self.request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            super().setup()

    return Prompt


def _by_gevent(app: Flask, taken: socket.socket) -> None:
    from gevent.pywsgi import WSGIServer
    from geventwebsocket.handler import WebSocketHandler

    WSGIServer(taken, app, log=None, handler_class=WebSocketHandler).serve_forever()


def _by_threads(app: Flask, taken: socket.socket) -> None:
    from werkzeug.serving import make_server

    host, port = taken.getsockname()[:2]
    make_server(host, port, app, threaded=True, fd=taken.fileno()).serve_forever()
