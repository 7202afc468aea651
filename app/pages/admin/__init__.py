"""Knows the pages for those who run the shop: people, teams, days, settings, rights
(rules.md §4)."""

from typing import Any

from flask import Blueprint, render_template

from app import context
from app.people import signed_in

blueprint = Blueprint("admin", __name__)

# A page, where it is, and the command whose right opens it.
PAGES = (
    ("home", "/admin", "mark_absent"),
    ("people", "/admin/people", "change_person"),
    ("teams", "/admin/teams", "change_team"),
    ("days", "/admin/days", "mark_absent"),
    ("settings", "/admin/settings", "change_settings"),
    ("walls", "/admin/walls", "add_wall"),
    ("access", "/access", "make_token"),
    ("rights", "/admin/rights", "mark_absent"),
)


@blueprint.app_context_processor
def _pages() -> dict[str, Any]:
    return {"admin_pages": PAGES}


@blueprint.get("/admin")
@signed_in.page_for_right("mark_absent")
def home() -> Any:
    view = context.read_session()
    today = view.hours.day(view.now)
    return render_template(
        "admin/home.html", shop=view.shop, settings=view.settings, today=today,
        active=[p for p in view.shop.people.values() if p.active],
        away=[p for p in view.shop.people.values() if view.directory.is_absent(p.id, today)],
        stand_in=view.shop.stand_ins.get(today),
        hanging=[w for w in view.shop.walls.values() if w.link],
    )  # fmt: skip


from app.pages.admin import days, people, rights, settings, staff_list, teams  # noqa: E402,F401
