"""What an earlier version was asked over the API is asked again, and answered in the same words:
the names and shapes of the API v1 are fixed (design.md §4). Recorded by
`tests/fixtures/make_answers.py`."""

import base64
import json
import lzma
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

import pytest

from app.background.timekeeper import Timekeeper, keep_duties
from board.events.event import instant
from tests.cast import PEOPLE
from tests.door.schema import as_described
from tests.door.shop import Answered, RealShop, copied, quick_folder
from tests.fixtures.hidden import Hidden, nothing_by_chance
from tests.fixtures.make_answers import ANSWERS

Line = dict
# Fields that came after the recordings: nobody who builds on the API is harmed by one more.
ADDED = frozenset({"call_again_at", "despite", "attempts"})
# Asked then for a moment before the car had arrived, which is refused since: now for its arrival.
MOVED = {"2026-11-22T23:50:00Z": "2026-11-23T00:00:00Z"}
RECORDED = sorted(ANSWERS.glob("*.jsonl.xz"))


def scenes() -> Iterator[tuple[str, list[Line]]]:
    """(commit and name, what was done in it)."""
    for file in RECORDED:
        name = ""
        text = lzma.decompress(file.read_bytes()).decode()
        for then, now in MOVED.items():
            text = text.replace(then, now)
        lines = map(json.loads, text.splitlines())
        for begins, group in groupby(lines, lambda line: "scene" in line):
            if begins:
                name = f"{file.name.split('.')[0]} {[line['scene'] for line in group][-1]}"
            else:
                yield name, list(group)


SCENES = dict(scenes())


@pytest.fixture
def shop(template) -> Iterator[RealShop]:
    folder, tokens = template
    with quick_folder() as place, nothing_by_chance(), copied(folder, place, tokens) as shop:
        shop.heard = as_described
        yield shop


@pytest.mark.parametrize("scene", SCENES)
def test_the_same_requests_are_answered_in_the_same_words(shop, scene):
    hidden = Hidden()
    for line in SCENES[scene]:
        if "clock" in line:
            shop.now = instant(line["clock"])
        elif "tick" in line:
            pass_time(shop, line["tick"])
        else:
            asked = {name: line[name] for name in line if name not in ("status", "said")}
            status, said = ask(shop, through(hidden.show, asked))
            shown = without_added(through(hidden.hide, said))
            assert (status, shown) == (line["status"], line["said"]), asked


def through(names: Callable[[str], str], value: Line) -> Line:
    """The same JSON with what was drawn by chance under its names, or the names under that."""
    return json.loads(names(json.dumps(value, ensure_ascii=False)))


def without_added(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: without_added(one) for name, one in value.items() if name not in ADDED}
    return [without_added(one) for one in value] if isinstance(value, list) else value


def pass_time(shop: RealShop, whose: str) -> None:
    if whose == "all":
        Timekeeper(shop.store).tick()
    else:
        keep_duties(shop.store)


def ask(shop: RealShop, asked: Line) -> Answered:
    who = PEOPLE[asked["who"]] if asked["who"] else None
    if "get" in asked:
        return shop.get(asked["get"], who, **asked["query"])
    if "command" in asked:
        return shop.post(who, asked["command"], asked["key"])
    picture = base64.b64decode(asked["photo"])
    headers = shop._headers(who) | {"Idempotency-Key": asked["key"]}
    answer = shop.client.post("/api/v1/photos", data=picture, headers=headers)
    shop.heard("post", "/photos", answer)
    return answer.status_code, answer.get_json(force=True)
