"""Several people at one card at the same moment, against a real server."""

import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from app.history.verifying import verify
from app.storage.read_session import Store
from tests.door.shop import opened, plain
from tests.pure_shop import details


def new_car(served, **more: object) -> str:
    reply = served.api("S01").give("open_card", **plain(details(**more)))  # type: ignore[arg-type]
    assert reply.ok, reply
    return reply.said["card"]


def store_of(served) -> Store:
    return opened(served.server.folder)


def test_two_tablets_on_one_version(served):
    """One wins; the other reads that the card went on, and who did it."""
    for _ in range(10):
        car = new_car(served)
        ready = Barrier(2)

        def note(who: str, car: str = car, ready: Barrier = ready):
            api = served.api(who)
            ready.wait()
            return api.give("add_note", car, version=1, text=f"von {who}")

        with ThreadPoolExecutor(2) as pool:
            replies = dict(zip(("T02", "W01"), pool.map(note, ("T02", "W01")), strict=True))
        assert sorted(r.status for r in replies.values()) == [200, 409]
        winner = next(who for who, r in replies.items() if r.ok)
        said = next(r.said for r in replies.values() if not r.ok)
        assert (said["reason"], said["version"], said["card"]) == ("stale", 2, car)
        assert said["facts"]["person"] == winner
        name = {"T02": "郑凯", "W01": "石磊"}[winner]
        assert name in said["detail"]
        notes = served.api().get(f"/cards/{car}")["notes"]
        assert [n["by"] for n in notes] == [winner]


def test_four_writers_at_one_card_are_all_accounted_for(served):
    """Everybody tries again on the version they were told, until done; nothing is lost or twice."""
    car, each = new_car(served), 15
    ready = Barrier(4)

    def write(who: str) -> int:
        api, version, stale = served.api(who), 1, 0
        ready.wait()
        for n in range(each):
            while True:
                reply = api.give("add_note", car, version=version, text=f"{who} {n}")
                version = reply.said["version"]
                if reply.ok:
                    break
                assert reply.said["reason"] == "stale"
                stale += 1
        return stale

    with ThreadPoolExecutor(4) as pool:
        stale = list(pool.map(write, ("T02", "T03", "W01", "S01")))
    card = served.api().get(f"/cards/{car}")
    assert card["version"] == 1 + 4 * each
    texts = Counter(note["text"] for note in card["notes"])
    assert texts == Counter(f"{w} {n}" for w in ("T02", "T03", "W01", "S01") for n in range(each))
    print(f"four writers: {4 * each} commands, {sum(stale)} stale answers")


def test_one_key_from_twenty_at_once_is_one_command(served):
    car, key = new_car(served), uuid.uuid4().hex
    body = {"command": "add_note", "card": car, "version": 1, "text": "一次"}
    with ThreadPoolExecutor(20) as pool:
        replies = list(pool.map(lambda _: served.api("T02").repeat(body, key), range(20)))
    assert all(reply == replies[0] and reply.ok for reply in replies)
    assert len(served.api().get(f"/cards/{car}")["notes"]) == 1


def test_one_technician_cannot_be_at_two_cars(served):
    """Started on two cars at the same moment: one runs, the other is told where."""
    cars = [new_car(served) for _ in range(2)]
    for car in cars:
        soon = {"promise_at": "2026-11-23T09:00:00Z", "price_fen": 1, "planned_minutes": 60}
        assert served.api("S01").give("check_in", car, **soon).ok
        assert served.api().give("dispatch_card", car, team="G1", technicians=["T04"]).ok
    ready = Barrier(2)

    def start(car: str):
        ready.wait()
        return served.api("T04").give("start_work", car, version=3)

    with ThreadPoolExecutor(2) as pool:
        replies = list(pool.map(start, cars))
    assert sorted(r.status for r in replies) == [200, 409]
    said = next(r.said for r in replies if not r.ok)
    assert said["reason"] == "running_elsewhere"


def test_after_all_this_the_store_is_whole(served):
    store = store_of(served)
    assert verify(store) == []
    store.database.close()
