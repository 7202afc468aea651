"""Walls: each with its own view, teams, language, size and link (rules.md §11)."""

import pytest

from board.shop.default_settings import DEFAULTS
from tests.cast import ENGINE, LI, LIANG, QUICK
from tests.shop_story import ShopStory


@pytest.fixture
def story() -> ShopStory:
    return ShopStory()


def hung(story: ShopStory, **more: object) -> str:
    return story.do(LIANG, "add_wall", **{"name": "车间"} | more)["wall"]


def test_a_wall_is_what_was_chosen(story):
    id = hung(story, view="axis", teams=[ENGINE, QUICK], language="en", inches=86, metres=8)
    wall = story.shop.walls[id]
    assert (wall.name, wall.view, wall.teams) == ("车间", "axis", (ENGINE, QUICK))
    assert (wall.language, wall.inches, wall.metres) == ("en", 86, 8)


def test_rows_are_stacked_as_the_wall_or_else_the_shop_has_it(story):
    own, shops = hung(story, name="一号", stack="lane"), hung(story, name="二号")
    assert story.shop.walls[own].stacked(DEFAULTS) == "lane"
    assert story.shop.walls[shops].stacked(DEFAULTS) == "urgency"
    story.do(LIANG, "change_settings", wall_stack="lane")
    assert story.shop.walls[shops].stacked(story.shop.settings) == "lane"


def test_what_is_left_out_of_a_change_stays(story):
    id = hung(story, teams=[ENGINE])
    story.do(LIANG, "change_wall", wall=id, metres=9)
    assert (story.shop.walls[id].metres, story.shop.walls[id].teams) == (9, (ENGINE,))
    story.do(LIANG, "change_wall", wall=id, teams=[])
    assert story.shop.walls[id].teams == ()


def test_a_new_link_takes_the_place_of_the_old_one(story):
    id = hung(story)
    old = story.shop.walls[id].link
    story.do(LIANG, "renew_wall", wall=id)
    assert story.shop.walls[id].link not in (None, old)


def test_a_withdrawn_wall_comes_back_only_by_a_new_link(story):
    id = hung(story)
    story.do(LIANG, "withdraw_wall", wall=id)
    assert story.shop.walls[id].link is None
    assert story.says(LIANG, "withdraw_wall", wall=id) == "unknown_wall"
    assert story.says(LIANG, "change_wall", wall=id, metres=3) == "unknown_wall"
    assert story.says(LIANG, "renew_wall", wall=id) == "done"
    assert story.shop.walls[id].link


def test_two_walls_have_two_names_and_only_teams_there_are(story):
    id, other = hung(story), hung(story, name="前台")
    assert story.says(LIANG, "add_wall", name="车间") == "wall_exists"
    assert story.says(LIANG, "change_wall", wall=other, name="车间") == "wall_exists"
    assert story.says(LIANG, "change_wall", wall=id, name="车间") == "done"
    assert story.says(LIANG, "change_wall", wall=id, teams=["G99"]) == "unknown_team"
    assert story.says(LIANG, "change_wall", wall=id) == "nothing_to_change"


@pytest.mark.parametrize("command", ["add_wall", "renew_wall", "withdraw_wall"])
def test_walls_are_not_the_foremans(story, command):
    args = {"name": "后院"} if command == "add_wall" else {"wall": hung(story)}
    assert story.says(LI, command, **args) == "forbidden"
