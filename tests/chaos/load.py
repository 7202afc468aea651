"""Writers that never wait: each gives command after command, alone on its own cars and all of them
at one hot card, and keeps what it sent and what it was told."""

import threading
import time
import uuid
from dataclasses import dataclass
from random import Random

from board.events.event import stamp
from tests.cast import at
from tests.serving import NONE, Api, Reply

WAY = [
    ("S01", "check_in", {"promise_at": stamp(at("17:00")), "price_fen": 1, "planned_minutes": 30}),
    ("F01", "dispatch_card", {"team": "G1", "technicians": []}),
    (None, "start_work", {"switch": True}),
    (None, "pause_work", {"reason": "other"}),
    (None, "resume_work", {"switch": True}),
    (None, "finish_work", {"result": "正常", "confirmed": True}),
    ("F01", "put_back", {"lane": "queued", "reason": "x"}),
]
WRITERS = ("T01", "T02", "T03", "T04")


@dataclass
class Sent:
    """One command under one key, and the answer; `reply` NONE: nobody knows."""

    who: str
    key: str
    body: dict
    reply: Reply = NONE

    @property
    def mark(self) -> str:
        """A text in the command that no other has, where it holds one."""
        return self.body.get("text") or self.body.get("remark") or ""


class Writer(threading.Thread):
    """Works as one technician until stopped or until the server is gone."""

    def __init__(self, who: str, address: str, tokens: dict[str, str], hot: str, seed: int) -> None:
        super().__init__(daemon=True)
        self.who, self.hot, self.dice = who, hot, Random(f"{who} {seed}")
        self.apis = {p: Api(address, tokens[p], 3.0) for p in (who, "S01", "F01")}
        self.sent: list[Sent] = []
        self.stopped = threading.Event()
        self.mine: str | None = None
        self.step, self.versions = 0, {hot: 1}
        self.patient = False

    def run(self) -> None:
        while not self.stopped.is_set():
            reply = self._some()
            if reply.status == 0 or reply.status >= 500:
                if not self.patient:
                    return
                time.sleep(0.05)

    def _some(self) -> Reply:
        if self.dice.random() < 0.5:
            return self._give(self.who, "add_note", self.hot, text=uuid.uuid4().hex)
        if self.mine is None or self.step >= 40:
            return self._new()
        who, command, args = WAY[self.step % len(WAY) if self.step < len(WAY) else
                                 2 + (self.step - 2) % (len(WAY) - 2)]  # fmt: skip
        reply = self._give(who or self.who, command, self.mine, **args)
        self.step += reply.ok
        if reply.status == 409 and reply.said["reason"] != "stale":
            self.mine = None
        return reply

    def _new(self) -> Reply:
        body = {"customer": {"name": "冯海涛"}, "vehicle": {"model": "凯美瑞", "plate": "粤A1"},
                "requests": ["换机油"], "kind": "repair", "planned_minutes": 30, "price_fen": 1,
                "remark": uuid.uuid4().hex}  # fmt: skip
        reply = self._give("S01", "open_card", None, **body)
        if reply.ok:
            self.mine, self.step = reply.said["card"], 0
            self.versions[self.mine] = 1
        return reply

    def _give(self, who: str, command: str, card: str | None, **args: object) -> Reply:
        body: dict = {"command": command} | args
        if card is not None:
            body |= {"card": card, "version": self.versions[card]}
        sent = Sent(who, uuid.uuid4().hex, body)
        self.sent.append(sent)
        sent.reply = self.apis[who].once(body, sent.key)
        if card is not None and sent.reply.said.get("version"):
            self.versions[card] = sent.reply.said["version"]
        return sent.reply
