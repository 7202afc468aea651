"""The board's own server, which also writes down when it does what between a tap and its push.
`python -m tests.bench.probed FILE`: a line `NAME MILLISECONDS CPU` for each, on the browsers'
clock; CPU: ms that the process has computed by then."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.serving import make_ready

make_ready("eventlet")

from eventlet.websocket import RFC6455WebSocket  # noqa: E402
from flask import Flask  # noqa: E402
from sqlalchemy import event  # noqa: E402

from app import command_line  # noqa: E402
from app.background.forecasting import Forecaster  # noqa: E402
from app.commands import perform  # noqa: E402
from app.live import hub  # noqa: E402
from app.pages import command_form  # noqa: E402
from app.storage.database import Database  # noqa: E402
from app.storage.read_session import Store  # noqa: E402


class Notes:
    """Moments by name, one a line."""

    def __init__(self, path: str) -> None:
        self.file = Path(path).open("a", buffering=1)  # noqa: SIM115 - kept open

    def take(self, name: str) -> None:
        self.file.write(f"{name} {time.time() * 1000:.3f} {time.process_time() * 1000:.3f}\n")

    def around(self, of: Any, name: str, before: str = "", after: str = "") -> None:
        """Notes when a function begins and ends."""
        plain: Callable[..., Any] = getattr(of, name)

        def noted(*given: Any, **named: Any) -> Any:
            if before:
                self.take(before)
            try:
                return plain(*given, **named)
            finally:
                if after:
                    self.take(after)

        setattr(of, name, noted)


def main(path: str) -> int:
    notes = Notes(path)
    notes.around(perform, "perform", "door")
    command_form.perform = perform.perform
    notes.around(Store, "wake", "committed")
    notes.around(hub.Hub, "publish", "read")
    notes.around(Forecaster, "step", "forecasts", "forecast")
    _note_requests(notes)
    _note_commits(notes)
    _note_pushes(notes)
    return command_line.run(["serve"])


def _note_requests(notes: Notes) -> None:
    plain = Flask.wsgi_app

    def noted(self: Flask, environ: dict[str, Any], start: Any) -> Any:
        post = environ["REQUEST_METHOD"] == "POST"
        page = not post and environ["PATH_INFO"].startswith("/c/")
        if post or page:
            notes.take("came" if post else "page")
        try:
            return plain(self, environ, start)
        finally:
            if post or page:
                notes.take("answered" if post else "paged")

    Flask.wsgi_app = noted  # type: ignore[method-assign]


def _note_commits(notes: Notes) -> None:
    plain = Database.__init__

    def opened(self: Database, *given: Any) -> None:
        plain(self, *given)
        event.listen(self.writer, "commit", lambda _connection: notes.take("commits"))

    Database.__init__ = opened  # type: ignore[method-assign]


def _note_pushes(notes: Notes) -> None:
    """When the wall's tiles are drawn, and when they go into its socket."""
    emit, send = hub.SocketIO.emit, RFC6455WebSocket.send

    def emitted(self: Any, name: str, *given: Any, **named: Any) -> Any:
        if name == "change" and "wall-row" in str(given):
            notes.take("drawn")
        return emit(self, name, *given, **named)

    def sent(self: Any, message: Any) -> Any:
        if isinstance(message, str) and message.startswith('42["change"') and "wall-row" in message:
            notes.take("sent")
        return send(self, message)

    hub.SocketIO.emit, RFC6455WebSocket.send = emitted, sent


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
