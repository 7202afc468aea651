"""Knows the lists of records by kind (rules.md §6 item 6), each for its roles."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, url_for

from app import context
from app.live.pages import live
from app.people import signed_in
from app.storage import findings, photos
from board.people.rights import records_for

blueprint = Blueprint("records", __name__)

MOST_SHOWN = 200


@blueprint.app_template_global()
def my_records() -> list[str]:
    """The kinds of records that whoever is here reads."""
    me = signed_in.person()
    return records_for(me) if me else []


@blueprint.get("/records")
@signed_in.page_for_signed_in
def first() -> Any:
    kinds = my_records() or abort(403)
    return redirect(url_for("records.listed", kind=kinds[0]), 303)


@blueprint.get("/records/<any(warranty, quality, hard_case):kind>")
@signed_in.page_for_signed_in
def listed(kind: str) -> Any:
    if kind not in my_records():
        abort(403)
    return render_template("records/page.html", live=live("card"), **_about(kind))


@blueprint.get("/live/records/<any(warranty, quality, hard_case):kind>")
def parts(kind: str) -> Any:
    """The list anew, fetched by the page itself after a change of the board."""
    if signed_in.person() is None:
        abort(401)
    if kind not in my_records():
        abort(403)
    return render_template("records/_list.html", **_about(kind))


def _about(kind: str) -> dict[str, Any]:
    reading = context.read_session()
    found = findings.records(reading, kind, MOST_SHOWN)
    arrived = photos.arrived(reading, [name for record, _ in found for name in record.photos])
    return {"kind": kind, "found": found, "most": MOST_SHOWN, "arrived": arrived}
