"""Knows the page of the rights: the one table of `board/people/rights.py`, as it is enforced."""

from typing import Any

from flask import render_template

from app.pages.admin import blueprint
from app.people import signed_in
from board.commands.card import COMMANDS
from board.commands.reviews import REVIEW_COMMANDS
from board.commands.shop import SHOP_COMMANDS
from board.people.people import ROLES
from board.people.rights import ANY, NAME_IS_ENOUGH, RIGHTS


@blueprint.get("/admin/rights")
@signed_in.page_for_right("mark_absent")
def rights() -> Any:
    parts = (
        ("cards", [name for name in RIGHTS if name in COMMANDS]),
        ("reviews", [name for name in RIGHTS if name in REVIEW_COMMANDS]),
        ("shop", [name for name in RIGHTS if name in SHOP_COMMANDS]),
    )
    return render_template(
        "admin/rights.html", parts=parts, roles=(*ROLES, "clock"), table=RIGHTS, any=ANY,
        name_is_enough=NAME_IS_ENOUGH,
    )  # fmt: skip
