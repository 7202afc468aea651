"""Knows the page on which a list of the staff is handed in, and what became of it."""

from typing import Any

from flask import render_template, request

from app import context
from app.importing.sentences import unreadable
from app.importing.staff import take_staff
from app.importing.table_line import Unreadable
from app.pages.admin import blueprint
from app.people import signed_in
from app.words import say


@blueprint.get("/admin/people/list")
@signed_in.page_for_right("add_person")
def staff_list() -> Any:
    return render_template("admin/staff_list.html", said=(), words=None)


@blueprint.post("/admin/people/list")
@signed_in.page_for_right("add_person")
def take_staff_list() -> Any:
    """The same list again changes nothing, so a second tap does no harm."""

    def words(id: str, **facts: object) -> str:
        return say(context.language(), id, **facts)

    def again(why: str) -> Any:
        return render_template("admin/staff_list.html", said=(), words=why), 422

    file, who = request.files.get("file"), signed_in.actor()
    assert who is not None
    if file is None or not file.filename:
        return again(words("import-choose-first"))
    try:
        done = take_staff(context.store(), file.read(), who)
    except Unreadable as error:
        return again(unreadable(error, words))
    return render_template("admin/staff_list.html", said=done.said(words), words=None)
