"""Knows the page on which a day file is handed in, looked at row by row, and said yes to."""

import hashlib
import io
from dataclasses import replace
from typing import Any

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from pydantic import TypeAdapter

from app import context
from app.importing.choices import AS_IT_IS
from app.importing.day import Imported, import_day, plan_day, read_day
from app.importing.plan import Plan, Planned
from app.importing.rejected_file import rejected_xlsx
from app.importing.remembered import with_what_was_said
from app.importing.sentences import note, shown_as, unreadable
from app.importing.shown import columns, shown
from app.importing.table_file import Unsure
from app.importing.table_line import Unreadable
from app.importing.template_file import template_xlsx
from app.importing.uploads import Upload
from app.pages.import_files import (
    choices_of,
    choose,
    chooser,
    for_those_who_book,
    gone,
    uploads,
    words_of,
)
from app.people.signed_in import actor

blueprint = Blueprint("import_day", __name__, url_prefix="/import")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_IMPORTED = TypeAdapter(Imported)


@blueprint.get("")
@for_those_who_book
def begin() -> Any:
    return chooser()


@blueprint.post("")
@for_those_who_book
def hand_in() -> Any:
    file = request.files.get("file")
    if file is None or not file.filename:
        return chooser(words_of("import-choose-first")), 422
    data, reading = file.read(), context.read_session()
    page, choices = "import_day.look", AS_IT_IS
    try:
        choices = with_what_was_said(reading, data, choices)
        read_day(data, reading.hours, choices)
    except Unsure:
        page = "import_columns.ask"
    except Unreadable as error:
        return chooser(unreadable(error, words_of)), 422
    upload = uploads().keep(data)
    choose(upload, choices)
    return redirect(url_for(page, id=upload.id), 303)


@blueprint.get("/template.xlsx")
@for_those_who_book
def template() -> Any:
    name = f"{words_of('import-template-name')}.xlsx"
    return send_file(io.BytesIO(template_xlsx()), XLSX, as_attachment=True, download_name=name)


@blueprint.get("/<id>")
@for_those_who_book
def look(id: str) -> Any:
    """What would become of each row; once it is imported, what became of it."""
    upload = uploads().find(id)
    if upload is None:
        return gone()
    if done := _done(upload):
        return _table(id, done.rows, done.counts, made=True)
    try:
        return _preview(upload)
    except Unsure:
        return redirect(url_for("import_columns.ask", id=id), 303)


@blueprint.post("/<id>")
@for_those_who_book
def confirm(id: str) -> Any:
    upload = uploads().find(id)
    if upload is None:
        return gone()
    with upload.alone():
        if upload.outcome is None:
            if request.form.get("seen") != _seen(upload.data, _plan(upload)):
                return _preview(upload, changed=True), 409
            _import(upload)
    return redirect(url_for(".look", id=id), 303)


@blueprint.post("/<id>/<any(hidden_too, changes_too):what>")
@for_those_who_book
def take(id: str, what: str) -> Any:
    """Hidden rows are taken as well, cards take over what their rows say now; or no longer."""
    upload = uploads().find(id)
    if upload is None:
        return gone()
    if upload.outcome is None:
        choices, take_it = choices_of(upload), request.form.get("take") == "yes"
        if what == "hidden_too":
            choose(upload, replace(choices, hidden_too=take_it))
        else:
            choose(upload, replace(choices, changes_too=take_it))
    return redirect(url_for(".look", id=id), 303)


@blueprint.get("/<id>/rejected.xlsx")
@for_those_who_book
def rejected(id: str) -> Any:
    upload = uploads().find(id)
    if upload is None:
        return gone()
    rows = (_done(upload) or _plan(upload)).rows
    data = rejected_xlsx([planned.row for planned in rows], words_of)
    answer = send_file(io.BytesIO(data), XLSX, as_attachment=True, download_name="rejected.xlsx")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _import(upload: Upload) -> None:
    """Does it, and keeps of the file only the rows that somebody still has to look at."""
    who = actor()
    assert who is not None
    done = import_day(context.store(), who, upload.data, choices_of(upload))
    upload.settle(_IMPORTED.dump_json(Imported(done.counts, done.told)))


def _done(upload: Upload) -> Imported | None:
    outcome = upload.outcome
    return _IMPORTED.validate_json(outcome) if outcome else None


def _plan(upload: Upload) -> Plan:
    reading = context.read_session()
    choices = choices_of(upload)
    return plan_day(reading, read_day(upload.data, reading.hours, choices), choices)


def _seen(data: bytes, plan: Plan) -> str:
    """One text for one file and what would become of it: who says yes has seen just that."""
    rows = [(p.row.line, p.outcome, p.holder, p.differences, p.warnings) for p in plan.rows]
    return hashlib.sha256(data + repr(rows).encode()).hexdigest()


def _preview(upload: Upload, changed: bool = False) -> str:
    plan = _plan(upload)
    seen = _seen(upload.data, plan)
    return _table(
        upload.id, plan.rows, plan.counts(), changed=changed, seen=seen,
        hidden=[p.row.line for p in plan.rows if p.row.hidden],
        changed_rows=[p.row.line for p in plan.rows if p.card], chosen=choices_of(upload),
    )  # fmt: skip


def _table(
    id: str, rows: tuple[Planned, ...], counts: dict[str, Any], made: bool = False, **more: Any
) -> str:
    part = shown(rows, request.args.get("show"), request.args.get("page", type=int))
    zone = context.read_session().hours.zone
    counts = counts | {"left_out": len(Plan(rows).of("left_out"))}
    return render_template(
        "import/done.html" if made else "import/preview.html", id=id, part=part, total=len(rows),
        counts=counts, made=made, zone=zone, say=words_of, columns=columns, shown_as=shown_as,
        note=note, **more,
    )  # fmt: skip
