"""kill -9 at any moment under load: nothing that was answered is lost, nothing happens twice."""

import time
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from app.history.verifying import verify
from app.storage.serialization import read_event
from tests.chaos.load import WRITERS, Sent, Writer
from tests.door.shop import opened, plain, quick_folder
from tests.pure_shop import details
from tests.serving import MODES, Api, Server, copy_of, dose

ROUNDS = {"eventlet": dose(5, 100), "gevent": dose(2, 25), "threading": dose(2, 25)}
BUSY = (0.05, 0.9)  # seconds of load before the kill


class Stored:
    """What lies in the database, read past the server."""

    def __init__(self, folder: Path) -> None:
        store = opened(folder)
        self.faults = verify(store)
        with store.read() as view:
            rows = view.connection.exec_driver_sql(
                "SELECT e.body, p.body FROM events e LEFT JOIN private p"
                " ON p.key = CAST(e.n AS TEXT) WHERE e.card IS NOT NULL"
            )
            events = [read_event(body, private) for body, private in rows]
        store.database.close()
        self.commands = {(e.card, e.version): e for e in events}
        self.marks = Counter(
            text for e in events for n in ("text", "remark") if (text := getattr(e.fact, n, None))
        )  # fmt: skip

    def holds(self, sent: Sent) -> bool:
        """Whether an answered command stands in the story as it was answered."""
        event = self.commands.get((sent.reply.said["card"], sent.reply.said["version"]))
        return event is not None and (event.by, event.who) == (sent.body["command"], sent.who)


def once_each(stored: Stored, sent: list[Sent]) -> None:
    for one in sent:
        if one.reply.ok:
            assert stored.holds(one), f"answered and lost: {one}"
        if one.mark and one.reply.status:
            assert stored.marks[one.mark] == one.reply.ok, f"not exactly once: {one}"
        if one.mark:
            assert stored.marks[one.mark] <= 1, f"done twice: {one}"
    places = Counter((o.reply.said["card"], o.reply.said["version"]) for o in sent if o.reply.ok)
    assert not [place for place, count in places.items() if count > 1]


@pytest.mark.parametrize("mode", MODES)
def test_killed_at_any_moment(made, mode):
    template, tokens = made
    dice, everything, unanswered = Random(7), [], 0
    with quick_folder() as folder:
        server = Server(copy_of(template, folder), mode).start()
        try:
            first = Api(server.address, tokens["S01"]).give("open_card", **plain(details()))  # type: ignore[arg-type]
            hot = first.said["card"]
            for number in range(ROUNDS[mode]):
                sent = killed_under_load(server, tokens, hot, dice, number)
                stored = Stored(folder)
                assert stored.faults == []
                once_each(stored, sent)
                server.start()
                unanswered += asked_again(server, tokens, sent)
                everything += sent
            server.kill()
            stored = Stored(folder)
            assert stored.faults == []
            once_each(stored, everything)
        finally:
            server.kill()
    done = sum(one.reply.ok for one in everything)
    print(f"{mode}: {ROUNDS[mode]} kills, {len(everything)} commands, {done} answered with 200, "
          f"{unanswered} unanswered and asked again")  # fmt: skip
    assert done > 5 * ROUNDS[mode], "the load was no load"


def killed_under_load(
    server: Server, tokens: dict[str, str], hot: str, dice: Random, number: int
) -> list[Sent]:
    writers = [Writer(who, server.address, tokens, hot, number) for who in WRITERS]
    for writer in writers:
        writer.start()
    until = time.monotonic() + 10
    while sum(len(w.sent) for w in writers) < 16 and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(dice.uniform(*BUSY))
    server.kill()
    for writer in writers:
        writer.stopped.set()
        writer.join(10)
        assert not writer.is_alive()
    return [one for writer in writers for one in writer.sent]


def asked_again(server: Server, tokens: dict[str, str], sent: list[Sent]) -> int:
    """Every tablet sends what it got no answer to again, under the same key; some twice."""
    open_ones = [one for one in sent if one.reply.status == 0]
    for one in open_ones:
        api = Api(server.address, tokens[one.who])
        one.reply = api.repeat(one.body, one.key)
        assert one.reply.status in (200, 409), one
        assert api.repeat(one.body, one.key) == one.reply
    return len(open_ones)
