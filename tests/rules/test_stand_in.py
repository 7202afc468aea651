"""The foreman's stand-in: named per day, a foreman on that day and on no other (rules.md §1)."""

from datetime import date

import pytest

from board.people.rights import may
from tests.cast import CHEN, LI, LIANG, WU, ZHENG
from tests.shop_story import ShopStory

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


@pytest.fixture
def story() -> ShopStory:
    return ShopStory()


def person_on(story: ShopStory, day: date, id: str):
    return story.shop.directory.acting_on(day).person(id)


def test_the_stand_in_has_the_foremans_rights_on_that_day_only(story):
    story.do(LI, "name_stand_in", person=WU.id, day=MONDAY)
    on_monday, on_tuesday = (person_on(story, day, WU.id) for day in (MONDAY, TUESDAY))
    assert may("prioritise_card", on_monday) and may("mark_absent", on_monday)
    assert not may("prioritise_card", on_tuesday) and not may("mark_absent", on_tuesday)


def test_a_stand_in_keeps_the_rights_they_had(story):
    story.do(LI, "name_stand_in", person=WU.id, day=MONDAY)
    acting = person_on(story, MONDAY, WU.id)
    assert set(WU.roles) < set(acting.roles) and may("start_work", acting)
    assert (acting.team, acting.skills) == (WU.team, WU.skills)


def test_who_they_are_for_good_stays(story):
    story.do(LI, "name_stand_in", person=WU.id, day=MONDAY)
    assert story.shop.people[WU.id] == WU
    assert story.shop.directory.person(WU.id) == WU


def test_one_stand_in_a_day_the_last_one_named(story):
    story.do(LI, "name_stand_in", person=WU.id, day=MONDAY)
    story.do(LI, "name_stand_in", person=CHEN.id, day=MONDAY)
    assert not person_on(story, MONDAY, WU.id).has("foreman")
    assert person_on(story, MONDAY, CHEN.id).has("foreman")


def test_naming_can_be_taken_back(story):
    story.do(LI, "name_stand_in", person=WU.id, day=MONDAY)
    story.do(LI, "name_stand_in", person=None, day=MONDAY)
    assert not person_on(story, MONDAY, WU.id).has("foreman")
    assert story.shop.stand_ins == {}


def test_the_foreman_is_not_doubled(story):
    story.do(LI, "name_stand_in", person=LI.id, day=MONDAY)
    assert person_on(story, MONDAY, LI.id).roles == LI.roles


def test_whoever_is_away_or_gone_cannot_stand_in(story):
    story.do(LI, "mark_absent", person=WU.id, day=MONDAY)
    assert story.says(LI, "name_stand_in", person=WU.id, day=MONDAY) == "stand_in_absent"
    assert story.says(LI, "name_stand_in", person=WU.id, day=TUESDAY) == "done"
    story.do(LIANG, "change_person", person=ZHENG.id, active=False)
    assert story.says(LI, "name_stand_in", person=ZHENG.id, day=MONDAY) == "unknown_person"
    assert story.says(LI, "name_stand_in", person="X9", day=MONDAY) == "unknown_person"


def test_somebody_who_left_stands_in_no_more(story):
    """Rights end with the person, whatever the plan says."""
    story.do(LI, "name_stand_in", person=WU.id, day=MONDAY)
    story.do(LIANG, "change_person", person=WU.id, active=False)
    acting = story.shop.directory.acting_on(MONDAY)
    assert acting.with_role("foreman") == [LI]


@pytest.mark.parametrize(("who", "said"), [(LI, "done"), (LIANG, "done"), (CHEN, "forbidden"),
                                           (WU, "forbidden")])  # fmt: skip
def test_who_names_the_stand_in(story, who, said):
    assert story.says(who, "name_stand_in", person=WU.id, day=MONDAY) == said
