"""Knows how a process serves: the loop it runs on, the hub, the clock. Only this and `listening`
name a loop; `make_ready` must run before anything else is imported (design.md §5)."""

import errno
import socket
import sys
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask

    from app.config import Config


def make_ready(mode: str) -> None:
    """Lets the standard library wait without stopping the loop."""
    if mode == "eventlet":
        # Its authors are retiring it; the other two loops pass the same tests (docs/developers.md).
        warnings.filterwarnings("ignore", message="\\s*Eventlet is deprecated")
        import eventlet

        eventlet.monkey_patch()
        let_either_side_close()
    elif mode == "gevent":
        from gevent import monkey

        monkey.patch_all()


def let_either_side_close() -> None:
    """A browser that leaves closes its web socket while ours is being closed too. eventlet takes
    the second time for an error and says so on the terminal; all others are still said."""
    from eventlet.websocket import RFC6455WebSocket

    def close(self: Any, close_data: Any = None) -> None:
        try:
            self._send_closing_frame(close_data=close_data, ignore_send_errors=True)
            self.socket.shutdown(socket.SHUT_WR)
        except OSError as error:
            if error.errno not in (errno.ENOTCONN, errno.EBADF):
                self.log.write(f"{self.log_context} socket shutdown error: {error}\n")
        finally:
            self.socket.close()

    RFC6455WebSocket.close = close


def native_runner(mode: str) -> Callable[..., Any] | None:
    """How heavy C code runs beside this loop, or None where threads are native anyway."""
    if mode == "eventlet":
        from eventlet import tpool

        execute: Callable[..., Any] = tpool.execute
        return execute
    if mode == "gevent":
        import gevent

        return lambda fn, *args: gevent.get_hub().threadpool.apply(fn, args)
    return None


def serve(config: "Config") -> int:
    """Serves one shop until it is stopped. Raises NoShop before `setup` was run."""
    from sqlalchemy.engine import make_url

    from app.listening import answer, listener
    from app.words import say

    try:
        taken = listener(config.host, config.port)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        print(say(config.language, "terminal-port-taken", port=str(config.port)), file=sys.stderr)
        return 2
    with taken:
        if not _can_write(config):
            where = make_url(config.database_url).database or ""
            print(say(config.language, "terminal-not-writable", where=where), file=sys.stderr)
            return 2
        app = _at_work(config)
        print(f"Jindu 进度看板: {config.address}", flush=True)
        answer(app, config.async_mode, taken)
    return 0


def _can_write(config: "Config") -> bool:
    """Whether the database can be opened and written where the settings say."""
    from app.storage.database import Database

    try:
        database = Database(config.database_url)
    except OSError:  # there is no such folder, and none can be made
        return False
    try:
        return database.can_be_written()
    finally:
        database.close()


def _at_work(config: "Config") -> "Flask":
    """The application, its sockets and its clock running."""
    from app import create_app
    from app.background.timekeeper import Timekeeper
    from app.live.hub import Hub
    from app.people import native
    from app.setting_up import anchor_clock, bring_to_this_fold

    if runner := native_runner(config.async_mode):
        native.use(runner)
    app: Flask = create_app(config)
    store = app.extensions["store"]
    store.database.upgrade()
    bring_to_this_fold(config, store)
    anchor_clock(config, store)
    hub = Hub(app, config, store)
    app.extensions["hub"] = hub
    hub.start()
    keeper = Timekeeper(store, config.data_dir)
    hub.sockets.start_background_task(keeper.run)
    hub.sockets.start_background_task(keeper.forecaster.run)
    return app
