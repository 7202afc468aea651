"""The fold's number is raised when the fold changes: else what is stored would stay as an earlier
version folded it. What it makes of a fixed corpus of events is written down beside its number."""

import json

from app.changing import columns_of
from board.events import FACTS
from board.fold_number import FOLD
from tests.fixtures import make_folds
from tests.fixtures.make_folds import folded, stories, written

HOW = "run `python -m tests.fixtures.make_folds`, commit what it writes"


def differing() -> list[str]:
    """Which stories the fold makes something else of than is written down, and in what."""
    made = written()[1]
    found = []
    for n, ((of, story), kept) in enumerate(zip(stories(), made, strict=True)):
        now = json.loads(json.dumps(folded(of, story)))
        names = [name for name in now.keys() | kept.keys() if now.get(name) != kept.get(name)]
        found += [f"{of} {n}: {', '.join(sorted(names))}"] if names else []
    return found


def test_another_fold_has_another_number():
    number = written()[0]
    assert number == FOLD, f"FOLD is {FOLD} and {number} is written down: {HOW}"
    assert differing() == [], f"raise FOLD in board/fold_number.py, then {HOW}"


def test_the_corpus_holds_every_event():
    types = {json.loads(body)["type"] for _, story in stories() for body, _ in story}
    assert FACTS.keys() <= types, "tests/fixtures/every_event.py lives no such event"


def test_a_fold_that_was_changed_is_noticed(monkeypatch):
    def otherwise(events):
        card = fold(events)
        card.wash = not card.wash
        return card

    fold = make_folds.fold
    monkeypatch.setattr(make_folds, "fold", otherwise)
    assert all("wash" in each for each in differing()) and differing()


def test_so_is_what_stands_beside_a_card(monkeypatch):
    monkeypatch.setattr(make_folds, "columns_of", lambda card: columns_of(card) | {"found_by": "x"})
    assert all(each.endswith(": beside") for each in differing()) and differing()
