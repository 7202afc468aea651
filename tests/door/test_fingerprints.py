"""What makes two requests one: what was given, and nothing else. So a retry is still one when the
version between has learned another argument, and when an earlier version remembered the first."""

import json
from dataclasses import MISSING, dataclass, fields
from pathlib import Path

import pytest

from app.commands.fingerprints import fingerprint, first_form, is_of
from app.commands.first_arguments import FIRST
from app.commands.perform import Actor, Command
from app.commands.validation import ALL_COMMANDS, arguments
from board.commands.booking import OpenCard
from board.commands.promises import Consent, Repromise
from board.commands.registry import registered
from board.commands.work import AddNote
from tests.cast import CHEN, at
from tests.door.shop import plain
from tests.pure_shop import details

EARLIER = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "fixtures/first_fingerprints.jsonl").open("rb")
]
NEW_CARD = {"command": "open_card"} | plain(details())  # type: ignore[operator]


def learned(definition: type, **more: object) -> type:
    """The command as a later version has it, with more arguments, none of them needed."""
    said = {"__annotations__": dict.fromkeys(more, str | None), "__module__": __name__}
    return registered(type(definition.__name__, (definition,), said | more), {})


@pytest.fixture
def upgraded(monkeypatch):
    def upgrade(definition: type, **more: object) -> None:
        later = learned(definition, **more)
        monkeypatch.setitem(ALL_COMMANDS, later.command, later)

    return upgrade


def kept(shop, key: str) -> str:
    return next(row["fingerprint"] for row in shop.rows("answers") if row["key"].endswith(key))


def test_a_retry_across_an_upgrade_is_a_retry(shop, upgraded):
    first = shop.post(CHEN, NEW_CARD, "one")
    assert first[0] == 200
    upgraded(OpenCard, colour=None)
    assert shop.post(CHEN, NEW_CARD, "one") == first
    assert len(shop.rows("cards")) == 1
    status, said = shop.post(CHEN, NEW_CARD | {"colour": "红"}, "one")
    assert (status, said["reason"]) == (422, "key_used")


def test_a_retry_of_what_an_earlier_version_did_is_a_retry(shop, upgraded, monkeypatch):
    """The earlier version knew the arguments of its day; the later one has one more."""
    monkeypatch.setattr(
        "app.commands.perform.fingerprint", lambda *asked: first_form(*asked, FIRST)
    )
    first = shop.post(CHEN, NEW_CARD, "one")
    monkeypatch.undo()
    assert len(kept(shop, "one")) == 64
    upgraded(OpenCard, colour=None)
    assert shop.post(CHEN, NEW_CARD, "one") == first
    for other in ({"colour": "红"}, {"price_fen": 1}):
        assert shop.post(CHEN, NEW_CARD | other, "one")[0] == 422


@pytest.mark.parametrize("asked", EARLIER, ids=lambda asked: asked["command"])
def test_what_the_first_version_wrote_is_known(asked):
    args = arguments(asked["command"], asked["arguments"])
    told = (asked["who"], args, asked["card"], asked["version"])
    assert is_of(asked["fingerprint"], *told)
    assert is_of(fingerprint(*told), *told)
    assert not is_of(asked["fingerprint"], "X99", *told[1:])
    assert not is_of(asked["fingerprint"], *told[:3], 77)


def test_what_an_even_earlier_version_wrote_of_fewer_settings_is_known():
    args = arguments("change_settings", {"undo_seconds": 90})
    asked = ("M01", args, None, None)
    names = FIRST["change_settings"][0]
    assert "range_minutes" not in names
    earlier = first_form(*asked, FIRST | {"change_settings": (names,)})
    assert earlier != first_form(*asked, FIRST)
    assert is_of(earlier, *asked)
    other = arguments("change_settings", {"undo_seconds": 90, "range_minutes": 15})
    assert not is_of(earlier, "M01", other, None, None)


def test_what_is_inside_an_argument_may_grow_too():
    @dataclass(frozen=True, kw_only=True)
    class Grown(Consent):
        where: str | None = None

    said = {"promise_at": at("17:00"), "price_fen": 1, "reason": "x"}
    one = Repromise(**said, consent=Consent(channel="phone", spoke_to="冯"))
    other = Repromise(**said, consent=Grown(channel="phone", spoke_to="冯"))
    more = Repromise(**said, consent=Grown(channel="phone", spoke_to="冯", where="店里"))
    asked = [("S01", args, "c", 1) for args in (one, other, more)]
    assert fingerprint(*asked[0]) == fingerprint(*asked[1]) != fingerprint(*asked[2])


def test_each_thing_that_was_given_counts():
    base = ("S01", AddNote(text="x"), "c", 1)
    others = [("S02", *base[1:]), ("S01", AddNote(text="y"), *base[2:]), (*base[:2], "d", 1),
              (*base[:3], 2), (*base[:3], None)]  # fmt: skip
    assert len({fingerprint(*asked) for asked in (base, *others)}) == 6
    assert Command(Actor("S01"), "k", AddNote(text="x"), "c", 1).fingerprint == fingerprint(*base)


def test_it_has_room_where_it_is_kept(shop):
    shop.post(CHEN, NEW_CARD, "one")
    assert kept(shop, "one").startswith("2:") and len(kept(shop, "one")) <= 64


def test_no_secret_is_in_it():
    asked = [arguments("change_pin", {"old": old, "new": "8642"}) for old in ("1357", "9753")]
    assert fingerprint("S01", asked[0], None, None) == fingerprint("S01", asked[1], None, None)


def test_what_came_later_is_never_needed():
    """Else a request of the version before could not be given any more."""
    for name in ALL_COMMANDS.keys() & FIRST.keys():
        known = {argument for group in FIRST[name] for argument in group}
        later = [f for f in fields(ALL_COMMANDS[name]) if f.name not in known]
        assert all(f.default is not MISSING or f.default_factory is not MISSING for f in later)
