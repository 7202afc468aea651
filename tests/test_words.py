"""Both languages say everything: the same messages, the same variables, nothing that is missing."""

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

from app.words import LANGUAGES, bundle, say
from board.card.card import FLAGS
from board.card.lanes import LANES
from board.commands.card import COMMANDS
from board.commands.choices import KINDS, PAUSE_REASONS
from board.commands.reviews import MEASURE_KINDS, PARTS, REVIEW_COMMANDS, SESSIONS
from board.commands.shop import SHOP_COMMANDS
from board.people.people import ROLES
from board.reviews.agenda import KINDS as EXCEPTIONS

ROOT = Path(__file__).parent.parent
WORDS = ROOT / "app" / "words"


def messages(language: str) -> dict[str, set[str]]:
    """Every message of a language with the variables it uses."""
    found: dict[str, set[str]] = {}
    for path in sorted((WORDS / language).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{path.name}: {entry.content}"
            if isinstance(entry, ast.Message):
                assert entry.id.name not in found, f"{entry.id.name} is written twice"
                text = path.read_text(encoding="utf-8")[entry.span.start : entry.span.end]
                found[entry.id.name] = set(re.findall(r"\$(\w+)", text))
    return found


def test_both_languages_have_the_same_messages_with_the_same_variables():
    chinese, english = (messages(language) for language in LANGUAGES)
    assert set(chinese) == set(english)
    differ = {id for id in chinese if chinese[id] != english[id]}
    assert {id for id in differ if not id.startswith("story-")} == set()


def test_every_word_that_pages_and_code_ask_for_exists():
    asked = set()
    for path in [*ROOT.glob("templates/**/*.html"), *ROOT.glob("app/**/*.py")]:
        text = path.read_text(encoding="utf-8")
        asked |= set(re.findall(r"""\bt\(["']([A-Za-z]\w*-[\w-]+)["'][,)]""", text))
        asked |= set(re.findall(r"""\bsay\([\w.()]+,\s*["']([A-Za-z]\w*-[\w-]+)["'][,)]""", text))
    known = messages("zh-CN")
    assert len(asked) > 100
    assert {id for id in asked if id not in known} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_the_rules_name_has_words(language):
    ids = [f"lane-{x}" for x in LANES] + [f"flag-{x}" for x in FLAGS]
    ids += [f"kind-{x}" for x in KINDS] + [f"reason-{x}" for x in PAUSE_REASONS]
    commands = (*COMMANDS, *SHOP_COMMANDS, *REVIEW_COMMANDS)
    ids += [f"role-{x}" for x in ROLES] + [f"command-{x}" for x in commands]
    ids += [f"measure-{x}" for x in MEASURE_KINDS] + [f"review-part-{x}" for x in PARTS]
    ids += [f"review-kind-{x}" for x in EXCEPTIONS] + [f"review-title-{x}" for x in SESSIONS]
    ids += [f"refused-{x}" for x in refusals()]
    assert {id for id in ids if not bundle(language).has_message(id)} == set()


def refusals() -> set[str]:
    """Every code the rules refuse with, read from their own text."""
    found = set()
    for path in ROOT.glob("board/**/*.py"):
        found |= set(re.findall(r'Refused\(\s*"(\w+)"', path.read_text(encoding="utf-8")))
    assert len(found) > 40
    return found


def test_a_refusal_has_no_codes_and_no_formal_you():
    for id, variables in messages("zh-CN").items():
        text = say("zh-CN", id, **dict.fromkeys(variables, "…"))
        assert "您" not in text, id
        if id.startswith("refused-"):
            assert not re.search(r"\b[a-z]+_[a-z_]+\b", text), id
