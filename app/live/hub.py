"""Knows the sockets of this process: who watches what, and what each room is sent
(design.md §3)."""

import logging
import time
from dataclasses import dataclass
from typing import Any

from flask import Flask, request
from flask_socketio import (
    ConnectionRefusedError,
    SocketIO,
    disconnect,
    emit,
)

from app.build import build
from app.config import Config
from app.live.drawing import draw
from app.live.follower import Follower
from app.live.gate import Gate
from app.live.views import ALL, JSON_VIEW
from app.people import signed_in, tokens
from app.people.credentials import still_valid, still_watches, valid
from app.storage.read_session import Store
from app.storage.rows import Change
from app.words import supported
from board.events.event import stamp

log = logging.getLogger("jindu.live")

RIGHTS_SECONDS = 1.0
FIRST_SCREENS = 20  # a tenth of a millisecond each


@dataclass
class Watcher:
    """One socket: its credential, and the room it is in."""

    credential: str
    room: tuple[str, str] | None = None

    @property
    def held(self) -> tuple[str, str | None]:
        """What must still count: the credential, for the view that is watched."""
        return self.credential, self.room[0] if self.room else None


class Hub:
    """Rooms are (view, language); every room receives every number."""

    def __init__(self, app: Flask, config: Config, store: Store) -> None:
        self.app, self.store = app, store
        self.origins = set(config.origins)
        self.sockets = SocketIO(
            app,
            async_mode=config.async_mode,
            async_handlers=False,
            cors_allowed_origins=self._is_ours,
            ping_interval=5,
            ping_timeout=4,
            manage_session=False,
            max_http_buffer_size=64 * 1024,
        )
        self.gate = Gate(self.sockets.server)
        self.watchers: dict[str, Watcher] = {}
        self.follower = Follower(store, self.publish, self.send_head)
        self.sockets.on_event("connect", self.connected)
        self.sockets.on_event("watch", self.watch)
        self.sockets.on_event("disconnect", self.disconnected)

    def start(self) -> None:
        self.follower.start_at_head()
        self.sockets.start_background_task(self.follower.run)
        self.sockets.start_background_task(self.drop_withdrawn)

    def _is_ours(self, origin: str | None, environ: dict[str, Any]) -> bool:
        """A page of this very host, or of one that was named; who sends no origin is no browser."""
        own = f"{environ.get('wsgi.url_scheme')}://{environ.get('HTTP_HOST')}"
        return not origin or origin == own or origin in self.origins

    # --- from the browser ----------------------------------------------------------

    def connected(self, auth: Any = None) -> None:
        credential = self._credential(auth.get("token") if isinstance(auth, dict) else None)
        if credential is None:
            raise ConnectionRefusedError("sign_in")
        self.watchers[_sid()] = Watcher(credential)

    def _credential(self, token: Any) -> str | None:
        """What the socket is held to: the token it came with, else the session of its cookie."""
        if not isinstance(token, str):
            return signed_in.credential()
        with self.store.read() as reading:
            found = tokens.holder(reading, token)
        return f"token:{found[0]}" if found else None

    def watch(self, asked: Any = None) -> None:
        """Is in the room first and then told where the board stands, so that nothing falls
        between. Whoever asks for the room that they are in was told: it costs nothing."""
        sid = _sid()
        watcher, room = self.watchers.get(sid), _room(asked)
        if watcher and room and watcher.room == room:
            return
        if watcher is None or not still_valid(self.store, watcher.credential):
            disconnect()
            return
        if room is None or not still_watches(self.store, watcher.credential, room[0]):
            emit("refused", {"reason": "unknown_view"})
            return
        watcher.room = room
        emit("hello", self.where() | {"build": build()})

    def disconnected(self, *_reason: Any) -> None:
        self.watchers.pop(_sid(), None)

    # --- to the browser ------------------------------------------------------------

    def where(self) -> dict[str, Any]:
        with self.store.read() as reading:
            row, now = reading.row, reading.now
        return {"epoch": row.epoch, "seq": row.seq, "mark": row.mark, "now": stamp(now)}

    def send_head(self) -> None:
        """Where this process's follower stands: everything up to here was pushed before."""
        f = self.follower
        now = stamp(self.store.now())
        self.sockets.emit("head", {"epoch": f.epoch, "seq": f.seq, "mark": f.mark, "now": now})

    def publish(self, epoch: str, changes: list[Change]) -> None:
        """One push to every room: the latest tile of each card, drawn once for the room. A view
        that cannot be drawn gets none: its screens miss the number, ask, and say they are stale."""
        latest = {c.card: c.tile for c in changes if c.card is not None}
        things = [{"thing": c.thing, **c.tile} for c in changes if c.thing is not None]
        frame = {"epoch": epoch, "from": changes[0].seq, "to": changes[-1].seq,
                 "mark": changes[-1].mark}  # fmt: skip
        for room in sorted({w.room for w in list(self.watchers.values()) if w.room}, key=_turn):
            try:
                tiles = self._tiles(room, list(latest.values()))
            except Exception:
                log.exception("%s cannot be drawn", _name(room))
                continue
            push = frame | {"tiles": tiles} | ({"things": things} if things else {})
            self._send(room, push)

    def _send(self, room: tuple[str, str], push: dict[str, Any]) -> None:
        """It leaves now, not when every other room is drawn; to the first screens before two
        hundred others are served."""
        watching = [sid for sid, one in list(self.watchers.items()) if one.room == room]
        for some in (watching[:FIRST_SCREENS], watching[FIRST_SCREENS:]):
            if some:
                self.sockets.emit("change", push, to=some)
                self.sockets.sleep(0)

    def _tiles(self, room: tuple[str, str], tiles: list[dict[str, Any]]) -> list[dict[str, Any]]:
        view, language = room
        return tiles if view == JSON_VIEW else draw(self.app, view, language, tiles)

    # --- withdrawn rights ----------------------------------------------------------

    def drop_withdrawn(self) -> None:
        """Sockets of a withdrawn token, an ended session or a person who left go within 2 s."""
        while not self.follower.stopped:
            time.sleep(RIGHTS_SECONDS)
            try:
                self.gate.close_strangers()
                self.drop_once()
            except Exception:
                log.exception("rights could not be read")

    def drop_once(self) -> None:
        watchers = list(self.watchers.items())
        good = valid(self.store, {w.held for _, w in watchers})
        for sid, watcher in watchers:
            if watcher.held not in good:
                self.sockets.server.disconnect(sid)


def _sid() -> str:
    """The socket's own id, which Flask-SocketIO puts on the request."""
    sid: str = request.sid  # type: ignore[attr-defined]  # Flask's types know nothing of it
    return sid


def _room(asked: Any) -> tuple[str, str] | None:
    """The room that a `watch` asks for; None where there is no such view."""
    view = asked.get("view") if isinstance(asked, dict) else None
    if view not in ALL:
        return None
    return view, "" if view == JSON_VIEW else supported(str(asked.get("language") or ""))


def _turn(room: tuple[str, str]) -> tuple[bool, str, str]:
    """Walls first: they are what everybody looks at."""
    return not room[0].startswith("wall"), *room


def _name(room: tuple[str, str]) -> str:
    return "|".join(room)
