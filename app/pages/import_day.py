"""Knows the page on which a day file is handed in, looked at row by row, and said yes to."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from pydantic import TypeAdapter

from app import context
from app.importing.choices import AS_IT_IS, Choices
from app.importing.day import Imported, import_day, plan_day, read_day
from app.importing.plan import Plan, Planned
from app.importing.rejected_file import rejected_xlsx
from app.importing.sentences import note, shown_as, unreadable
from app.importing.shown import columns, shown
from app.importing.table_line import Unreadable
from app.importing.uploads import Upload, Uploads
from app.people.signed_in import actor, page_for_right, person, possible
from app.words import say
from app.words.sentences import sentence
from board.people.rights import RIGHTS

blueprint = Blueprint("import_day", __name__, url_prefix="/import")

COMMAND = "book_card"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_IMPORTED = TypeAdapter(Imported)
_CHOICES = TypeAdapter(Choices)


def for_those_who_book(view: Callable[..., Any]) -> Callable[..., Any]:
    guarded = page_for_right(COMMAND)(view)

    @wraps(view)
    def answered(**values: Any) -> Any:
        return _forbidden() if person() and possible(COMMAND) == "no" else guarded(**values)

    return answered


@blueprint.get("")
@for_those_who_book
def choose() -> Any:
    return _chooser()


@blueprint.post("")
@for_those_who_book
def hand_in() -> Any:
    file = request.files.get("file")
    if file is None or not file.filename:
        return _chooser(_say("import-choose-first")), 422
    data = file.read()
    try:
        read_day(data, context.read_session().hours)
    except Unreadable as error:
        return _chooser(unreadable(error, _say)), 422
    return redirect(url_for(".look", id=_uploads().keep(data).id), 303)


@blueprint.get("/<id>")
@for_those_who_book
def look(id: str) -> Any:
    """What would become of each row; once it is imported, what became of it."""
    upload = _uploads().find(id)
    if upload is None:
        return _gone()
    if done := _done(upload):
        return _table(id, done.rows, done.counts, made=True)
    return _preview(upload)


@blueprint.post("/<id>")
@for_those_who_book
def confirm(id: str) -> Any:
    upload = _uploads().find(id)
    if upload is None:
        return _gone()
    with upload.alone():
        if upload.outcome is None:
            if request.form.get("seen") != _seen(upload.data, _plan(upload)):
                return _preview(upload, changed=True), 409
            _import(upload)
    return redirect(url_for(".look", id=id), 303)


@blueprint.post("/<id>/hidden")
@for_those_who_book
def take_hidden(id: str) -> Any:
    """The rows that the sheet hides are taken as well, or no longer."""
    upload = _uploads().find(id)
    if upload is None:
        return _gone()
    if upload.outcome is None:
        choices = replace(_choices(upload), hidden_too=request.form.get("take") == "yes")
        upload.write("choices", _CHOICES.dump_json(choices))
    return redirect(url_for(".look", id=id), 303)


@blueprint.get("/<id>/rejected.xlsx")
@for_those_who_book
def rejected(id: str) -> Any:
    upload = _uploads().find(id)
    if upload is None:
        return _gone()
    rows = (_done(upload) or _plan(upload)).rows
    data = rejected_xlsx([planned.row for planned in rows], _say)
    answer = send_file(io.BytesIO(data), XLSX, as_attachment=True, download_name="rejected.xlsx")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _import(upload: Upload) -> None:
    """Does it, and keeps of the file only the rows that somebody still has to look at."""
    who = actor()
    assert who is not None
    done = import_day(context.store(), who, upload.data, _choices(upload))
    upload.settle(_IMPORTED.dump_json(Imported(done.counts, done.told)))


def _done(upload: Upload) -> Imported | None:
    outcome = upload.outcome
    return _IMPORTED.validate_json(outcome) if outcome else None


def _plan(upload: Upload) -> Plan:
    reading = context.read_session()
    return plan_day(reading, read_day(upload.data, reading.hours, _choices(upload)))


def _choices(upload: Upload) -> Choices:
    kept = upload.choices
    return _CHOICES.validate_json(kept) if kept else AS_IT_IS


def _seen(data: bytes, plan: Plan) -> str:
    """One text for one file and what would become of it: who says yes has seen just that."""
    rows = [(p.row.line, p.outcome, p.holder, p.differences, p.warnings) for p in plan.rows]
    return hashlib.sha256(data + repr(rows).encode()).hexdigest()


def _preview(upload: Upload, changed: bool = False) -> str:
    plan = _plan(upload)
    seen = _seen(upload.data, plan)
    return _table(
        upload.id, plan.rows, plan.counts(), changed=changed, seen=seen,
        hidden=[p.row.line for p in plan.rows if p.row.hidden], taken=_choices(upload).hidden_too,
    )  # fmt: skip


def _table(
    id: str, rows: tuple[Planned, ...], counts: dict[str, Any], made: bool = False, **more: Any
) -> str:
    part = shown(rows, request.args.get("show"), request.args.get("page", type=int))
    zone = context.read_session().hours.zone
    counts = counts | {"left_out": len(Plan(rows).of("left_out"))}
    return render_template(
        "import/done.html" if made else "import/preview.html", id=id, part=part, total=len(rows),
        counts=counts, made=made, zone=zone, say=_say, columns=columns, shown_as=shown_as,
        note=note, **more,
    )  # fmt: skip


def _chooser(words: str | None = None) -> str:
    return render_template("import/choose.html", words=words)


def _gone() -> Any:
    return _chooser(_say("import-gone")), 404


def _forbidden() -> Any:
    facts = {"command": COMMAND, "roles": list(RIGHTS[COMMAND])}
    words = sentence(context.language(), context.read_session(), "forbidden", facts, who=person())
    return render_template("problem.html", words=words, status=403), 403


def _uploads() -> Uploads:
    who = person()
    assert who is not None
    return Uploads(context.config().data_dir, context.store().shop, who.id)


def _say(id: str, **facts: object) -> str:
    return say(context.language(), id, **facts)
