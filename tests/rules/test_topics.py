"""What is no card is told by its topic: everything that happens to the shop has one, and pages
follow none that does not exist."""

import re
from pathlib import Path

import pytest

from board.commands.shop import SHOP_COMMANDS
from board.events.definition import FACTS, ShopFact
from board.shop import topics

SCRIPTS = Path(__file__).parents[2] / "static/js"
FOLLOWED = re.compile(r"onTopics\(\[([^\]]*)\]")


def test_everything_that_happens_to_the_shop_has_a_topic():
    about_shop = {name for name, fact in FACTS.items() if issubclass(fact, ShopFact)}
    assert set(topics.OF_FACT) == about_shop
    assert set(topics.OF_FACT.values()) <= set(topics.ALL)


def test_every_command_that_earlier_versions_wrote_has_a_topic():
    assert set(topics.OF_COMMAND) == set(SHOP_COMMANDS)
    assert set(topics.OF_COMMAND.values()) <= set(topics.ALL)


@pytest.mark.parametrize(("stored", "told"), [
    (None, None),  # a card's
    *((one, one) for one in topics.ALL),
    ("mark_absent", "people"),  # as versions before wrote it
    ("change_settings", "settings"),
    ("set_day", "calendar"),
])  # fmt: skip
def test_a_row_is_told_by_its_topic_whichever_version_wrote_it(stored, told):
    assert topics.topic(stored) == told


def test_pages_follow_topics_that_there_are():
    lists = [found for file in SCRIPTS.glob("*.js") for found in FOLLOWED.findall(file.read_text())]
    followed = {name for text in lists for name in re.findall(r'"([^"]*)"', text)}
    assert len(lists) >= 7
    assert followed <= set(topics.ALL)
    assert "photo" in followed and "people" in followed
