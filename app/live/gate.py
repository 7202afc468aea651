"""Knows how much one socket may ask, and that who was not let in does not stay."""

import time
from dataclasses import dataclass, field
from typing import Any

from engineio.exceptions import SocketIsClosedError
from engineio.packet import MESSAGE
from socketio import Server

# A screen sends three packets when it comes and one every five seconds after.
AT_ONCE = 60
A_SECOND = 5.0
LET_IN_SECONDS = 10.0  # a slow link gets its refusal by then; who was not let in goes


@dataclass
class Budget:
    """Packets that a socket may still send; it fills up again, AT_ONCE at most."""

    left: float = AT_ONCE
    at: float = field(default_factory=time.monotonic)

    def spend(self) -> bool:
        """Takes one packet off. False: there was none left."""
        now = time.monotonic()
        self.left = min(AT_ONCE, self.left + (now - self.at) * A_SECOND) - 1
        self.at = now
        return self.left >= 0


class Gate:
    """Stands before the sockets of a Socket.IO server, whatever they send and by whatever way."""

    def __init__(self, server: Server) -> None:
        self.server, self.engine = server, server.eio
        self.came: dict[str, float] = {}
        self._let_pass = self.engine.handlers["connect"]
        self.engine.on("connect", self.stand_before)

    def stand_before(self, sid: str, environ: dict[str, Any]) -> Any:
        """Every packet of a new socket goes by us."""
        one = self.engine.sockets[sid]
        budget, take = Budget(), one.receive
        self.came[sid] = budget.at

        def receive(packet: Any) -> None:
            if one.closed or not budget.spend():
                self.close(one)
                raise SocketIsClosedError
            take(packet)
            # By polling the answer is yet to be fetched: `close_strangers` ends it.
            if packet.packet_type == MESSAGE and one.upgraded and not self.is_in(sid):
                self.close(one)

        one.receive = receive
        return self._let_pass(sid, environ)

    def is_in(self, sid: str) -> bool:
        return self.server.manager.sid_from_eio_sid(sid, "/") is not None

    @staticmethod
    def close(one: Any) -> None:
        """What it was told is still sent."""
        one.close(wait=False)

    def close_strangers(self) -> None:
        """Closes who came and was not let in for so long."""
        until = time.monotonic() - LET_IN_SECONDS
        for sid, came in list(self.came.items()):
            one = self.engine.sockets.get(sid)
            if one is None or one.closed:
                self.came.pop(sid, None)
            elif came < until and not self.is_in(sid):
                self.close(one)
