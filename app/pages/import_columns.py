"""Knows the page on which somebody says which column of a file is which, its rows beside it."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from app import context
from app.importing.choices import FIXABLE, Chosen
from app.importing.day_headings import DAY
from app.importing.headings import heading_text
from app.importing.kind_words import unknown_kinds
from app.importing.remembered import remember
from app.importing.table_file import Table, look
from app.importing.uploads import Upload
from app.pages.import_files import choices_of, choose, for_those_who_book, gone, uploads, words_of
from app.people.native import in_native_thread
from board.commands.choices import KINDS

blueprint = Blueprint("import_columns", __name__, url_prefix="/import")

ROWS_BESIDE = 5
MOST_KINDS = 40


@blueprint.get("/<id>/columns")
@for_those_who_book
def ask(id: str) -> Any:
    upload = uploads().find(id)
    if upload is None or upload.outcome is not None:
        return gone()
    chosen = choices_of(upload).chosen
    table = _table(upload, chosen)
    return _page(upload, table, {at: name for name, at in table.columns.items()}, chosen)


@blueprint.post("/<id>/columns")
@for_those_who_book
def say(id: str) -> Any:
    """Remembers what was said, for this file and every other with its headings."""
    upload = uploads().find(id)
    if upload is None or upload.outcome is not None:
        return gone()
    table = _table(upload, Chosen())
    named = {at: request.form.get(f"c{at}", "") for at in range(len(table.headings))}
    chosen = _chosen(table, named)
    if words := _wrong(named, chosen):
        return _page(upload, table, named, chosen, words), 422
    choose(upload, replace(choices_of(upload), chosen=chosen))
    remember(context.store(), table.headings, chosen)
    return redirect(url_for("import_day.look", id=id), 303)


def _table(upload: Upload, chosen: Chosen) -> Table:
    table: Table = in_native_thread(look, upload.data, DAY, chosen)
    return table


def _chosen(table: Table, named: dict[int, str]) -> Chosen:
    texts = [heading_text(heading) for heading in table.headings]
    columns = dict.fromkeys(DAY.names, "")
    for at, name in named.items():
        if name in columns:
            alone = texts[at] and texts.count(texts[at]) == 1
            columns[name] = table.headings[at] if alone else f"#{at}"
    fixed = {name: text for name in FIXABLE if (text := request.form.get(f"fixed_{name}", ""))}
    said = {word: request.form.get(f"kind_{word}", "") for word in request.form.getlist("word")}
    return Chosen(columns, fixed, {word: kind for word, kind in said.items() if kind in KINDS})


def _wrong(named: dict[int, str], chosen: Chosen) -> str | None:
    """What cannot be: one thing twice, or something needed nowhere."""
    names = [name for name in named.values() if name]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        return words_of("import-columns-twice", field=words_of(f"import-field-{twice}"))
    missing = DAY.missing((*names, *chosen.fixed))
    return words_of("import-columns-missing", headings="、".join(missing)) if missing else None


def _page(
    upload: Upload, table: Table, named: dict[int, str], chosen: Chosen, words: str | None = None
) -> str:
    rows = [line.cells for line in table.lines[:ROWS_BESIDE]]
    return render_template(
        "import/columns.html", id=upload.id, headings=table.headings, rows=rows, named=named,
        fields=[(name, words_of(f"import-field-{name}")) for name in DAY.names], words=words,
        fixable=FIXABLE, fixed=chosen.fixed, said=chosen.kinds, kinds=KINDS,
        unknown=unknown_kinds(table)[:MOST_KINDS],
    )  # fmt: skip
